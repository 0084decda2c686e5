import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { sql } from "../support/sql.js";

describe("the server's time", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
  });
  afterAll(() => app.close());

  const clock = async (): Promise<Date> => {
    const [row] = await sql<{ now: Date }>(app, "SELECT clock_timestamp() AS now");
    return row!.now;
  };

  it("is told to nobody who is not signed in", async () => {
    const { data, errors } = await app.client().send("{ serverTime }");
    expect(data).toBeNull();
    expect(errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
  });

  it("goes on within one operation, also beside a snapshot of the room", async () => {
    const head = await conference.as("head-zm");
    const { data, errors } = await head.send(
      "query T($id: ID!) { first: serverTime roundTable(id: $id) { liveCursor } second: serverTime }",
      { id: conference.tables.get("africa") },
    );
    expect(errors).toBeUndefined();
    const [first, second] = [Date.parse(data.first as string), Date.parse(data.second as string)];
    expect(second).toBeGreaterThanOrEqual(first);
    expect(Math.abs((await clock()).getTime() - second)).toBeLessThan(5_000);
  });

  it("is the database's clock, also where the clock of this process differs", async () => {
    const head = await conference.as("head-zm");
    // A database whose clock is two days ahead, for connections that are opened from here on.
    await sql(
      app,
      "CREATE FUNCTION public.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS $$ SELECT pg_catalog.clock_timestamp() + interval '2 days' $$",
    );
    const [{ name } = { name: "" }] = await sql<{ name: string }>(app, "SELECT current_database() AS name");
    await sql(app, `ALTER DATABASE "${name}" SET search_path = public, pg_catalog`);
    await sql(
      app,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
    );
    let told = 0;
    for (let tries = 0; tries < 50 && told === 0; tries += 1) {
      const { data } = await head.send("{ serverTime }");
      told = data ? Date.parse(data.serverTime as string) : 0; // the connections that were ended answer once more, with an error
    }
    const ahead = (told - (await clock()).getTime()) / 86_400_000;
    expect(ahead).toBeLessThanOrEqual(0);
    expect((told - Date.now()) / 86_400_000).toBeCloseTo(2, 2);
  });
});
