import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import {
  admitted,
  assembleCast,
  type Cast,
  type Column,
  endOf,
  outsiders,
  people,
  PEOPLE,
  type Person,
} from "../support/cast.js";
import type { Watch } from "../support/client.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

type Visibility = "LIVE" | "TURNOUT" | "HIDDEN";
type Phase = "OPEN" | "CLOSED" | "DECLARED" | "CANCELLED";

/** The table "Who sees what" for a recorded ballot: what is not named is null. Turnout is never withheld. */
const WHO_SEES_WHAT: Record<Visibility, Record<Phase, Record<Exclude<Column, "outsider">, string>>> = {
  LIVE: {
    OPEN: { staff: "tally votes", delegate: "tally votes", observer: "tally" },
    CLOSED: { staff: "tally votes decision", delegate: "tally votes decision", observer: "tally decision" },
    DECLARED: { staff: "tally votes decision", delegate: "tally votes decision", observer: "tally votes decision" },
    CANCELLED: { staff: "", delegate: "", observer: "" },
  },
  TURNOUT: {
    OPEN: { staff: "", delegate: "", observer: "" },
    CLOSED: { staff: "tally votes decision", delegate: "", observer: "" },
    DECLARED: { staff: "tally votes decision", delegate: "tally votes decision", observer: "tally votes decision" },
    CANCELLED: { staff: "", delegate: "", observer: "" },
  },
  HIDDEN: {
    OPEN: { staff: "", delegate: "", observer: "" },
    CLOSED: { staff: "tally votes decision", delegate: "", observer: "" },
    DECLARED: { staff: "tally votes decision", delegate: "tally votes decision", observer: "tally votes decision" },
    CANCELLED: { staff: "", delegate: "", observer: "" },
  },
};
const VISIBILITIES: readonly Visibility[] = ["LIVE", "TURNOUT", "HIDDEN"];
const PHASES: readonly Phase[] = ["OPEN", "CLOSED", "DECLARED", "CANCELLED"];
const cells = VISIBILITIES.flatMap((visibility) => PHASES.map((phase) => ({ visibility, phase })));

const ENTRY = "hasVoted vote { choice } delegation { country { code } }";
const BALLOT = `id state turnout { voted } tally { for against abstain } votes { choice delegation { country { code } } } decision { outcome votesFor votesAgainst } roll { ${ENTRY} }`;
const EVENTS = `subscription($id: ID!) { roundTableEvents(roundTableId: $id) { __typename seq
  ... on VoteCastEvent { turnout { voted } tally { for against abstain } entry { ${ENTRY} } ballot { ${BALLOT} } }
  ... on BallotClosedEvent { ballot { ${BALLOT} } }
  ... on DecisionDeclaredEvent { ballot { ${BALLOT} } }
  ... on BallotCancelledEvent { ballot { ${BALLOT} } } } }`;
const TALLY = `subscription($id: ID!) { ballotTally(ballotId: $id) { ballot { ${BALLOT} } } }`;

/** The votes of this test: ZM for, KE for, NG against. */
const FACTS = {
  tally: { for: 2, against: 1, abstain: 0 },
  votes: [
    { choice: "FOR", delegation: { country: { code: "KE" } } },
    { choice: "AGAINST", delegation: { country: { code: "NG" } } },
    { choice: "FOR", delegation: { country: { code: "ZM" } } },
  ],
  decision: { outcome: "ADOPTED", votesFor: 2, votesAgainst: 1 },
};

/** Who was entitled, in the order of countries, and how they voted. */
const ROLL = [
  ["GH", null],
  ["KE", "FOR"],
  ["NG", "AGAINST"],
  ["TZ", null],
  ["UG", null],
  ["ZM", "FOR"],
] as const;

/** The same three in the order in which they vote. */
const CAST = [
  ["ZM", "FOR"],
  ["KE", "FOR"],
  ["NG", "AGAINST"],
] as const;

