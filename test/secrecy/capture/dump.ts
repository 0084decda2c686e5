import type pg from "pg";
import { tablesOf } from "./rows.js";

/** The rows of each table as pg_dump writes them: COPY to text, in the order in which they lie. */
export async function dump(client: pg.Client): Promise<Map<string, string[]>> {
  const tables = new Map<string, string[]>();
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  for (const { name } of await tablesOf(client)) {
    const chunks: Buffer[] = [];
    const take = ({ chunk }: { chunk: Buffer }): void => void chunks.push(Buffer.from(chunk));
    connection.on("copyData", take);
    await client.query(`COPY ${name} TO STDOUT`);
    connection.off("copyData", take);
    tables.set(name, Buffer.concat(chunks).toString().split("\n").slice(0, -1));
  }
  await client.query("COMMIT");
  return tables;
}
