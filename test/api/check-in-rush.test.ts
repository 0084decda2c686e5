import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { holdTable } from "../../src/domain/round-table/floor.service.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference } from "../support/conference.js";

describe("a hall that checks in at once", () => {
  let app: TestApp;
  beforeAll(async () => {
    // Eight connections, of which six are for deeds: fewer than there are delegations, as 20 are for 190.
    app = await startApp({ DATABASE_POOL: "8" });
  });
  afterAll(() => app.close());

  it("waits for its body without keeping another body from its own, and everybody gets in", async () => {
    const conference = await buildConference(app, { africans: 24 });
    const [africa, americas] = ["africa", "americas"].map((ref) => conference.tables.get(ref)!);
    const heads = await Promise.all(conference.africans.map((ref) => conference.as(ref)));
    const other = await conference.as("head-ca");
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    let isHeld = (): void => undefined;
    const held = new Promise<void>((resolve) => (isHeld = resolve));
    // A deed that is busy with the body, for less than the two seconds after which a lock is given up.
    const busy = app.foundation.database.transaction(null, async (tx) => {
      await holdTable(tx, africa!, "write");
      isHeld();
      await released;
    });
    await held;
    const rush = heads.map((head) => head.deed("checkIn", { roundTableId: africa }));
    await sleep(200);
    const elsewhere = await Promise.race([
      other.deed("checkIn", { roundTableId: americas }),
      sleep(1_300).then(() => "still waiting"),
    ]);
    release();
    await busy;
    expect(elsewhere).toEqual({ __typename: "CheckInSuccess" });
    for (const one of await Promise.all(rush)) expect(one).toEqual({ __typename: "CheckInSuccess" });

    const chair = await conference.as("facilitator-africa");
    const { data } = await chair.send(`{ roundTable(id: "${africa}") { present } }`);
    expect(data.roundTable.present).toBe(24);
  });
});
