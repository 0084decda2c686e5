import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { encodeCursor } from "../../src/live/cursor.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { httpDoor, RawSocket, type Reply } from "../support/doors.js";
import { wrongWith } from "../support/oracle.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

const RANDOM = [
  "",
  " ",
  "garbage",
  "1",
  "-1",
  "0",
  "null",
  "\u0000",
  "\ud800",
  "' OR 1=1--",
  "MQ",
  "MS4x",
  "x".repeat(10_000),
  "....",
  "MS4xLmFiY2RlZmdo",
  "AAAA",
  "🇿🇲",
  "p1:x",
  "cDE6",
];

describe("cursors that do not fit", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let head: Client;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
    head = [...room.heads.values()][0]!;
  });
  afterAll(() => app.close());

  /** What the subscription to the room says first when it starts behind this cursor. */
  async function after(cursor: unknown): Promise<Reply> {
    const socket = await RawSocket.open(app, { token: head.token });
    const query =
      "subscription ($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq } }";
    const reply = await socket.ask("1", { query, variables: { id: room.tableId, after: cursor } });
    expect(wrongWith(null, reply.text)).toEqual([]);
    expect((await socket.ask("2", { query: "{ __typename }" })).data).toEqual({ __typename: "Query" });
    await socket.close();
    return reply;
  }

  const liveCursor = async (of: Client = head, tableId = room.tableId): Promise<string> =>
    (await of.send("query ($id: ID!) { roundTable(id: $id) { liveCursor } }", { id: tableId })).data.roundTable
      .liveCursor;
  const topic = async (): Promise<{ epoch: number; head: number }> =>
    (
      await sql<{ epoch: number; head: number }>(
        app,
        "SELECT epoch, last_seq::int AS head FROM live_topic WHERE topic_id = $1",
        [room.tableId],
      )
    )[0]!;
  /** As the server would give it: with the mark of the event that has this number, if there is one. */
  const cursorAt = async (epoch: number, seq: number): Promise<string> => {
    const [event] = await sql<{ mark: number }>(app, "SELECT mark FROM live_event WHERE topic_id = $1 AND seq = $2", [
      room.tableId,
      seq,
    ]);
    return encodeCursor({ topicId: room.tableId, epoch, seq, mark: event?.mark ?? 0 });
  };
  const refused = (code: string, facts: object = {}): object => ({ errors: [{ extensions: { code, ...facts } }] });

  it("a cursor that fits goes on behind it: otherwise nothing below means anything", async () => {
    const { epoch } = await topic();
    expect((await after(await cursorAt(epoch, 0))).data.roundTableEvents.seq).toBe(1);
    expect((await after(await cursorAt(epoch, 3))).data.roundTableEvents.seq).toBe(4);
  });

  it("random text is BAD_USER_INPUT", async () => {
    for (const cursor of [...RANDOM, 5, {}, []])
      expect([cursor, await after(cursor)]).toMatchObject([cursor, refused("BAD_USER_INPUT")]);
  });

  it("the cursor of another room is BAD_USER_INPUT, and so is one that was tampered with", async () => {
    const americas = conference.tables.get("americas")!;
    const foreign = await liveCursor(await conference.as("head-ca"), americas);
    const own = await liveCursor();
    const cursors = [
      foreign,
      encodeCursor({ topicId: americas, epoch: 1, seq: 1, mark: 1 }),
      own.slice(1),
      Buffer.from(`1.-1.${room.tableId.slice(-8)}`).toString("base64url"),
      Buffer.from(`1.1e3.${room.tableId.slice(-8)}`).toString("base64url"),
    ];
    for (const cursor of cursors) expect(await after(cursor)).toMatchObject(refused("BAD_USER_INPUT"));
  });

  it("a cursor ahead of the log is CURSOR_AHEAD", async () => {
    const { epoch, head: newest } = await topic();
    for (const seq of [newest + 1, newest + 1_000, 999_999_999_999_999])
      expect(await after(await cursorAt(epoch, seq))).toMatchObject(refused("CURSOR_AHEAD"));
  });

  it("a cursor of another state of the log is EPOCH_CHANGED, wherever it points", async () => {
    const { epoch, head: newest } = await topic();
    for (const other of [0, epoch + 1, 999_999_999])
      for (const seq of [0, newest, newest + 5])
        expect(await after(await cursorAt(other, seq))).toMatchObject(refused("EPOCH_CHANGED"));
  });

  it("a cursor whose events are gone is CURSOR_EXPIRED and says what is left; the last one that can be served is", async () => {
    const { epoch, head: newest } = await topic();
    await sql(app, "UPDATE live_topic SET low_seq = 4 WHERE topic_id = $1", [room.tableId]);
    try {
      for (const seq of [0, 1, 2])
        expect((await after(await cursorAt(epoch, seq))).errors![0]!.extensions).toEqual({
          code: "CURSOR_EXPIRED",
          earliest: 4,
          head: newest,
        });
      expect((await after(await cursorAt(epoch, 3))).data.roundTableEvents.seq).toBe(4);
    } finally {
      await sql(app, "UPDATE live_topic SET low_seq = 1 WHERE topic_id = $1", [room.tableId]);
    }
  });

  it("a cursor opens no room: whoever is not admitted hears NOT_FOUND, whatever the cursor", async () => {
    const { epoch } = await topic();
    const socket = await RawSocket.open(app, { token: (await conference.as("head-ca")).token });
    const query =
      "subscription ($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq } }";
    const answers = new Set<string>();
    for (const cursor of [
      await cursorAt(epoch, 0),
      await cursorAt(epoch, 99_999),
      await cursorAt(epoch + 1, 0),
      "garbage",
      null,
    ]) {
      answers.add(
        (
          await socket.ask(`${answers.size}${String(cursor)}`, {
            query,
            variables: { id: room.tableId, after: cursor },
          })
        )
          .errors!.map((error) => JSON.stringify([error.message, error.extensions]))
          .join(),
      );
    }
    expect([...answers]).toEqual([expect.stringContaining("NOT_FOUND")]);
    await socket.close();
  });

  describe("of pages", () => {
    const comments =
      "query ($id: ID!, $after: String) { recommendation(id: $id) { comments(first: 1, after: $after) { edges { cursor node { body } } pageInfo { hasNextPage endCursor } } } }";
    const conferences =
      "query ($after: String) { conferences(first: 1, after: $after) { edges { node { id } } pageInfo { endCursor } } }";
    const page = async (query: string, cursor: unknown): Promise<Reply> => {
      const reply = await httpDoor(app, head.token)({ query, variables: { id: room.recommendationId, after: cursor } });
      expect(wrongWith(reply.status!, reply.text)).toEqual([]);
      return reply;
    };

    it("go on behind the row they name", async () => {
      for (const body of ["one", "two"])
        await head.does("PostComment", { recommendationId: room.recommendationId, body });
      const first = (await page(comments, null)).data.recommendation.comments;
      const second = (await page(comments, first.pageInfo.endCursor)).data.recommendation.comments;
      expect([first.edges[0].node.body, second.edges[0].node.body, second.pageInfo.hasNextPage]).toEqual([
        "one",
        "two",
        false,
      ]);
    });

    it("are BAD_USER_INPUT when they are random text or live cursors", async () => {
      const live = await liveCursor();
      for (const query of [comments, conferences])
        for (const cursor of [...RANDOM.filter((one) => one !== "cDE6"), live, 5, {}])
          expect([cursor, await page(query, cursor)]).toMatchObject([cursor, refused("BAD_USER_INPUT")]);
    });

    it("are refused or lead to an empty page when somebody made them up in the right form", async () => {
      const made = (key: string): string => Buffer.from(`p1:${key}`).toString("base64url");
      for (const key of [
        "",
        "x",
        "1",
        "' OR 1=1--",
        "\u0000",
        "1e308",
        "99999999999999999999",
        "-1",
        "null",
        "2024-02-30",
        "0190a000-0000-7000-8000-00000000abcd",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "x|y|z",
        "1:2:3",
        "2019-04-09:5",
        "{}",
      ]) {
        for (const query of [comments, conferences]) {
          const { data, errors } = await page(query, made(key));
          if (errors) expect([key, errors[0]!.extensions]).toEqual([key, { code: "BAD_USER_INPUT" }]);
          else expect(data).toBeTruthy();
        }
      }
    });
  });

  it("none of this is a fault of the server: its log is empty", () => {
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
  });
});
