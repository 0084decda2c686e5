import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getIntrospectionQuery } from "graphql";
import { makeKeys } from "../../src/platform/auth/keys.js";
import { startApp, type TestApp } from "../support/app.js";
import { codes, type Door, httpDoor, socketDoor } from "../support/doors.js";

const QUESTIONS = [
  getIntrospectionQuery(),
  "{ __schema { queryType { name } } }",
  '{ __type(name: "Ballot") { name } }',
  '{ a: __type(name: "Ballot") { ...T } } fragment T on __Type { kind }',
  '{ ...Q } fragment Q on Query { __type(name: "Ballot") { name } }',
];

const MISTAKES = [
  "{ viewr { id } }",
  "{ viewer { displayNam } }",
  '{ ballot(i: "x") { id } }',
  "query ($x: VoteChoise) { __typename }",
  "{ viewer { ... on Balot { id } } }",
  'mutation { castVote(input: { ballotId: "x", choice: FORR }) { __typename } }',
  'mutation { castVote(input: { ballotId: "x", choice: FOR, mode: SECRET, clientMutationID: "x" }) { __typename } }',
  "{ viewer @skipp(if: true) { id } }",
  'mutation { castVote(input: { ballotId: "x", choice: FOR }) { ballot { id } } }',
  "subscription { roundTableEvents(roundTable: 1) { seq } }",
];

const VARIABLE_MISTAKES = [{ input: { ballotId: "x", choice: "FORR" } }, { input: { ballotId: "x", choise: "FOR" } }];

describe.each([
  ["INTROSPECTION=off", (): Record<string, string> => ({ INTROSPECTION: "off" })],
  ["production", (): Record<string, string> => ({ NODE_ENV: "production", KEY_DIR: keyDir() })],
])("with %s the schema is not told, at both doors alike", (_, environment) => {
  let app: TestApp;
  let doors: [string, Door][];
  beforeAll(async () => {
    app = await startApp(environment());
    doors = [
      ["HTTP", httpDoor(app)],
      ["WebSocket", socketDoor(app)],
    ];
  });
  afterAll(async () => {
    await app.close();
    for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true });
  });

  it("introspection is refused, whatever the way to ask", async () => {
    for (const query of QUESTIONS) {
      for (const [name, door] of doors) {
        const reply = await door({ query });
        expect([name, query, reply.data]).toEqual([name, query, undefined]);
        expect(codes(reply)).toContain("GRAPHQL_VALIDATION_FAILED");
        expect(reply.text).toContain("introspection has been disabled");
      }
    }
  });

  it("__typename still works", async () => {
    for (const [, door] of doors)
      expect((await door({ query: "{ __typename }" })).data).toEqual({ __typename: "Query" });
  });

  it("no mistake is answered with a name that was not sent", async () => {
    const castVote = "mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename } }";
    const payloads = [
      ...MISTAKES.map((query) => ({ query })),
      ...VARIABLE_MISTAKES.map((variables) => ({ query: castVote, variables })),
    ];
    for (const payload of payloads) {
      for (const [name, door] of doors) {
        const reply = await door(payload);
        expect([name, payload, codes(reply).length > 0, reply.text.includes("Did you mean")]).toEqual([
          name,
          payload,
          true,
          false,
        ]);
        expect(codes(reply)).not.toContain("INTERNAL_SERVER_ERROR");
      }
    }
  });
});

describe("with introspection on", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("both doors help with mistakes: what the other tests look for does exist", async () => {
    for (const door of [httpDoor(app), socketDoor(app)]) {
      expect((await door({ query: "{ viewr { id } }" })).text).toContain('Did you mean \\"viewer\\"?');
      expect((await door({ query: '{ __type(name: "Ballot") { name } }' })).data).toEqual({
        __type: { name: "Ballot" },
      });
    }
  });
});

const made: string[] = [];
function keyDir(): string {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-keys-"));
  makeKeys(directory);
  made.push(directory);
  return directory;
}
