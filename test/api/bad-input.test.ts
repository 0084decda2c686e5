import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { bearer, httpDoor, post, RawSocket } from "../support/doors.js";
import { operationOn, spoiled } from "../support/nasty.js";
import { wrongWith } from "../support/oracle.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { rootFields } from "../support/schema-walk.js";
import { sql } from "../support/sql.js";
import { proposeText } from "../support/texts.js";

const CANARY = "CANARYAFRICA";
/** What concerns the server and names nothing of a room: refused alike, whatever is sent. */
const OF_THE_SERVER: Readonly<Record<string, string>> = {
  previewConferenceImport: "NOT_ENTITLED",
  importConference: "NOT_ENTITLED",
  startRehearsal: "REHEARSAL_UNAVAILABLE",
  stopRehearsal: "REHEARSAL_UNAVAILABLE",
};
const roots = rootFields().filter((root) => root.field.args.length > 0);

/** Every argument of every root field, spoiled in every way: what comes back is always a plain answer. */
describe("input that cannot be used", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let ballotId: string;
  let commentId: string;
  /** Ids that fit, by the name of the field that takes them. */
  let given: Record<string, string>;
  let ids: Record<string, string>;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { canary: CANARY });
    room = await openRoom(conference);
    const answer = await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: CANARY });
    commentId = answer.comment.id;
    const head = [...room.heads.values()][0]!;
    const text = await proposeText(head, room.itemId, CANARY);
    const motion = { recommendationId: text.id, expectedVersion: 1, kind: "ADD", text: CANARY };
    const { amendment } = await head.deed("proposeAmendment", motion, "amendment { id }");
    ballotId = await openBallot(room);
    const one = async (text: string): Promise<string> => (await sql<{ id: string }>(app, text, [room.tableId]))[0]!.id;
    given = {
      roundTableId: room.tableId,
      agendaItemId: room.itemId,
      recommendationId: room.recommendationId,
      ballotId,
      commentId,
      amendmentId: amendment.id,
      conferenceId: conference.id,
      participationId: await one(
        "SELECT participation_id AS id FROM appointment WHERE role = 'OBSERVER' AND round_table_id <> $1",
      ),
      appointmentId: await one("SELECT id FROM appointment WHERE role = 'OBSERVER' AND round_table_id = $1"),
      delegateId: await one(
        "SELECT d.id FROM delegate d JOIN seat s ON s.delegation_id = d.delegation_id WHERE s.round_table_id = $1",
      ),
    };
    ids = {
      amendment: amendment.id,
      ballot: ballotId,
      conference: conference.id,
      recommendation: room.recommendationId,
      roundTable: room.tableId,
    };
  });
  afterAll(() => app.close());

  const givenFor = (name: string): Record<string, string> => (ids[name] ? { ...given, id: ids[name] } : given);

  it("is answered by a refusal or a coded error, for every place of every query and mutation and whoever asks", async () => {
    const people = [await conference.as("secretariat"), room.chair, [...room.heads.values()][0]!];
    const wrong: string[] = [];
    let sent = 0;
    for (const root of roots.filter(({ kind }) => kind !== "subscription")) {
      const name =
        Object.keys(given).find((key) => root.field.args.some((argument) => String(argument.type).includes(key))) ?? "";
      const others = [conference.tables.get("americas")!, name === "conferenceId" ? room.tableId : conference.id];
      const work = [...spoiled(root, givenFor(root.name), others)].entries();
      const worker = async (): Promise<void> => {
        for (const [index, { place, query, variables }] of work) {
          const { status, text } = await post(
            app,
            JSON.stringify({ query, variables }),
            bearer(people[index % people.length]!.token),
          );
          wrong.push(
            ...wrongWith(status, text).map(
              (what) => `${root.name} ${place} ${JSON.stringify(variables).slice(0, 200)} ${what}`,
            ),
          );
          if (status !== 200 && status !== 400) wrong.push(`${root.name} ${place}: status ${status}`);
          sent += 1;
        }
      };
      await Promise.all([worker(), worker(), worker(), worker()]);
    }
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(sent).toBeGreaterThan(1_500);
  }, 120_000);

  it("is answered over a socket in the same way, and the socket stays", async () => {
    for (const root of roots.filter(({ kind }) => kind === "subscription")) {
      const all = [...spoiled(root, givenFor(root.name), [conference.id])];
      for (let start = 0; start < all.length; start += 15) {
        const socket = await RawSocket.open(app, { token: room.chair.token });
        for (const [index, { query, variables }] of all.slice(start, start + 15).entries())
          socket.subscribe(String(index), { query, variables });
        await socket.ask("last", { query: "{ __typename }" });
        expect(socket.isOpen).toBe(true);
        expect(socket.texts.flatMap((text) => wrongWith(null, text))).toEqual([]);
        await socket.close();
      }
    }
  });

  it("an id of another table, sent by somebody of this one, names nothing: no answer holds what belongs to others", async () => {
    const canadian = await conference.as("head-ca");
    const door = httpDoor(app, canadian.token);
    const socket = await RawSocket.open(app, { token: canadian.token });
    const secret = { ...given, conferenceId: "x", participationId: "x", delegateId: "x", appointmentId: "x" };
    for (const root of roots) {
      if (["signIn", "refreshSession", "conference", "conferences"].includes(root.name)) continue;
      const payload = operationOn(root, { ...secret, id: ids[root.name] ?? "x" });
      const reply = await (root.kind === "subscription" ? socket.ask(root.name, payload) : door(payload));
      expect(wrongWith(reply.status ?? null, reply.text, { secrets: [CANARY, "Head of ZM"] })).toEqual([]);
      const code = OF_THE_SERVER[root.name];
      if (code) {
        expect([root.name, reply.data?.[root.name].code]).toEqual([root.name, code]);
        continue;
      }
      if (root.kind === "query") expect([root.name, reply.data]).toEqual([root.name, { [root.name]: null }]);
      if (root.kind === "mutation") expect([root.name, reply.data?.[root.name].code]).toEqual([root.name, "NOT_FOUND"]);
      if (root.kind === "subscription")
        expect([root.name, reply.errors?.[0]?.extensions]).toEqual([root.name, { code: "NOT_FOUND" }]);
    }
    await socket.close();
  });

  it("a closed ballot takes no vote and is not closed twice", async () => {
    const fresh = await buildConference(app, { number: 2, series: "OTHER" });
    const other = await openRoom(fresh);
    const ballot = await openBallot(other);
    const [first, second] = [...other.heads.values()];
    await first!.does("CastVote", { ballotId: ballot, choice: "FOR" });
    await other.chair.does("CloseBallot", { ballotId: ballot });
    const closed = { __typename: "BallotClosed", closedAt: expect.any(String), code: "BALLOT_CLOSED" };
    expect(await second!.does("CastVote", { ballotId: ballot, choice: "FOR" })).toMatchObject(closed);
    expect(await first!.does("CastVote", { ballotId: ballot, choice: "AGAINST" })).toMatchObject({
      code: "ALREADY_VOTED",
    });
    expect((await second!.deed("changeVote", { ballotId: ballot, choice: "FOR" })).code).toMatch(
      /BALLOT_CLOSED|NOT_ENTITLED/,
    );
    expect((await other.chair.deed("cancelBallot", { ballotId: ballot, reason: "late" })).code).toMatch(
      /BALLOT_CLOSED|INVALID_STATE/,
    );
    expect(await sql(app, "SELECT choice FROM vote WHERE ballot_id = $1", [ballot])).toEqual([{ choice: "FOR" }]);
  });

  it("leaves the server well: it answers, logged no fault, and no vote came about", async () => {
    expect(await httpDoor(app)({ query: "{ __typename }" })).toMatchObject({ status: 200 });
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
    const orphans =
      "SELECT FROM vote v WHERE NOT EXISTS (SELECT FROM ballot_eligibility e WHERE e.ballot_id = v.ballot_id AND e.delegation_id = v.delegation_id)";
    expect(await sql(app, orphans)).toEqual([]);
  });
});
