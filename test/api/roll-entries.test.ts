import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { propose } from "../support/plenary.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

/** A room and its ballot side by side, as of one cursor: below three lists of the room a roll would count as too much. */
const ROOM = `query R($id: ID!, $ballotId: ID!) {
  roundTable(id: $id) { id liveCursor title state present seats { id isPresent delegation { id country { code name(locale: EN) } } }
    agendaItems { id title recommendations { id title ballots { id state turnout { voted eligible present } tally { for against abstain } } } } }
  ballot(id: $ballotId) { id state votes { choice delegation { id } } recommendation { id title }
    roll { hasVoted presentAtOpen ballot { id } vote { choice castAt delegation { id } } delegation { id country { code name(locale: EN) } } } } }`;
const EVENTS = `subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename
  ... on VoteCastEvent { entry { hasVoted ballot { id } vote { choice } delegation { country { code } } } }
  ... on AdmittedToBallotEvent { entry { hasVoted admittedAt ballot { id } delegation { country { code } } } }
  ... on VoteChangedEvent { entry { hasVoted ballot { id } vote { choice } delegation { country { code } } } } } }`;

/** The names of the tables that a statement reads, of those that a roll needs. */
const OF_A_ROLL = /"ballot_eligibility"|"vote"|"delegation"|"country"/;

describe("the roll of a ballot of 196 delegations", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let ballotId: string;
  const present = 100;

  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 194 });
    room = await openRoom(conference, "plenary", conference.africans.slice(0, present));
    const secretariat = await conference.as("secretariat");
    for (const locale of ["AR", "FR", "ES"]) {
      const translation = { recommendationId: room.recommendationId, expectedVersion: 1, locale, text: locale };
      await secretariat.deed("fileTranslation", { ...translation, conformed: true });
    }
    ballotId = await openBallot(room, { tallyVisibility: "TURNOUT" });
    await Promise.all(
      [...room.heads.values()]
        .slice(0, present - 1)
        .map((head, place) => head.does("CastVote", { ballotId, choice: place % 2 ? "FOR" : "AGAINST" })),
    );
  }, 120_000);
  afterAll(() => app.close());

  /** Runs the room's query as somebody, and keeps the statements on tables of the roll that the server ran meanwhile. */
  async function look(client = room.chair): Promise<{ ballot: any; statements: string[] }> {
    const statements: string[] = [];
    const query = pg.Client.prototype.query as (...args: any[]) => unknown;
    pg.Client.prototype.query = function (this: pg.Client, ...args: any[]): any {
      const text = typeof args[0] === "string" ? args[0] : String(args[0]?.text);
      if (OF_A_ROLL.test(text)) statements.push(text);
      return query.apply(this, args);
    };
    try {
      const { data, errors } = await client.send(ROOM, { id: room.tableId, ballotId });
      expect(errors).toBeUndefined();
      expect(data.roundTable.seats).toHaveLength(196);
      return { ballot: data.ballot, statements };
    } finally {
      pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
    }
  }

  it("comes with the room within the limits, names of countries and all, and tells the chair who is missing", async () => {
    const { ballot } = await look();
    expect(ballot.roll).toHaveLength(196);
    const voted = ballot.roll.filter((one: any) => one.hasVoted).length;
    expect({ voted, open: ballot.roll.filter((one: any) => one.hasVoted === false).length }).toEqual({
      voted: present - 1,
      open: 196 - present + 1,
    });
    expect(new Set(ballot.roll.map((one: any) => `${one.ballot.id} ${one.delegation.id}`)).size).toBe(196);
    expect(ballot.roll.every((one: any) => one.vote === null && one.ballot.id === ballotId)).toBe(true);
    expect(ballot.roll.find((one: any) => one.delegation.country.code === "KE").delegation.country.name).toBe("Kenya");
  });

  it("costs the same few statements however many are on it, with the votes too", async () => {
    await room.chair.does("CloseBallot", { ballotId });
    await room.chair.deed("declareDecision", { ballotId });
    const { ballot, statements } = await look(await conference.as("observer-plenary"));
    expect(ballot.roll.filter((one: any) => one.vote?.delegation.id === one.delegation.id)).toHaveLength(present - 1);
    expect(statements.length).toBeGreaterThan(2);
    expect(statements.length).toBeLessThan(12);
  });
});

describe("events that name a voter", () => {
  let app: TestApp;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    room = await openRoom(await buildConference(app));
  });
  afterAll(() => app.close());

  it("carry the entry as of now, so that a cache keyed by ballot and delegation follows every cast and change", async () => {
    const watch = room.chair.subscribe(EVENTS, { id: room.tableId });
    const ballotId = await openBallot(room, { tallyVisibility: "LIVE" });
    const head = room.heads.get("head-ke")!;
    await head.does("CastVote", { ballotId, choice: "FOR" });
    await watch.until(2);
    await head.deed("changeVote", { ballotId, choice: "AGAINST" });
    await watch.until(3);
    const told = watch.messages.map((message) => message.data.roundTableEvents);
    const entry = (choice: string): object => ({
      entry: {
        hasVoted: true,
        ballot: { id: ballotId },
        vote: { choice },
        delegation: { country: { code: "KE" } },
      },
    });
    expect(told.slice(1)).toEqual([
      { __typename: "VoteCastEvent", ...entry("FOR") },
      { __typename: "VoteChangedEvent", ...entry("AGAINST") },
    ]);
  });

  it("say of a delegation that is admitted late where it stands on the roll, to everybody in the room", async () => {
    const { database } = app.foundation;
    const set = (credentials: string): Promise<any[]> =>
      database.transaction(null, (tx) =>
        tx.query("UPDATE delegation SET credentials = $1 WHERE country_code = 'TZ' RETURNING id", [credentials]),
      );
    const [[{ id: delegationId }]] = await set("PENDING");
    const recommendationId = await propose(room, "head-ke", { title: "Another", text: "Another text." });
    const ballotId = await openBallot({ ...room, recommendationId }, { tallyVisibility: "HIDDEN" });
    await set("ACCEPTED");
    const clients = [room.chair, room.heads.get("head-ke")!];
    const watches = clients.map((one) => one.subscribe(EVENTS, { id: room.tableId }));
    // What comes later on the same socket has an answer: by then those before it are listening.
    const tally = "subscription($id: ID!) { ballotTally(ballotId: $id) { ballot { id } } }";
    for (const one of clients) await one.subscribe(tally, { id: ballotId }).until(1);
    await room.chair.deed("admitToBallot", { ballotId, delegationId });
    for (const [place, watch] of watches.entries()) {
      await watch.until(1);
      expect(watch.messages[0].data.roundTableEvents).toEqual({
        __typename: "AdmittedToBallotEvent",
        entry: {
          hasVoted: place === 0 ? false : null,
          admittedAt: expect.stringMatching(/^\d{4}-/),
          ballot: { id: ballotId },
          delegation: { country: { code: "TZ" } },
        },
      });
    }
  });
});
