import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { getIntrospectionQuery, Kind, parse, print, validate, type ValidationRule, visit } from "graphql";
import { LIMITS } from "../../src/platform/graphql/limits.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { contractOperation, contractOperations } from "../support/contract.js";
import { codes, type Door, httpDoor, type Payload, RawSocket, socketDoor } from "../support/doors.js";
import { builtSchema } from "../support/schema-walk.js";

/** What operations may cost: one lock for both doors. */
describe("what one operation may ask for, at both doors alike", () => {
  let app: TestApp;
  let conference: TestConference;
  let token: string;
  let doors: [string, Door][];
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    token = (await conference.as("head-zm")).token!;
    doors = [
      ["HTTP", httpDoor(app, token)],
      ["WebSocket", socketDoor(app, token)],
    ];
  });
  afterAll(() => app.close());

  /** Just under passes; just over is refused with the limit's number, before anything is executed. */
  async function expectLimit(limit: number, under: Payload, over: Payload): Promise<void> {
    for (const [name, door] of doors) {
      const passed = await door(under);
      expect({ name, errors: passed.errors, some: passed.data !== undefined }).toEqual({ name, some: true });
      const refused = await door(over);
      expect({ name, data: refused.data, status: refused.status ?? 400 }).toEqual({ name, status: 400 });
      expect(refused.errors).toContainEqual(expect.objectContaining({ extensions: { code: "LIMIT_EXCEEDED", limit } }));
    }
  }

  const repeat = (count: number, one: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => one(index)).join(" ");

  it("a document has at most 1,000 tokens", async () => {
    const under = `{ ${repeat(249, () => "... { __typename }")} __typename __typename }`; // exactly 1,000
    await expectLimit(LIMITS.tokens, { query: under }, { query: `{ ${under.slice(1, -1)} __typename }` });
  });

  it("fields are nested at most 12 deep", async () => {
    const chain = (depth: number): string => {
      const fields = ["viewer", "participations", ...repeat(depth, () => "conference myParticipation").split(" ")];
      return `{ ${fields.slice(0, depth - 1).join(" { ")} { id ${"}".repeat(depth)}`;
    };
    await expectLimit(LIMITS.depth, { query: chain(12) }, { query: chain(13) });
  });

  it("fragments do not hide depth", async () => {
    const query = (inner: string): string =>
      `{ viewer { participations { ...A } } } fragment A on Participation { conference { myParticipation { ...B } } }
       fragment B on Participation { conference { myParticipation { conference { myParticipation { ...C } } } } }
       fragment C on Participation { conference { myParticipation { conference { ${inner} } } } }`;
    await expectLimit(LIMITS.depth, { query: query("id") }, { query: query("series { id }") });
  });

  it("an operation costs at most 6,000", async () => {
    const scalars =
      "id number title theme city startsOn endsOn timeZone state workingLanguages officialsAttended countriesAttended __typename";
    const query = (first: number): string =>
      `{ conferences(first: ${first}) { pageInfo { endCursor } edges { cursor node { ${scalars} } } } }`;
    expect([measured(query(98)).cost, measured(query(99)).cost]).toEqual([5_965.75, 6_026.625]);
    await expectLimit(LIMITS.cost, { query: query(98) }, { query: query(99) });
  });

  it("there are at most 10 aliases, those of __typename included", async () => {
    for (const field of ["__typename", "viewer { id }"]) {
      const query = (count: number): string => `{ ${repeat(count, (index) => `a${index}: ${field}`)} }`;
      await expectLimit(LIMITS.aliases, { query: query(10) }, { query: query(11) });
    }
  });

  it("aliases count each time their fragment is spread", async () => {
    const query = (count: number): string =>
      `{ viewer { participations { conference { ...A } delegation { region { id } } } } viewer { participations { conference { ...A } } } }
       fragment A on Conference { ${repeat(count, (index) => `a${index}: id`)} }`;
    await expectLimit(LIMITS.aliases, { query: query(5) }, { query: query(6) });
  });

  it("there are at most 5 directives", async () => {
    const query = (count: number): string =>
      `{ viewer { ${repeat(count, (index) => `... @include(if: true) { ${["id", "displayName"][index % 2]} }`)} } }`;
    await expectLimit(LIMITS.directives, { query: query(5) }, { query: query(6) });
  });

  describe("rows: the product of list sizes is at most 10,000", () => {
    // roundTables, agendaItems and recommendations count ten each: n · (1 + 10 + 100 + 1,000)
    const inner = "edges { node { roundTables { agendaItems { recommendations { id } } } } }";
    const refusal = "This operation can ask for 11110 rows. The limit is 10000.";

    it("with a literal page size", async () => {
      const query = (first: number): string => `{ conferences(first: ${first}) { ${inner} } }`;
      await expectLimit(LIMITS.rows, { query: query(9) }, { query: query(10) });
    });

    it("with a page size from a variable, given or by default", async () => {
      const query = `query ($n: Int!) { conferences(first: $n) { ${inner} } }`;
      await expectLimit(LIMITS.rows, { query, variables: { n: 9 } }, { query, variables: { n: 10 } });
      const byDefault = (n: number): string => `query ($n: Int! = ${n}) { conferences(first: $n) { ${inner} } }`;
      await expectLimit(LIMITS.rows, { query: byDefault(9) }, { query: byDefault(10) });
      for (const [, door] of doors) expect((await door({ query: byDefault(10) })).text).toContain(refusal);
    });

    it("with the page size that stands in the schema, and through nested pages and fragments", async () => {
      const query = (first: string): string => `{ conferences${first} { ${inner} } }`;
      await expectLimit(LIMITS.rows, { query: query("(first: 9)") }, { query: query("") });
      const nested = (first: number): string =>
        `{ conferences(first: 1) { edges { node { roundTables { agendaItems { recommendations { ...P } } } } } } }
         fragment P on Recommendation { comments(first: ${first}) { edges { node { id } } } }`;
      await expectLimit(LIMITS.rows, { query: nested(8) }, { query: nested(9) });
    });
  });

  it("a page has 1 to 100 rows", async () => {
    const query = "query ($n: Int!) { conferences(first: $n) { edges { node { id } } } }";
    for (const [, door] of doors) {
      for (const n of [1, 100])
        expect((await door({ query, variables: { n } })).data.conferences.edges).toHaveLength(1);
      for (const n of [0, -1, 101, 2_147_483_647]) {
        const reply = await door({ query, variables: { n } });
        expect(reply.errors).toEqual([
          expect.objectContaining({
            message: "first: first must lie between 1 and 100.",
            extensions: { code: "BAD_USER_INPUT" },
          }),
        ]);
      }
    }
  });

  it("at most 5 errors are told, of validation and of variables", async () => {
    const unknown = (count: number): string => `{ ${repeat(count, (index) => `field${index}`)} }`;
    const extra = (count: number): object => ({
      input: {
        accessCode: "x",
        ...Object.fromEntries(Array.from({ length: count }, (_, index) => [`extra${index}`, 1])),
      },
    });
    const signIn = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }";
    for (const [, door] of doors) {
      expect(codes(await door({ query: unknown(5) }))).toEqual(Array(5).fill("GRAPHQL_VALIDATION_FAILED"));
      expect(codes(await door({ query: unknown(6) }))).toHaveLength(5);
      expect(codes(await door({ query: signIn, variables: extra(4) }))).toEqual(Array(4).fill("BAD_USER_INPUT"));
      expect(codes(await door({ query: signIn, variables: extra(50) }))).toEqual(Array(5).fill("BAD_USER_INPUT"));
    }
  });

  it("a sign-in field stands at most once in an operation, so that aliases multiply no guesses", async () => {
    const guess = (alias: string): string => `${alias}: signIn(input: { accessCode: "guess" }) { __typename }`;
    const refresh = 'refreshSession(input: { refreshToken: "guess" }) { __typename }';
    const twice = [`${guess("a")} ${guess("b")}`, `${guess("a")} ${refresh}`];
    for (const two of twice)
      await expectLimit(1, { query: `mutation { ${guess("a")} }` }, { query: `mutation { ${two} }` });
  });

  it("both doors say the same of what is wrong with a document", async () => {
    const documents: [string, Payload][] = [
      ["GRAPHQL_PARSE_FAILED", { query: "{ viewer { id " }],
      ["GRAPHQL_VALIDATION_FAILED", { query: "{ viewr { id } }" }],
      ["OPERATION_RESOLUTION_FAILURE", { query: "query A { viewer { id } }", operationName: "B" }],
      ["OPERATION_RESOLUTION_FAILURE", { query: "query A { viewer { id } } query B { viewer { id } }" }],
      ["BAD_USER_INPUT", { query: "query ($id: ID!) { ballot(id: $id) { id } }", variables: { id: {} } }],
      ["BAD_USER_INPUT", { query: "query ($id: ID!) { ballot(id: $id) { id } }" }],
    ];
    for (const [code, payload] of documents)
      for (const [name, door] of doors) expect([name, codes(await door(payload))]).toEqual([name, [code]]);
  });

  describe("calibration", () => {
    const withTypename = (text: string): string =>
      print(
        visit(parse(text), {
          SelectionSet: (node) => ({
            ...node,
            selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } }, ...node.selections],
          }),
        }),
      );

    it("every operation of the contract, with __typename in every selection set, leaves a third of each limit free", () => {
      for (const { name } of contractOperations) {
        const { cost, depth, tokens } = measured(withTypename(contractOperation(name!.value)));
        expect({
          name: name!.value,
          cost: cost * 1.5 <= LIMITS.cost,
          depth: depth * 1.5 <= LIMITS.depth,
          tokens: tokens * 1.5 <= LIMITS.tokens,
        }).toEqual({ name: name!.value, cost: true, depth: true, tokens: true });
      }
      const room = measured(withTypename(contractOperation("Room")));
      expect([Math.round(room.cost), room.depth]).toEqual([3_987, 8]);
    });

    it("the Room with __typename everywhere is served at both doors", async () => {
      const payload = {
        query: withTypename(contractOperation("Room")),
        variables: { roundTableId: conference.tables.get("africa") },
      };
      for (const [, door] of doors)
        expect((await door(payload)).data.roundTable).toMatchObject({
          __typename: "RoundTable",
          seats: expect.any(Array),
        });
    });

    it("GraphiQL's introspection query passes when introspection is on", async () => {
      const query = getIntrospectionQuery({
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      });
      for (const [, door] of doors) expect((await door({ query })).data.__schema.types.length).toBeGreaterThan(100);
    });
  });

  describe("fragment bombs", () => {
    const flat = `query { ...F0 } ${repeat(19, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F19 on Query { __typename }`;
    const nested = `query { roundTable(id: "x") { ...F0 } } ${repeat(19, (index) => `fragment F${index} on RoundTable { conference { roundTables { ...F${index + 1} id } } conference { roundTables { ...F${index + 1} code } } }`)} fragment F19 on RoundTable { id }`;
    const conflicts = `{ viewer { ${repeat(240, () => "facilitates { id }")} } }`;

    it("are refused within 250 ms of processor time, and nobody else waits longer than half a second", async () => {
      for (const [name, bomb] of [
        ["flat", flat],
        ["nested", nested],
      ] as const) {
        for (const [doorName, door] of doors) {
          const before = process.cpuUsage();
          const [reply, waited] = await Promise.all([door({ query: bomb }), neighbour()]);
          const used = process.cpuUsage(before);
          expect([name, doorName, codes(reply).includes("LIMIT_EXCEEDED")]).toEqual([name, doorName, true]);
          expect((used.user + used.system) / 1000).toBeLessThan(250);
          expect(waited).toBeLessThan(500);
        }
      }
    });

    it("the dearest document that passes holds nobody up longer than half a second", async () => {
      for (const [, door] of doors) {
        const [reply, waited] = await Promise.all([door({ query: conflicts }), neighbour()]);
        expect(reply.errors).toBeUndefined();
        expect(waited).toBeLessThan(500);
      }
    });

    /** How long somebody else waits meanwhile. */
    async function neighbour(): Promise<number> {
      const started = performance.now();
      const reply = await httpDoor(app, token)({ query: "{ viewer { id } }" });
      expect(reply.status).toBe(200);
      return performance.now() - started;
    }
  });

  it("what is wrong with one operation on a socket leaves the others alone", async () => {
    const socket = await RawSocket.open(app, { token });
    for (const query of ["{ viewer { id ", "{ nothing }", "{", flatOver()])
      expect((await socket.ask(query, { query })).errors).toHaveLength(1);
    expect((await socket.ask("after", { query: "{ viewer { displayName } }" })).data.viewer.displayName).toBe(
      "Head of ZM",
    );
    await socket.close();
  });

  const flatOver = (): string => `{ ${repeat(11, (index) => `a${index}: __typename`)} }`;

  it("nothing of all this is a fault of the server: its log is empty", () => {
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
  });
});

/** Cost, depth and tokens as the limits count them. */
function measured(text: string): { cost: number; depth: number; tokens: number } {
  const document = parse(text);
  const seen = { cost: 0, depth: 0, tokens: 0 };
  const noting = (key: "cost" | "depth") => ({
    flattenFragments: true,
    onAccept: [(_: unknown, found: { n: number }) => (seen[key] = found.n)],
  });
  const rules = [costLimitRule({ maxCost: 1e9, ...noting("cost") }), maxDepthRule({ n: 1e9, ...noting("depth") })];
  validate(builtSchema, document, rules as unknown as ValidationRule[]);
  for (let token = document.loc?.startToken.next; token?.next; token = token.next) seen.tokens += 1;
  return seen;
}
