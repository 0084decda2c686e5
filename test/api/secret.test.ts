import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { compactVerify } from "jose";
import { type TestApp, startApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { castSecret, keysOf, optionsOf, secretBallot, shownTo } from "../support/secret.js";

let app: TestApp;
let conference: TestConference;
let room: Room;

beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app);
  room = await openRoom(conference);
});
afterAll(() => app.close());

/** The roll of a secret ballot: nobody is told who has voted, at any time, but by the proof of its end. */
const UNTOLD = Array.from({ length: 6 }, () => ({ hasVoted: null, vote: null }));

const sql = (text: string, values: unknown[] = []): Promise<any[]> =>
  app.foundation.database.source.query(text, values);

describe("a secret ballot", () => {
  it("takes sealed papers, tells the outcome and nothing else, and leaves neither papers nor key", async () => {
    const ballotId = await openBallot(room, { mode: "SECRET" });
    expect(keysOf(app)).toHaveLength(1);
    const heads = [...room.heads.values()];
    const options = await optionsOf(heads[0]!, ballotId);
    expect(Object.keys(options).sort()).toEqual(["ABSTAIN", "AGAINST", "FOR"]);
    const answers = [];
    for (const [place, head] of heads.entries())
      answers.push(await castSecret(head, ballotId, place === 0 ? options["AGAINST"]! : options["FOR"]!));
    expect(answers.map((one) => one.__typename)).toEqual(heads.map(() => "CastSecretVoteSuccess"));
    expect(await shownTo(room.chair, ballotId)).toMatchObject({
      tally: null,
      votes: null,
      decision: null,
      provenRoll: null,
      roll: UNTOLD,
    });
    expect((await sql("SELECT sealed FROM sealed_paper WHERE ballot_id = $1", [ballotId])).length).toBe(heads.length);
    await room.chair.does("CloseBallot", { ballotId });
    await room.chair.deed("declareDecision", { ballotId });
    const after = await shownTo(heads[0]!, ballotId);
    expect(after).toMatchObject({ state: "DECLARED", tally: null, votes: null, myVote: null, hasVoted: true });
    for (const client of [room.chair, heads[0]!])
      expect(await shownTo(client, ballotId)).toMatchObject({ roll: UNTOLD, votes: null });
    expect(after.box).toMatchObject({ state: "DESTROYED", fault: null });
    expect(after.decision).toMatchObject({
      ...{ outcome: "ADOPTED", votesFor: null, votesAgainst: null, abstentions: null, threshold: null, margin: null },
      papers: heads.length,
      proof: { isIntact: true, evaluated: null },
    });
    expect(after.decision.explanation).toMatch(/keep the counts back/);
    expect(await sql("SELECT FROM sealed_paper WHERE ballot_id = $1", [ballotId])).toEqual([]);
    expect(keysOf(app)).toEqual([]);
    expect(await sql("SELECT FROM vote WHERE ballot_id = $1", [ballotId])).toEqual([]);
  });

  it("gives a receipt that proves participation, and is the same however often it is asked for", async () => {
    const ballotId = await next();
    const [first, second] = [...room.heads.values()];
    const options = await optionsOf(first!, ballotId);
    const given = await castSecret(first!, ballotId, options["FOR"]!, "key-1");
    expect(await castSecret(first!, ballotId, options["AGAINST"]!, "key-1")).toEqual(given);
    expect(await castSecret(first!, ballotId, options["FOR"]!, "key-2")).toMatchObject({
      code: "ALREADY_VOTED",
      castAt: null,
    });
    expect(await castSecret(first!, ballotId, options["FOR"]!)).toMatchObject({ code: "ALREADY_VOTED" });
    const { payload, protectedHeader } = await compactVerify(given.receipt, app.foundation.keys.verifying);
    expect(protectedHeader).toEqual({ alg: "EdDSA", typ: "rotunda-receipt+jws" });
    expect(Object.keys(JSON.parse(Buffer.from(payload).toString()))).toEqual([
      "ballot",
      "delegation",
      "mode",
      "subjectHash",
    ]);
    expect((await shownTo(first!, ballotId)).receipt).toBe(given.receipt);
    expect(await shownTo(second!, ballotId)).toMatchObject({ receipt: null, hasVoted: false });
    expect((await shownTo(room.chair, ballotId)).hasVoted).toBeNull();
    await room.chair.does("CloseBallot", { ballotId });
    expect((await castSecret(first!, ballotId, options["FOR"]!, "key-1")).receipt).toBe(given.receipt);
    expect(await castSecret(second!, ballotId, options["FOR"]!, "key-1")).toMatchObject({ code: "BALLOT_CLOSED" });
    const [{ tally }] = await sql("SELECT votes_for AS tally FROM decision WHERE ballot_id = $1", [ballotId]);
    expect(tally).toBeNull();
  });

  it("is never mixed up with a ballot of another mode", async () => {
    const ballotId = await next();
    const [head] = [...room.heads.values()];
    const options = await optionsOf(head!, ballotId);
    for (const expectedMode of [null, "SECRET", "RECORDED"])
      expect(await head!.does("CastVote", { ballotId, choice: "FOR", expectedMode })).toMatchObject({
        code: "MODE_MISMATCH",
      });
    expect(await castSecret(head!, ballotId, "019aa000-0000-7000-8000-000000000000")).toMatchObject({
      code: "INVALID_INPUT",
    });
    await room.chair.deed("cancelBallot", { ballotId, reason: "another way" });
    expect(keysOf(app)).toEqual([]);
    const recorded = await next("RECORDED");
    expect(await castSecret(head!, recorded, options["FOR"]!)).toMatchObject({
      code: "MODE_MISMATCH",
      mode: "RECORDED",
    });
    await room.chair.deed("cancelBallot", { ballotId: recorded, reason: "another way" });
  });
});

/** A ballot on another text. */
async function next(mode = "SECRET"): Promise<string> {
  return (await secretBallot(room, { mode })).ballotId;
}
