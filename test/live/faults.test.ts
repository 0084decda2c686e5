import { inspect } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import { isTemporary, withoutParameters } from "../../src/platform/database/faults.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";

describe("when the database drops every connection again and again", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 12 });
    room = await openRoom(conference);
  }, 60_000);
  afterAll(() => app.close());

  /** Ends all sessions of the server under test, from a session of our own. */
  async function dropConnections(): Promise<void> {
    const client = new pg.Client({ connectionString: app.config.databaseUrl!, application_name: "nemesis" });
    await client.connect();
    await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rotunda'",
    );
    await client.end();
  }

  it("no acknowledged deed is lost or doubled, retries are safe, and watchers see every number once", async () => {
    const ballotId = await openBallot(room);
    const { data } = await room.chair.run("Room", { roundTableId: room.tableId });
    const feed = (await conference.as("rapporteur-africa")).watch("RoomEvents", {
      roundTableId: room.tableId,
      after: data.roundTable.liveCursor,
    });
    await sleep(300);
    let working = true;
    const nemesis = (async () => {
      for (let turn = 0; working && turn < 12; turn += 1) {
        await dropConnections();
        await sleep(150);
      }
    })();
    let unavailable = 0;
    // A client as the contract wants it: what was not acknowledged is sent again with the same key.
    const untilAcknowledged = async (send: () => Promise<any>): Promise<any> => {
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const answer = await send().catch((error: Error) => error);
        if (!(answer instanceof Error)) return answer;
        expect(answer.message).toMatch(/UNAVAILABLE|UNAUTHENTICATED|INTERNAL/);
        unavailable += 1;
        await sleep(40);
      }
      throw new Error("never acknowledged");
    };
    const heads = [...room.heads.entries()];
    const posted = await Promise.all(
      heads.map(async ([ref, head]) => {
        const ids: string[] = [];
        for (let n = 0; n < 8; n += 1) {
          const input = {
            recommendationId: room.recommendationId,
            body: `${ref} ${n}`,
            clientMutationId: `${ref}-${n}`,
          };
          ids.push((await untilAcknowledged(() => head.does("PostComment", input))).comment.id as string);
        }
        const vote = await untilAcknowledged(() =>
          head.does("CastVote", { ballotId, choice: "FOR", clientMutationId: ref }),
        );
        expect(vote.__typename).toBe("CastVoteSuccess");
        return ids;
      }),
    );
    working = false;
    await nemesis;
    // Otherwise nothing was hit and the test proves nothing.
    expect(unavailable).toBeGreaterThan(0);
    const ids = posted.flat();
    expect(new Set(ids).size).toBe(heads.length * 8);
    const [stored] = (await app.foundation.database.read((tx) =>
      tx.query("SELECT (SELECT count(*)::int FROM comment) AS comments, (SELECT count(*)::int FROM vote) AS votes"),
    )) as { comments: number; votes: number }[];
    expect(stored).toEqual({ comments: heads.length * 8, votes: heads.length });
    await feed.until(heads.length * 9, 20_000);
    const events = feed.messages.map((message) => message.data.roundTableEvents);
    expect(events.map((event) => event.seq)).toEqual(
      Array.from({ length: heads.length * 9 }, (_, index) => (events[0].seq as number) + index),
    );
    const closed = await untilAcknowledged(() => room.chair.does("CloseBallot", { ballotId }));
    expect(closed.ballot.tally).toEqual({ for: heads.length, against: 0, abstain: 0 });
  }, 90_000);
});

describe("an answer that comes too late", () => {
  it("is a fault of the moment, as when a process stood still: what is shown is shown again", async () => {
    const app = await startApp();
    const client = new pg.Client({ connectionString: app.config.databaseUrl!, query_timeout: 50 });
    await client.connect();
    const late = await client.query("SELECT pg_sleep(0.3)").catch((error: unknown) => error);
    expect([String(late), isTemporary(late)]).toEqual(["Error: Query read timeout", true]);
    expect(isTemporary(new Error("something else"))).toBe(false);
    await client.end();
    await app.close();
  });
});

describe("what is logged of a failed statement", () => {
  it("is not what people sent with it, alone or among others", () => {
    const failed = (): Error =>
      Object.assign(new Error("insert failed"), {
        query: "INSERT INTO vote VALUES ($1)",
        parameters: ["AGAINST"],
        driverError: { detail: "Key (choice)=(AGAINST)", where: "AGAINST", parameters: ["AGAINST"], code: "23505" },
      });
    const several = new AggregateError([failed(), new Error("another")], "two");
    for (const error of [failed(), several]) {
      const text = inspect(withoutParameters(error), { depth: 9 });
      expect(text).toContain("INSERT INTO vote");
      expect(text).not.toContain("AGAINST");
    }
    expect(withoutParameters(null)).toBeNull();
  });
});
