import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { post } from "../support/doors.js";
import { wrongWith } from "../support/oracle.js";

describe("HTTP requests that are none of GraphQL", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp({ INTROSPECTION: "off" });
  });
  afterAll(() => app.close());

  const bytes = (text: string, ...more: number[]): Uint8Array<ArrayBuffer> =>
    new Uint8Array([...Buffer.from(text), ...more]);
  const latin1 = new Uint8Array(Buffer.from('{"query":"{ __typename }","variables":{"x":"é"}}', "latin1"));
  const bad: [string, string | Uint8Array<ArrayBuffer>, number][] = [
    ["an empty body", "", 400],
    ["blanks", "   \n", 400],
    ["no JSON", "query { __typename }", 400],
    ["JSON that breaks off", '{"query":"{ __typename }"', 400],
    ["JSON with a comma too many", '{"query":"{ __typename }",}', 400],
    ["two JSON texts", '{"query":"{ __typename }"}{}', 400],
    ["NaN", '{"query":"{ __typename }","variables":{"x":NaN}}', 400],
    ["null", "null", 400],
    ["true", "true", 400],
    ["a number", "1e999", 400],
    ["a string", '"{ __typename }"', 400],
    ["an empty object", "{}", 400],
    ["no query", '{"variables":{}}', 400],
    ["a null query", '{"query":null}', 400],
    ["an empty query", '{"query":""}', 400],
    ["a blank query", '{"query":"  # nothing"}', 400],
    ["a number as query", '{"query":5}', 400],
    ["an object as query", '{"query":{"kind":"Document"}}', 400],
    ["an array as query", '{"query":["{ __typename }"]}', 400],
    ["variables in text", '{"query":"{ __typename }","variables":"{}"}', 400],
    ["variables in an array", '{"query":"{ __typename }","variables":[]}', 400],
    ["extensions in text", '{"query":"{ __typename }","extensions":"x"}', 400],
    ["an operation name that is a number", '{"query":"{ __typename }","operationName":5}', 400],
    ["an unknown operation name", '{"query":"query A { __typename }","operationName":"B"}', 400],
    ["an empty operation name", '{"query":"query A { __typename }","operationName":""}', 400],
    ["an operation name of a prototype", '{"query":"query A { __typename }","operationName":"__proto__"}', 400],
    ["a type definition", '{"query":"type Query { a: Int }"}', 400],
    ["a persisted query", '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"00"}}}', 200],
    ["__proto__ as a key", '{"query":"{ __typename }","__proto__":{"query":"x"}}', 200],
    [
      "__proto__ as a variable",
      '{"query":"query ($x: Int) { __typename @include(if: true) @skip(if: false) a: __typename } ","variables":{"__proto__":{"x":1}}}',
      400,
    ],
    ["nested deep", `{"query":"{ __typename }","variables":{"x":${"[".repeat(30_000)}${"]".repeat(30_000)}}}`, 200],
    ["half a surrogate pair in the query", '{"query":"{ __typename \\ud800 }"}', 400],
    ["NUL in the query", '{"query":"{ __typename \\u0000 }"}', 400],
    ["a NUL byte", bytes('{"query":"{ __typename }"', 0, 0x7d), 400],
    ["bytes that are no UTF-8", bytes('{"query":"{ __typename ', 0xff, 0xfe), 400],
    ["an overlong form", bytes('{"query":"', 0xc0, 0xaf, 0x22, 0x7d), 400],
    ["Latin-1", latin1, 400],
    ["UTF-16", new Uint8Array(Buffer.from('{"query":"{ __typename }"}', "utf16le")), 400],
    ["a byte order mark", bytes("\ufeff" + '{"query":"{ __typename }"}'), 200],
  ];

  it.each(bad)("%s is answered plainly", async (_, body, status) => {
    const answer = await post(app, body);
    expect(wrongWith(answer.status, answer.text, { introspectionOff: true })).toEqual([]);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      status,
      expect.stringMatching(/^application\/(graphql-response\+)?json; charset=utf-8$/),
    ]);
  });

  it("another content type is not read, whatever stands in it", async () => {
    for (const type of [
      "application/xml",
      "application/graphql",
      "image/png",
      "application/jsonx",
      "text/json",
      "nonsense",
      "application/x-www-form-urlencoded",
    ]) {
      const { status, text } = await post(app, '{"query":"{ __typename }"}', {
        "content-type": type,
        "apollo-require-preflight": "true",
      });
      expect([type, wrongWith(status, text)]).toEqual([type, []]);
      expect([type, status]).toEqual([type, 400]);
    }
    for (const type of ["application/json", "application/json; charset=utf-8", "Application/JSON;charset=UTF-8"]) {
      expect((await post(app, '{"query":"{ __typename }"}', { "content-type": type })).status).toBe(200);
    }
  });

  it("a body in another character set than UTF-8 is not guessed at", async () => {
    const { status, text } = await post(app, latin1, { "content-type": "application/json; charset=iso-8859-1" });
    expect([status, wrongWith(status, text)]).toEqual([400, []]);
  });

  it("odd tokens get 401 and nothing else", async () => {
    for (const authorization of [
      "Bearer",
      "Bearer  ",
      "Bearer a b",
      "Basic eDp5",
      "bearer null",
      "Bearer ' OR 1=1--",
      `Bearer ${"x".repeat(8_000)}`,
      "Bearer a.b.c",
      "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
    ]) {
      const { status, text } = await post(app, '{"query":"{ __typename }"}', { authorization });
      expect([authorization.slice(0, 20), status, wrongWith(status, text, { secrets: ["x".repeat(50)] })]).toEqual([
        authorization.slice(0, 20),
        401,
        [],
      ]);
    }
  });

  it("odd GET requests are answered plainly", async () => {
    const headers = { "apollo-require-preflight": "true" };
    for (const search of [
      "",
      "?",
      "?query=",
      "?query={",
      "?query={__typename}&query={__typename}",
      "?query={__typename}&variables=x",
      "?query={__typename}&variables=[]",
      "?query=%ff%fe",
      "?query=%00",
      "?query={__typename}&operationName=B",
      "?variables={}",
      `?query={${"a".repeat(9_000)}}`,
    ]) {
      const response = await fetch(app.url + search, { headers });
      expect([
        search.slice(0, 40),
        wrongWith(response.status, await response.text(), { introspectionOff: true }),
      ]).toEqual([search.slice(0, 40), []]);
    }
  });

  it("none of this is a fault of the server: its log is empty and it still answers", async () => {
    expect((await post(app, '{"query":"{ __typename }"}')).text).toContain("Query");
    expect(app.logged.filter((line) => /"level":(40|50|60)/.test(line))).toEqual([]);
  });
});
