import pg from "pg";
import type { TestApp } from "./app.js";

/** Runs one statement beside the server, on a connection of its own: to bring about what would take days, or to look. */
export async function sql<Row = Record<string, unknown>>(
  app: TestApp,
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: app.foundation.databaseUrl });
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

/** Tables and columns in which any of these texts stands in clear, whatever the type of the column. */
export async function columnsHolding(app: TestApp, texts: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: app.foundation.databaseUrl });
  await client.connect();
  try {
    const { rows: columns } = await client.query<{ table_name: string; column_name: string; data_type: string }>(
      "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2",
    );
    const found: string[] = [];
    for (const { table_name: table, column_name: column, data_type: type } of columns) {
      const bytes = type === "bytea" ? `"${column}"` : `convert_to("${column}"::text, 'UTF8')`;
      const { rows } = await client.query(
        `SELECT FROM "${table}" WHERE EXISTS (SELECT FROM unnest($1::text[]) t WHERE position(convert_to(t, 'UTF8') IN ${bytes}) > 0) LIMIT 1`,
        [texts],
      );
      if (rows.length > 0) found.push(`${table}.${column}`);
    }
    return found;
  } finally {
    await client.end();
  }
}
