import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type TestApp, startApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { propose } from "../support/plenary.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { castAll, castSecret, type Choice, keysOf, optionsOf, secretBallot, shownTo } from "../support/secret.js";

let app: TestApp;
let conference: TestConference;
let room: Room;

beforeAll(async () => {
  app = await startApp();
  conference = await buildConference(app, { africans: 14 });
  room = await openRoom(conference);
});
afterAll(() => app.close());

const choices = (yes: number, no: number, abstain = 0): Choice[] => [
  ...Array<Choice>(yes).fill("FOR"),
  ...Array<Choice>(no).fill("AGAINST"),
  ...Array<Choice>(abstain).fill("ABSTAIN"),
];
const head = (place: number) => [...room.heads.values()][place]!;
const close = (ballotId: string) => room.chair.deed("closeBallot", { ballotId }, "ballot { id }");

/** What a delegate sees once it is declared. */
async function declared(ballotId: string): Promise<any> {
  await close(ballotId);
  await room.chair.deed("declareDecision", { ballotId });
  return shownTo(head(0), ballotId);
}

describe("what a secret ballot tells", () => {
  it("the counts from ten papers on, when they tell nobody's choice, with who voted by delegation and a proof that adds up", async () => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, choices(7, 3, 1));
    const shown = await declared(ballotId);
    expect(shown.tally).toEqual({ for: 7, against: 3, abstain: 1 });
    expect(shown.decision).toMatchObject({
      ...{ outcome: "ADOPTED", votesFor: 7, votesAgainst: 3, abstentions: 1, papers: 11, threshold: 4, margin: 3 },
      ...{ proof: { isIntact: true, evaluated: "7 > 3", silent: 3 }, recount: { agrees: true, findings: [] } },
    });
    const roll = JSON.parse(shown.provenRoll);
    expect(roll.filter((line: { voted: boolean }) => line.voted)).toHaveLength(11);
    expect(new Set(roll.map((line: { choice: null }) => line.choice))).toEqual(new Set([null]));
    expect(roll).toEqual(roll.toSorted((a: any, b: any) => (a.delegation < b.delegation ? -1 : 1)));
    expect(shown.votes).toBeNull();
  });

  it.each([
    ["nine papers", choices(5, 4)],
    ["unanimity", choices(12, 0)],
    ["all but one", choices(11, 1)],
    ["all but two", choices(11, 2)],
    ["one voter", choices(1, 0)],
  ])("of %s the outcome alone, and keeps no more", async (_title, given) => {
    const { ballotId } = await secretBallot(room);
    await castAll(room, ballotId, given);
    const shown = await declared(ballotId);
    expect(shown.tally).toBeNull();
    expect(shown.decision).toMatchObject({
      ...{ outcome: "ADOPTED", votesFor: null, votesAgainst: null, abstentions: null, threshold: null, margin: null },
      ...{ papers: given.length, recount: { agrees: true } },
    });
    const [row] = await app.foundation.database.source.query("SELECT * FROM decision WHERE ballot_id = $1", [ballotId]);
    expect(row).toMatchObject({
      votes_for: null,
      votes_against: null,
      abstentions: null,
      threshold: null,
      margin: null,
    });
    // Nor do the events hold what the decision keeps back.
    const events = await app.foundation.database.source.query(
      "SELECT body FROM live_event WHERE body->>'ballotId' = $1 AND kind = 'BALLOT_CLOSED'",
      [ballotId],
    );
    expect(events.map((event: any) => event.body.tally)).toEqual([null, null]);
  });

  it("the rule before anybody votes, with its numbers, and a warning to the chair where the roll is small", async () => {
    const { ballotId } = await secretBallot(room);
    const { disclosure } = await shownTo(head(0), ballotId);
    expect(disclosure).toMatchObject({ papers: 10, outside: 3, repeats: 4 });
    expect(disclosure.notice).toMatch(/10 papers.*at least 3.*4 voters or fewer/);
    await room.chair.deed("cancelBallot", { ballotId, reason: "another way" });
    const americas = await openRoom(conference, "americas", ["head-ca", "head-us"]);
    const opened = await americas.chair.deed(
      "openBallot",
      { recommendationId: americas.recommendationId, mode: "SECRET" },
      "warnings ballot { id }",
    );
    expect(opened.warnings).toEqual([expect.stringMatching(/Only 2 delegations may vote/)]);
    await americas.chair.deed("cancelBallot", { ballotId: opened.ballot.id, reason: "another way" });
  });

  it("the outcome alone of a near repeat, after annulment too, and warns the chair with the number", async () => {
    const { ballotId, recommendationId } = await secretBallot(room);
    await castAll(room, ballotId, choices(7, 5));
    expect((await declared(ballotId)).tally).toEqual({ for: 7, against: 5, abstain: 0 });
    const secretary = await conference.as("secretariat");
    await room.chair.deed("proposeAnnulment", { ballotId, reason: "The wrong text was on the screen." });
    expect(await secretary.deed("confirmAnnulment", { ballotId })).toMatchObject({
      __typename: "ConfirmAnnulmentSuccess",
    });
    const again = await room.chair.deed("openBallot", { recommendationId, mode: "SECRET" }, "warnings ballot { id }");
    expect(again.warnings).toEqual([expect.stringMatching(/differs by 2 from those who voted/)]);
    await castAll(room, again.ballot.id, choices(6, 5));
    const shown = await declared(again.ballot.id);
    expect(shown).toMatchObject({ tally: null, decision: { outcome: "ADOPTED", papers: 11, votesFor: null } });
  });

  it("the outcome alone where the same words are voted on once more, under another text", async () => {
    const recommendationId = await propose(room, [...room.heads.keys()][0]!, { title: "Other", text: "Other words." });
    const fresh = await openBallot({ ...room, recommendationId }, { mode: "SECRET" });
    await castAll(room, fresh, choices(7, 5));
    expect((await declared(fresh)).tally).toEqual({ for: 7, against: 5, abstain: 0 });
    const twin = await propose(room, [...room.heads.keys()][0]!, { title: "Other", text: "Other words." });
    const again = await openBallot({ ...room, recommendationId: twin }, { mode: "SECRET" });
    await castAll(room, again, choices(7, 6));
    expect((await declared(again)).tally).toBeNull();
  });

  it("turnout in steps while it is open, to everybody alike, and no vote, tally or outlook that would tell more", async () => {
    const { ballotId } = await secretBallot(room, { tallyVisibility: "LIVE" });
    const watch = room.chair.subscribe(
      "subscription B($id: ID!) { roundTableEvents(roundTableId: $id) { __typename ... on TurnoutChangedEvent { turnout { voted eligible } ballot { tally { for } } } } }",
      { id: room.tableId },
    );
    const tallies = head(0).watch("BallotTally", { ballotId });
    await sleep(300);
    const seen: number[] = [];
    const options = await optionsOf(head(0), ballotId);
    for (let place = 0; place < 14; place += 1) {
      await castSecret(head(place), ballotId, options[place % 2 ? "FOR" : "AGAINST"]);
      const shown = await shownTo(room.chair, ballotId);
      expect(shown).toMatchObject({ tally: null, votes: null, decision: null, provenRoll: null, outlook: "OPEN" });
      seen.push(shown.turnout.voted);
    }
    expect(seen).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10, 10, 10, 14]);
    const rows = await app.foundation.database.source.query(
      "SELECT kind, body FROM live_event WHERE topic_id = $1 ORDER BY seq",
      [ballotId],
    );
    expect(rows.map((row: any) => [row.kind, row.body.turnout.voted])).toEqual([
      ["BALLOT_OPENED", 0],
      ["TURNOUT_CHANGED", 5],
      ["TURNOUT_CHANGED", 10],
      ["TURNOUT_CHANGED", 14],
    ]);
    expect(Object.keys(rows[1].body).sort()).toEqual(["ballotId", "turnout"]);
    await close(ballotId);
    expect(await Promise.race([watch.ended, sleep(500)])).toBeUndefined();
    const told = watch.messages.map(({ data }) => data.roundTableEvents);
    expect(told.filter(({ turnout }) => turnout).map(({ turnout }) => turnout.voted)).toEqual([5, 10, 14]);
    expect(told.flatMap(({ ballot }) => (ballot?.tally ? [ballot.tally] : []))).toEqual([]);
    const updates = tallies.messages.map(({ data }) => data.ballotTally.ballot);
    expect(updates.length).toBeGreaterThan(2);
    expect(updates.flatMap(({ tally }) => tally ?? [])).toEqual([]);
    expect(updates.filter(({ turnout }) => turnout.voted % 5 > 0 && turnout.voted !== 14)).toEqual([]);
    watch.stop();
    tallies.stop();
  });

  it("takes the papers of all who come at once, each once, and closes by its schedule", async () => {
    const { ballotId } = await secretBallot(room);
    const options = await optionsOf(head(0), ballotId);
    const answers = await Promise.all(
      Array.from({ length: 42 }, (_, index) =>
        castSecret(
          head(index % 14),
          ballotId,
          options[index % 3 ? "FOR" : "AGAINST"],
          `key-${Math.floor(index / 14) % 2}`,
        ),
      ),
    );
    const taken = new Map<number, Set<string>>();
    for (const [index, answer] of answers.entries())
      if (answer.receipt) taken.set(index % 14, (taken.get(index % 14) ?? new Set()).add(answer.receipt));
    expect([...taken.values()].map((receipts) => receipts.size)).toEqual(Array(14).fill(1));
    for (const answer of answers.filter((one) => !one.receipt)) expect(answer.code).toBe("ALREADY_VOTED");
    const [{ papers }] = await app.foundation.database.source.query(
      "SELECT count(*)::int AS papers FROM sealed_paper WHERE ballot_id = $1",
      [ballotId],
    );
    expect(papers).toBe(14);
    await room.chair.deed("lockBallot", { ballotId, seconds: 3 });
    const over = async (): Promise<boolean> => (await shownTo(room.chair, ballotId)).state === "CLOSED";
    for (let tries = 0; tries < 100 && !(await over()); tries += 1) await sleep(100);
    expect((await shownTo(room.chair, ballotId)).decision).toMatchObject({ papers: 14, recount: { agrees: true } });
    expect(keysOf(app)).not.toContain(ballotId);
  });

  it("a delegation that is admitted late brings a paper like any other", async () => {
    const officer = await conference.as("secretariat");
    const { data } = await officer.send(
      "query D($id: ID!) { roundTable(id: $id) { seats { delegation { id country { code } } } } }",
      { id: room.tableId },
    );
    const late = data.roundTable.seats.at(-1).delegation;
    await officer.deed("suspendVotingRights", { delegationId: late.id, reason: "Contributions." });
    const { ballotId } = await secretBallot(room);
    await officer.deed("restoreVotingRights", { delegationId: late.id, reason: "Paid." });
    const client = await conference.as(`head-${late.country.code.toLowerCase()}`);
    const options = await optionsOf(client, ballotId);
    expect(await castSecret(client, ballotId, options.FOR)).toMatchObject({ code: "NOT_ENTITLED" });
    await room.chair.deed("admitToBallot", { ballotId, delegationId: late.id });
    expect(await castSecret(client, ballotId, options.FOR)).toMatchObject({ __typename: "CastSecretVoteSuccess" });
    await close(ballotId);
    expect((await shownTo(room.chair, ballotId)).decision).toMatchObject({ papers: 1, recount: { agrees: true } });
  });

  it("a ballot of another mode has no options, box, disclosure or receipt", async () => {
    const { recommendationId, ballotId } = await secretBallot(room);
    await room.chair.deed("cancelBallot", { ballotId, reason: "another way" });
    const recorded = await openBallot({ ...room, recommendationId }, { mode: "RECORDED" });
    expect(await shownTo(head(0), recorded)).toMatchObject({
      ...{ options: null, box: null, disclosure: null, receipt: null, hasVoted: null },
    });
  });
});
