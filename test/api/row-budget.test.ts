import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";

describe("rows that one operation brings", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 190 });
  }, 60_000);
  afterAll(() => app.close());

  it("are counted as they come: lists in lists of a big conference are refused before they hold the server up", async () => {
    const head = await conference.as("head-zm");
    const inner = "delegates { participation { conference { delegations { id credentials } } } }";
    const query = `query C($id: ID!) { a: conference(id: $id) { delegations { ${inner} } } b: conference(id: $id) { delegations { ${inner} } } }`;
    const before = process.cpuUsage();
    const { errors } = await head.send(query, { id: conference.id });
    const { user, system } = process.cpuUsage(before);
    expect(errors![0]!.extensions).toMatchObject({ code: "LIMIT_EXCEEDED", limit: 10_000 });
    // 36,000 rows took seconds of CPU before there was a budget.
    expect((user + system) / 1e6).toBeLessThan(1.5);
  });

  it("leave the rooms of a full plenary within reach", async () => {
    const answer = await (
      await conference.as("facilitator-plenary")
    ).run("Room", { roundTableId: conference.tables.get("plenary") });
    expect(answer.errors).toBeUndefined();
    expect(answer.data.roundTable.seats).toHaveLength(192);
  });
});
