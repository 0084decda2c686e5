import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc, { type GeneratorValue } from "fast-check";
import {
  getNamedType,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { bearer, post, RawSocket } from "../support/doors.js";
import { nastyValues } from "../support/nasty.js";
import { wrongWith } from "../support/oracle.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { builtSchema, type RootField, rootFields, someValue } from "../support/schema-walk.js";
import { sql } from "../support/sql.js";

const SEED = 20_190_409;
const MILLISECONDS = 8_000;
// Closing and cancelling end the room that everything else needs; signing out ends the person.
const ENDING = /^(sign|revoke|reissue|close|cancel|withdraw|defer|suspend|end|lock)/;
const roots = rootFields().filter((root) => !ENDING.test(root.name));
const CANARY = "CANARYAMERICAS";

describe("whatever a client sends", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let people: (Client | null)[];
  let given: Record<string, string>;
  let ids: string[];
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { canary: "CANARYAFRICA" });
    room = await openRoom(conference);
    const americas = await openRoom(conference, "americas", ["head-ca", "head-us"]);
    await americas.chair.does("PostComment", { recommendationId: americas.recommendationId, body: CANARY });
    const ballotId = await openBallot(room);
    // Nobody here belongs to the Americas: its canary must not come back.
    people = [
      ...[...room.heads.values()].slice(0, 4),
      room.chair,
      await conference.as("observer-africa"),
      await conference.as("rapporteur-africa"),
      null,
    ];
    given = {
      roundTableId: room.tableId,
      agendaItemId: room.itemId,
      recommendationId: room.recommendationId,
      ballotId,
      conferenceId: conference.id,
    };
    ids = [...Object.values(given), americas.tableId, americas.itemId, americas.recommendationId];
  });
  afterAll(() => app.close());

  /** An operation that is valid against the schema, about any root field, with values that may be nasty. */
  function operation(g: GeneratorValue, root: RootField): { query: string; variables: Record<string, unknown> } {
    const variables: Record<string, unknown> = {};
    const declared: string[] = [];
    const passed: string[] = [];
    for (const argument of root.field.args) {
      const required = isNonNullType(argument.type) && argument.defaultValue === undefined;
      if (!required && g(fc.boolean)) continue;
      declared.push(`$${argument.name}: ${String(argument.type)}`);
      passed.push(`${argument.name}: $${argument.name}`);
      const fitting = { ...given, id: g(() => fc.constantFrom(...ids)) };
      const value = someValue(argument.type, fitting, argument.name);
      variables[argument.name] = value;
      if (typeof value !== "object" || value === null) {
        if (g(() => fc.integer({ min: 0, max: 3 })) === 0)
          variables[argument.name] = g(() => fc.constantFrom(...nastyValues(argument.type, ids)));
        continue;
      }
      const named = getNamedType(argument.type);
      const fields = "getFields" in named ? Object.values(named.getFields()) : [];
      const spoil = g(() =>
        fc.subarray(
          fields.map((field) => field.name),
          { maxLength: Math.min(2, fields.length) },
        ),
      );
      for (const field of fields) {
        if (spoil.includes(field.name) && "type" in field)
          Object.assign(value, { [field.name]: g(() => fc.constantFrom(...nastyValues(field.type as never, ids))) });
      }
    }
    const head = declared.length > 0 ? `(${declared.join(", ")})` : "";
    const call = passed.length > 0 ? `(${passed.join(", ")})` : "";
    return { query: `${root.kind} Fuzz${head} { ${root.name}${call} ${selection(g, root.field.type, 4)} }`, variables };
  }

  function selection(g: GeneratorValue, type: GraphQLOutputType, depth: number): string {
    const named = getNamedType(type);
    if (!isCompositeType(named)) return "";
    if (isAbstractType(named)) {
      const all = builtSchema.getPossibleTypes(named);
      const chosen = g(() =>
        fc.shuffledSubarray(
          all.map((one) => one.name),
          { minLength: 1, maxLength: Math.min(3, all.length) },
        ),
      );
      const members = all.filter((one) => chosen.includes(one.name));
      return `{ __typename ${members.map((member) => `... on ${member.name} ${selection(g, member, depth - 1)}`).join(" ")} }`;
    }
    const all = Object.values(named.getFields()).filter(
      (field) =>
        (depth > 1 || isLeafType(getNamedType(field.type))) &&
        field.args.every((one) => !isNonNullType(one.type) || one.defaultValue !== undefined),
    );
    const chosen = g(() =>
      fc.shuffledSubarray(
        all.map((one) => one.name),
        { maxLength: Math.min(5, all.length) },
      ),
    );
    const parts = all
      .filter((field) => chosen.includes(field.name))
      .filter((field) => isLeafType(getNamedType(field.type)) || isObjectType(getNamedType(field.type)))
      .map((field) => `${field.name} ${selection(g, field.type, depth - 1)}`);
    return `{ __typename ${parts.join(" ")} }`;
  }

  const secrets = [CANARY];

  it("over HTTP is answered by data, a typed refusal or a coded error, and shows nothing of the Americas", async () => {
    let sent = 0;
    const codes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(fc.gen(), fc.nat(), fc.nat(), async (g, number, person) => {
        const payload = operation(g, roots[number % roots.length]!);
        const { status, text } = await post(
          app,
          JSON.stringify(payload),
          bearer(people[person % people.length]?.token),
        );
        expect([payload, wrongWith(status, text, { secrets })]).toEqual([payload, []]);
        sent += 1;
        for (const { extensions } of (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors ?? [])
          codes.set(extensions.code, (codes.get(extensions.code) ?? 0) + 1);
      }),
      { seed: SEED, numRuns: 1_500, interruptAfterTimeLimit: MILLISECONDS, endOnFailure: false },
    );
    expect(sent).toBeGreaterThan(100);
    // The operations are what they should be: most of them are executed, few fail validation.
    expect(codes.get("GRAPHQL_VALIDATION_FAILED") ?? 0).toBeLessThan(sent / 5);
  }, 40_000);

  const frame = (g: GeneratorValue): object | string | Buffer => {
    const id = g(() =>
      fc.constantFrom(
        "1",
        "2",
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "",
        "x".repeat(500),
        "\u0000",
        "\ud800",
      ),
    );
    const root = roots[g(() => fc.nat({ max: roots.length - 1 }))]!;
    const kinds = {
      init: () => ({
        type: "connection_init",
        payload: g(() =>
          fc.constantFrom<unknown>(
            undefined,
            null,
            {},
            [],
            "x",
            { authorization: 5 },
            { authorization: "Bearer x" },
            { __proto__: null },
          ),
        ),
      }),
      subscribe: () => ({ id, type: "subscribe", payload: operation(g, root) }),
      broken: () => ({
        id,
        type: "subscribe",
        payload: g(() =>
          fc.constantFrom<unknown>(
            {},
            null,
            { query: "{" },
            { query: "{ nothing }" },
            { query: 5 },
            { query: "{ __typename }", variables: [] },
            { query: "{ __typename }", extensions: "x" },
          ),
        ),
      }),
      complete: () => ({ id, type: "complete" }),
      ping: () => ({ type: "ping", payload: g(() => fc.constantFrom<unknown>(undefined, {}, { a: 1 }, null, [])) }),
      pong: () => ({ type: "pong" }),
      server: () => ({
        id,
        type: g(() => fc.constantFrom("next", "error", "connection_ack", "__proto__", "")),
        payload: {},
      }),
      text: () =>
        g(() =>
          fc.constantFrom("", "null", "[]", "{", '"x"', "\u0000", "{}", '{"type":null}', "ping", "[".repeat(1_000)),
        ),
      binary: () => Buffer.from([0, 255]),
    };
    // Most frames keep the socket open, so that sequences grow long.
    const kind = g(() =>
      fc.constantFrom<(keyof typeof kinds)[]>(
        "subscribe",
        "subscribe",
        "subscribe",
        "complete",
        "complete",
        "ping",
        "ping",
        "pong",
        "init",
        "broken",
        "server",
        "text",
        "binary",
      ),
    );
    return kinds[kind]();
  };

  it("over a socket, in any order, is answered or closes that socket with a code of the protocol", async () => {
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.gen(),
        fc.integer({ min: 1, max: 25 }),
        fc.nat(),
        fc.boolean(),
        async (g, length, person, init) => {
          const socket = await RawSocket.open(app, { token: people[person % people.length]?.token, init });
          for (let count = 0; count < length && socket.isOpen; count += 1, sent += 1) socket.send(frame(g));
          const probe = { id: "probe", type: "subscribe", payload: { query: "{ __typename }" } };
          if (socket.isOpen && init) socket.send(probe);
          const outcome = await Promise.race([
            socket.closed,
            ...(init
              ? [socket.until((one) => one.id === "probe" && one.type !== "complete").catch(() => socket.closed)]
              : []),
          ]);
          if ("code" in outcome) expect([1000, 1007, 4400, 4401, 4403, 4408, 4409, 4429]).toContain(outcome.code);
          expect(socket.texts.flatMap((text) => wrongWith(null, text, { secrets }))).toEqual([]);
          socket.ws.terminate();
        },
      ),
      { seed: SEED, numRuns: 300, interruptAfterTimeLimit: MILLISECONDS, endOnFailure: true },
    );
    expect(sent).toBeGreaterThan(100);
  }, 40_000);

  it("leaves the server well, and its log without a fault", async () => {
    expect(await post(app, '{"query":"{ __typename }"}')).toMatchObject({ status: 200 });
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line)).map((line) => line.slice(0, 1_000))).toEqual(
      [],
    );
  });

  it("leaves every vote with its eligibility, and every ballot's newest event with the tally of its votes", async () => {
    for (const head of room.heads.values()) await head.does("CheckIn", { roundTableId: room.tableId });
    for (const head of room.heads.values())
      await head.does("CastVote", { ballotId: given["ballotId"], choice: "ABSTAIN" });
    const orphans =
      "SELECT FROM vote v WHERE NOT EXISTS (SELECT FROM ballot_eligibility e WHERE e.ballot_id = v.ballot_id AND e.delegation_id = v.delegation_id)";
    expect(await sql(app, orphans)).toEqual([]);
    const told = await sql(
      app,
      `SELECT b.id, e.body->'tally' AS told,
        (SELECT jsonb_build_object('for', count(*) FILTER (WHERE choice = 'FOR'), 'against', count(*) FILTER (WHERE choice = 'AGAINST'), 'abstain', count(*) FILTER (WHERE choice = 'ABSTAIN')) FROM vote WHERE ballot_id = b.id) AS counted
       FROM ballot b CROSS JOIN LATERAL (SELECT body FROM live_event WHERE topic_id = b.id AND body ? 'tally' ORDER BY seq DESC LIMIT 1) e`,
    );
    expect(told.length).toBeGreaterThan(0);
    for (const ballot of told) expect(ballot["told"]).toEqual(ballot["counted"]);
    expect(await sql(app, "SELECT count(*)::int AS n FROM vote WHERE ballot_id = $1", [given["ballotId"]])).toEqual([
      { n: room.heads.size },
    ]);
    const gaps =
      "SELECT t.topic_id FROM live_topic t LEFT JOIN live_event e USING (topic_id) GROUP BY t.topic_id, t.last_seq HAVING count(e.seq) <> t.last_seq OR coalesce(max(e.seq), 0) <> t.last_seq";
    expect(await sql(app, gaps)).toEqual([]);
  });
});
