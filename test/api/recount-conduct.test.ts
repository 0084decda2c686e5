import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { dataSourceOptions } from "../../ormconfig.js";
import { WRITTEN_LATE } from "../../src/recount/checks.js";
import { GENERIC_RULE_SET } from "../../src/domain/intake/conference-file.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { recountAfter } from "../support/recounting.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const head = (room: Room, code: string) => room.heads.get(`head-${code}`)!;
const finding = (check: string) => ({ findings: [expect.objectContaining({ check })] });

describe("the recount of a consensus", () => {
  let conference: TestConference;
  let room: Room;
  let ballotId: string;
  beforeAll(async () => {
    conference = await buildConference(app);
    room = await openRoom(conference);
    ballotId = await openBallot(room, { mode: "CONSENSUS" });
    await head(room, "ng").deed("objectToConsensus", { ballotId });
  });
  const after = (...planted: string[]) => recountAfter(app, conference.id, planted);
  const objected = (time: string) =>
    `UPDATE consensus_objection o SET recorded_at = b.${time} FROM ballot b WHERE b.id = o.ballot_id AND b.id = '${ballotId}'`;
  const unhashed = () => `UPDATE decision SET proof_hash = NULL, roll_hash = NULL WHERE ballot_id = '${ballotId}'`;
  const scheduled = () => `UPDATE ballot SET closes_at = closed_at, closed_by_id = NULL WHERE id = '${ballotId}'`;
  const decidedLater = () =>
    `UPDATE decision SET decided_at = decided_at + interval '1 hour' WHERE ballot_id = '${ballotId}'`;

  it("finds an objection that was recorded while the ballot took none", async () => {
    expect(await after()).toMatchObject({ findings: [] });
    expect(await after(objected("opened_at - interval '1 microsecond'"))).toMatchObject(finding("TIMES"));
    expect(await after(objected("closed_at + interval '1 microsecond'"))).toMatchObject(finding("TIMES"));
  });

  it("finds one of a delegation that was admitted later", async () => {
    const admitted = `UPDATE ballot_eligibility e SET (admitted_at, admitted_by_id) = (b.closed_at, b.opened_by_id) FROM ballot b, consensus_objection o
      WHERE b.id = '${ballotId}' AND e.ballot_id = b.id AND o.ballot_id = b.id AND o.delegation_id = e.delegation_id`;
    expect(await after(unhashed(), admitted)).toMatchObject(finding("TIMES"));
  });

  it("allows what was found in time by the schedule to be written until its statement must have ended, and notes it", async () => {
    const limits = (dataSourceOptions("postgres://localhost/nothing").extra as { options: string }).options;
    const limit = (name: string): number => Number(new RegExp(`${name}=(\\d+)`).exec(limits)![1]);
    expect(WRITTEN_LATE / 1000).toBe(limit("statement_timeout") + limit("lock_timeout"));
    const late = (micros: number) => [
      scheduled(),
      decidedLater(),
      objected(`closed_at + interval '${micros} microseconds'`),
    ];
    expect(await after(...late(WRITTEN_LATE))).toMatchObject({
      findings: [],
      notes: expect.arrayContaining([
        { ballotId, text: "Votes or objections found in time by the schedule and written within seconds after it: 1." },
      ]),
    });
    expect(await after(...late(WRITTEN_LATE + 1))).toMatchObject(finding("TIMES"));
  });

  it("rests on a database that takes objections only while the ballot is open", async () => {
    const objection = `INSERT INTO consensus_objection (ballot_id, delegation_id, delegate_id)
      SELECT e.ballot_id, e.delegation_id, d.id FROM ballot_eligibility e JOIN delegate d USING (delegation_id)
      WHERE e.ballot_id = '${ballotId}' AND NOT EXISTS (SELECT FROM consensus_objection o WHERE o.delegation_id = e.delegation_id) LIMIT 1`;
    await expect(app.foundation.database.transaction(null, (tx) => tx.query(objection))).rejects.toMatchObject({
      driverError: { code: "23000" },
    });
  });
});

describe("the recount of a quorum of those accredited", () => {
  let conference: TestConference;
  let room: Room;
  let ballotId: string;
  const credentials = (value: string) =>
    app.foundation.database.transaction(null, (tx) =>
      tx.query("UPDATE delegation SET credentials = $1 WHERE conference_id = $2 AND country_code = ANY('{GH,TZ,UG}')", [
        value,
        conference.id,
      ]),
    );
  beforeAll(async () => {
    const quorum = { ...(GENERIC_RULE_SET as any).quorum, basis: "ACCREDITED", at: ["OPEN_BALLOT"] };
    conference = await buildConference(app, { number: 2, rules: { ...GENERIC_RULE_SET, code: "ACC", quorum } });
    await credentials("PENDING");
    room = await openRoom(conference);
    ballotId = await openBallot(room);
    await credentials("ACCEPTED");
    await room.chair.deed("closeBallot", { ballotId });
  });
  const after = (...set: string[]) => {
    const planted = set.map((values) => `UPDATE decision SET ${values} WHERE ballot_id = '${ballotId}'`);
    return recountAfter(app, conference.id, planted);
  };
  const UNHASHED = "proof_hash = NULL, roll_hash = NULL";

  it("takes the base of the close, whatever it was at the opening", async () => {
    const [row] = await app.foundation.database.read((tx) =>
      tx.query(
        "SELECT b.quorum_base AS opened, d.quorum_base AS closed, d.present_at_close AS present FROM ballot b JOIN decision d ON d.ballot_id = b.id WHERE b.id = $1",
        [ballotId],
      ),
    );
    expect(row).toEqual({ opened: 3, closed: 6, present: 6 });
    expect(await after()).toMatchObject({ findings: [] });
  });

  it.each([
    ["more present than the base has", "quorum_base = 5, quorum = 3"],
    ["more in the base than there are members", "quorum_base = 7"],
    ["a quorum of another base", "quorum_base = 6, quorum = 2"],
  ])("finds %s", async (_what, planted) => {
    expect(await after(`${UNHASHED}, ${planted}`)).toMatchObject(finding("QUORUM"));
  });
});
