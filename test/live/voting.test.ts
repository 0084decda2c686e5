import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

const CHOICES = ["FOR", "AGAINST", "ABSTAIN"] as const;
const SIZE = 190;

/** A fresh recount by SQL, independent of the code under test. */
async function recount(app: TestApp, ballotId: string): Promise<Record<string, number>> {
  const rows: { choice: string; n: number }[] = await app.foundation.database.read((tx) =>
    tx.query("SELECT choice, count(*)::int AS n FROM vote WHERE ballot_id = $1 GROUP BY 1", [ballotId]),
  );
  return Object.fromEntries(rows.map(({ choice, n }) => [choice, n]));
}

describe("190 delegations voting at once on one ballot", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: SIZE });
    room = await openRoom(conference);
  }, 120_000);
  afterAll(() => app.close());

  it("counts 190, one each, and tally = recount = last event, for every watcher", async () => {
    const ballotId = await openBallot(room);
    const watchers = await Promise.all(
      ["facilitator-africa", "rapporteur-africa", "observer-africa", ...conference.africans.slice(0, 12)].map((ref) =>
        conference.as(ref),
      ),
    );
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const after = data.roundTable.liveCursor as string;
    const feeds = watchers.map((watcher) => watcher.watch("RoomEvents", { roundTableId: room.tableId, after }));
    const tally = watchers[0]!.watch("BallotTally", { ballotId });
    await tally.until(1);
    const heads = [...room.heads.values()];
    // Each vote goes out twice at once, as on bad Wi-Fi: same key, same choice.
    const cast = (head: Client, index: number): Promise<unknown>[] =>
      [1, 2].map(() =>
        head.does("CastVote", { ballotId, choice: CHOICES[index % 3], clientMutationId: `vote-${index}` }),
      );
    const answers = (await Promise.all(heads.flatMap(cast))) as { __typename: string }[];
    expect(answers.filter((answer) => answer.__typename !== "CastVoteSuccess")).toEqual([]);

    // A rush shares transactions; alone each would have had its own.
    const [{ commits }] = (await app.foundation.database.read((tx) =>
      tx.query("SELECT count(DISTINCT xmin::text)::int AS commits FROM vote WHERE ballot_id = $1", [ballotId]),
    )) as [{ commits: number }];
    expect(commits).toBeLessThan(SIZE / 2);
    const counted = await recount(app, ballotId);
    expect(counted).toEqual({ FOR: 64, AGAINST: 63, ABSTAIN: 63 });
    for (const feed of feeds) {
      await feed.until(SIZE, 20_000);
      const events = feed.messages.map((message) => message.data.roundTableEvents);
      const first = events[0].seq as number;
      expect(events.map((event) => event.seq)).toEqual(Array.from({ length: SIZE }, (_, index) => first + index));
      expect(events.map((event) => event.turnout.voted)).toEqual(Array.from({ length: SIZE }, (_, index) => index + 1));
      expect(events.at(-1).tally).toEqual({ for: 64, against: 63, abstain: 63 });
    }
    const closed = await room.chair.does("CloseBallot", { ballotId });
    expect(closed.ballot).toMatchObject({
      turnout: { voted: 190, eligible: 190, present: 190 },
      tally: { for: 64, against: 63, abstain: 63 },
      decision: { outcome: "ADOPTED" },
    });
    await eventually(() => tally.messages.at(-1).data.ballotTally.ballot.state === "CLOSED");
    expect(tally.messages.at(-1).data.ballotTally.ballot.tally).toEqual({ for: 64, against: 63, abstain: 63 });
  }, 120_000);
});

describe("a vote that the database refuses for a reason of its own", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 12 });
    room = await openRoom(conference);
  }, 60_000);
  afterAll(() => app.close());

  it("fails alone: its neighbours in the same transaction are counted, and nothing of it is left", async () => {
    const ballotId = await openBallot(room);
    await app.foundation.database.transaction(null, async (tx) => {
      await tx.query(`CREATE FUNCTION refuse_one() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN IF NEW.choice = ''ABSTAIN'' THEN RAISE EXCEPTION ''planted''; END IF; RETURN NEW; END'`);
      await tx.query("CREATE TRIGGER refuse_one BEFORE INSERT ON vote FOR EACH ROW EXECUTE FUNCTION refuse_one()");
    });
    const heads = [...room.heads.values()];
    const answers = await Promise.all(
      heads.map((head, index) =>
        head.run("CastVote", { input: { ballotId, choice: index === 7 ? "ABSTAIN" : "FOR" } }),
      ),
    );
    const failed = answers.filter((answer) => answer.errors);
    expect(failed).toHaveLength(1);
    expect(failed[0]!.errors![0]!.extensions.code).toBe("INTERNAL_SERVER_ERROR");
    expect(answers.filter((answer) => answer.data?.castVote.__typename === "CastVoteSuccess")).toHaveLength(11);
    expect(await recount(app, ballotId)).toEqual({ FOR: 11 });
    const seqs: { seq: string; voted: number }[] = await app.foundation.database.read((tx) =>
      tx.query(
        "SELECT seq, (body->'turnout'->>'voted')::int AS voted FROM live_event WHERE topic_id = $1 ORDER BY seq OFFSET 1",
        [ballotId],
      ),
    );
    // The opening is number 1.
    expect(seqs.map(({ seq, voted }) => [Number(seq), voted])).toEqual(
      Array.from({ length: 11 }, (_, index) => [index + 2, index + 1]),
    );
  });
});

describe("votes racing the close", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 8 });
    room = await openRoom(conference);
  }, 60_000);
  afterAll(() => app.close());

  it("are either acknowledged and counted or refused and not, in 200 rounds", async () => {
    const sponsor = room.heads.get("head-zm")!;
    const heads = [...room.heads.values()];
    let refused = 0;
    for (let round = 0; round < 200; round += 1) {
      const proposed = await sponsor.does("ProposeRecommendation", {
        agendaItemId: room.itemId,
        title: `Round ${round}`,
        text: "Text.",
      });
      const ballotId = await openBallot({ ...room, recommendationId: proposed.recommendation.id });
      const cast = (head: (typeof heads)[number], index: number) =>
        head.does("CastVote", { ballotId, choice: CHOICES[index % 3] });
      // The close starts somewhere among the votes; those behind it come 0 to 4 ms later, whatever the machine does meanwhile.
      const before = round % heads.length;
      const sent = [...heads.slice(0, before).map(cast), room.chair.does("CloseBallot", { ballotId })];
      await new Promise((resolve) => setTimeout(resolve, round % 5));
      const answers = await Promise.all([...sent, ...heads.slice(before).map(cast)]);
      const closed = answers.find((answer) => answer.__typename === "CloseBallotSuccess");
      const acknowledged = answers.filter((answer) => answer.__typename === "CastVoteSuccess").length;
      const late = answers.filter((answer) => answer.__typename === "BallotClosed");
      expect(acknowledged + late.length).toBe(heads.length);
      const { for: y, against, abstain } = closed.ballot.tally;
      expect(y + against + abstain).toBe(acknowledged);
      expect(Object.values(await recount(app, ballotId)).reduce((sum, n) => sum + n, 0)).toBe(acknowledged);
      for (const answer of late) expect(answer.closedAt).toBe(closed.ballot.closedAt);
      refused += late.length;
    }
    // Otherwise nothing raced and the test proves nothing.
    expect(refused).toBeGreaterThan(50);
  }, 180_000);
});

async function eventually(condition: () => boolean, milliseconds = 5_000): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