/** A line of the roll: the staff knows at any time who has voted, and everybody where the votes are shown. */
function entry(country: string, choice: string | null, column: Column, showsVotes: boolean): object {
  const mayKnow = column === "staff" || showsVotes;
  return {
    hasVoted: mayKnow ? choice !== null : null,
    vote: showsVotes && choice ? { choice } : null,
    delegation: { country: { code: country } },
  };
}

function expected(visibility: Visibility, phase: Phase, person: Person): object {
  const column = PEOPLE[person];
  if (column === "outsider") throw new Error(`${person} sees nothing`);
  const shown = WHO_SEES_WHAT[visibility][phase][column].split(" ");
  const facts = Object.entries(FACTS).map(([name, value]) => [name, shown.includes(name) ? value : null]);
  const roll = ROLL.map(([country, choice]) => entry(country, choice, column, shown.includes("votes")));
  return { state: phase, turnout: { voted: 3 }, ...Object.fromEntries(facts), roll };
}

/** One ballot per visibility, taken through its states side by side; what each person got in each is kept. */
describe("who sees what of a ballot", () => {
  let app: TestApp;
  let cast: Cast;
  let room: Room;
  const ballots = new Map<string, string>();
  const rooms = new Map<Person, Watch>();
  const tallies = new Map<string, Watch>();
  // Answers by "person visibility phase".
  const queried = new Map<string, { ballot: unknown; recommendation: string }>();
  const last = new Map<string, unknown>();

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app);
    room = await openRoom(cast.conference);
    const cancelled = new Map<Visibility, string>();
    for (const visibility of VISIBILITIES) {
      cancelled.set(visibility, await openOn(visibility));
      ballots.set(visibility, await openOn(visibility));
    }
    for (const person of admitted) {
      rooms.set(person, cast.as[person].subscribe(EVENTS, { id: room.tableId }));
      for (const [visibility, id] of ballots)
        tallies.set(`${person} ${visibility}`, cast.as[person].subscribe(TALLY, { id }));
    }
    await Promise.all([...tallies.values()].map((watch) => watch.until(1)));
    for (const id of [...ballots.values(), ...cancelled.values()]) await voteOn(id);
    await settled(18);
    await look("OPEN", ballots);
    await each([...ballots.values()], (ballotId) => room.chair.deed("closeBallot", { ballotId }));
    await settled(21);
    await look("CLOSED", ballots);
    await each([...ballots.values()], (ballotId) => room.chair.deed("declareDecision", { ballotId }));
    await settled(24);
    await look("DECLARED", ballots);
    await each([...cancelled.values()], (ballotId) =>
      room.chair.deed("cancelBallot", { ballotId, reason: "Put again" }),
    );
    await settled(27);
    await look("CANCELLED", cancelled);
  }, 40_000);
  afterAll(() => app.close());

  /** Proposes a text and opens a ballot on it. */
  async function openOn(tallyVisibility: Visibility): Promise<string> {
    const proposed = await room.heads
      .get("head-ke")!
      .does("ProposeRecommendation", { agendaItemId: room.itemId, title: "A text", text: "Its words." });
    return openBallot({ ...room, recommendationId: proposed.recommendation.id }, { tallyVisibility });
  }

  async function voteOn(ballotId: string): Promise<void> {
    for (const [ref, choice] of [
      ["head-zm", "FOR"],
      ["head-ke", "FOR"],
      ["head-ng", "AGAINST"],
    ] as const) {
      expect(await room.heads.get(ref)!.does("CastVote", { ballotId, choice })).toMatchObject({
        __typename: "CastVoteSuccess",
      });
    }
  }

  async function each<T>(values: readonly T[], work: (value: T) => Promise<{ __typename: string }>): Promise<void> {
    for (const value of values) expect((await work(value)).__typename).toMatch(/Success$/);
  }

  /** Everybody has seen that many events of the room, and so the newest state of each ballot can be asked for. */
  async function settled(events: number): Promise<void> {
    await Promise.all([...rooms.values()].map((watch) => watch.until(events)));
  }

  async function look(phase: Phase, ids: ReadonlyMap<string, string>): Promise<void> {
    for (const visibility of VISIBILITIES) {
      const id = ids.get(visibility)!;
      for (const person of admitted) {
        const { data, errors } = await cast.as[person].send(
          `query($id: ID!) { ballot(id: $id) { ${BALLOT} recommendation { state } } }`,
          { id },
        );
        expect(errors).toBeUndefined();
        const { recommendation, ...ballot } = data.ballot;
        queried.set(`${person} ${visibility} ${phase}`, { ballot, recommendation: recommendation.state });
        const watch = tallies.get(`${person} ${visibility}`)!;
        if (phase !== "CANCELLED") last.set(`${person} ${visibility} ${phase}`, await newest(watch, phase));
      }
    }
  }

  /** The newest state that a ballotTally subscription has shown, once it has arrived at the phase with all votes in. */
  async function newest(watch: Watch, phase: Phase): Promise<unknown> {
    for (let tries = 0; tries < 200; tries += 1) {
      const ballot = watch.messages.at(-1)?.data?.ballotTally.ballot;
      if (ballot?.state === phase && ballot.turnout.voted === 3) return ballot;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`ballotTally never showed ${phase}: ${JSON.stringify(watch.messages.at(-1))}`);
  }

  const eventsOf = (
    person: Person,
    kind: string,
    ballotId: string,
  ): { tally: unknown; entry: unknown; ballot: unknown }[] =>
    rooms
      .get(person)!
      .messages.map((message) => message.data.roundTableEvents)
      .filter((event) => event.__typename === kind && event.ballot.id === ballotId);

  describe.each(cells)("a $visibility ballot that is $phase", ({ visibility, phase }) => {
    it.each(admitted)("shows the %s its cells of the table when asked", (person) => {
      expect(queried.get(`${person} ${visibility} ${phase}`)!.ballot).toMatchObject(
        expected(visibility, phase, person),
      );
    });

    const state = phase === "CANCELLED" ? [] : admitted;
    if (state.length > 0) {
      it.each(state)("shows the %s the same in ballotTally", (person) => {
        expect(last.get(`${person} ${visibility} ${phase}`)).toMatchObject(expected(visibility, phase, person));
      });
    }
  });

  describe.each(VISIBILITIES)("the events of a %s ballot", (visibility) => {
    it.each(admitted)("carry for the %s what the table allows at that moment, and no more", (person) => {
      const id = ballots.get(visibility)!;
      const votes = eventsOf(person, "VoteCastEvent", id);
      const live = visibility === "LIVE";
      expect(votes.map((event) => event.tally)).toEqual(
        [
          [1, 0],
          [2, 0],
          [2, 1],
        ].map(([yes, no]) => (live ? { for: yes, against: no, abstain: 0 } : null)),
      );
      const column = PEOPLE[person];
      const showsVotes = live && column !== "observer";
      const mayKnow = showsVotes || column === "staff";
      expect(votes.map((event) => event.entry)).toEqual(
        CAST.map(([country, choice]) => (mayKnow ? entry(country, choice, column, showsVotes) : null)),
      );
      for (const event of votes)
        expect(
          Object.keys(event.ballot as object).length > 0 && (event.ballot as { decision: unknown }).decision,
        ).toBeNull();
      expect(eventsOf(person, "BallotClosedEvent", id)).toMatchObject([
        { ballot: expected(visibility, "CLOSED", person) },
      ]);
      expect(eventsOf(person, "DecisionDeclaredEvent", id)).toMatchObject([
        { ballot: expected(visibility, "DECLARED", person) },
      ]);
    });

    it.each(admitted)("give the %s a replay that shows no more than the table does by then", async (person) => {
      const id = ballots.get(visibility)!;
      const { data } = await cast.as.facilitator.send("query($id: ID!) { roundTable(id: $id) { liveCursor } }", {
        id: room.tableId,
      });
      const start = Buffer.from(data.roundTable.liveCursor, "base64url")
        .toString()
        .replace(/^(\d+)\.\d+\.\w+\./, "$1.0.0.");
      const replay = cast.as[person].subscribe(
        EVENTS.replace("roundTableId: $id", `roundTableId: $id, after: "${Buffer.from(start).toString("base64url")}"`),
        { id: room.tableId },
      );
      await replay.until(rooms.get(person)!.messages.at(-1)!.data.roundTableEvents.seq as number);
      replay.stop();
      const events = replay.messages
        .map((message) => message.data.roundTableEvents)
        .filter((event) => event.__typename === "VoteCastEvent" && event.ballot.id === id);
      expect(events.map((event) => event.tally)).toEqual(
        [
          [1, 0],
          [2, 0],
          [2, 1],
        ].map(([yes, no]) => ({ for: yes, against: no, abstain: 0 })),
      ); // declared by now
      expect(events.map((event) => event.entry)).toEqual(
        CAST.map(([country, choice]) => entry(country, choice, PEOPLE[person], true)),
      );
      expect(events.at(-1).ballot).toMatchObject(expected(visibility, "DECLARED", person));
    });
  });

  // The state of the text is the decision in other words. It is one for everybody: the staff reads the decision itself.
  describe.each(VISIBILITIES)("the state of the text under a %s ballot", (visibility) => {
    const early = {
      staff: visibility === "LIVE" ? "ADOPTED" : "UNDER_CONSIDERATION",
      delegate: visibility === "LIVE" ? "ADOPTED" : "UNDER_CONSIDERATION",
      observer: visibility === "LIVE" ? "ADOPTED" : "UNDER_CONSIDERATION",
    } as const;
    const cells = admitted.map((person) => ({ person, closed: early[PEOPLE[person] as "staff"] }));
    const known = cells.filter(({ closed }) => closed === "ADOPTED");
    const secret = cells.filter(({ closed }) => closed !== "ADOPTED");
    if (known.length > 0) {
      it.each(known)("tells the $person the decision from closing on", ({ person }) => {
        expect(queried.get(`${person} ${visibility} CLOSED`)!.recommendation).toBe("ADOPTED");
      });
    }
    if (secret.length > 0) {
      it.each(secret)("does not tell the $person the decision before it is declared", ({ person, closed }) => {
        expect(queried.get(`${person} ${visibility} CLOSED`)!.recommendation).toBe(closed);
      });
    }
    it.each(admitted)("tells the %s the decision once it is declared", (person) => {
      expect(queried.get(`${person} ${visibility} DECLARED`)!.recommendation).toBe("ADOPTED");
    });
  });

  describe("the vote of one's own delegation", () => {
    const own: Partial<Record<Person, string>> = { delegate: "FOR", alternate: "FOR", adviser: "FOR" };
    it.each(admitted)("is shown to the %s only when it is theirs, however hidden the tally", async (person) => {
      for (const id of ballots.values()) {
        const { data } = await cast.as[person].send(
          "query($id: ID!) { ballot(id: $id) { myVote { choice delegation { country { code } } } } }",
          { id },
        );
        expect(data.ballot.myVote).toEqual(
          own[person] ? { choice: own[person], delegation: { country: { code: "ZM" } } } : null,
        );
      }
    });
  });

  it.each(outsiders)("shows the %s nothing: the ballot does not exist, nor can it be watched", async (person) => {
    for (const id of ballots.values()) {
      expect(await cast.as[person].send(`query($id: ID!) { ballot(id: $id) { ${BALLOT} } }`, { id })).toEqual({
        status: 200,
        data: { ballot: null },
      });
      expect(await endOf(cast.as[person].subscribe(TALLY, { id }))).toEqual(["NOT_FOUND"]);
    }
  });

  it("has a row for everybody in the table", () => {
    expect(people.length).toBe(13);
    expect(queried.size).toBe(admitted.length * cells.length);
  });
});
