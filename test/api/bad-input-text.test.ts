import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference } from "../support/conference.js";
import { bearer, httpDoor, post, RawSocket } from "../support/doors.js";
import { wrongWith } from "../support/oracle.js";
import { openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";

describe("texts and times that people send", () => {
  let app: TestApp;
  let room: Room;
  let head: Client;
  beforeAll(async () => {
    app = await startApp();
    room = await openRoom(await buildConference(app));
    head = [...room.heads.values()][0]!;
  });
  afterAll(() => app.close());

  /** Every text of every deed, with the field that a refusal must name. */
  const deeds: [
    string,
    string,
    number,
    (text: string) => Promise<{ code?: string; field?: string; message?: string }>,
  ][] = [
    [
      "a comment",
      "body",
      5_000,
      (body) => refusalOf(head, "postComment", { recommendationId: room.recommendationId, body }),
    ],
    [
      "a title",
      "title",
      300,
      (title) => refusalOf(head, "proposeRecommendation", { agendaItemId: room.itemId, title, text: "x" }),
    ],
    [
      "a text",
      "text",
      20_000,
      (text) => refusalOf(head, "proposeRecommendation", { agendaItemId: room.itemId, title: "x", text }),
    ],
    [
      "a revision",
      "text",
      20_000,
      (text) =>
        refusalOf(head, "reviseRecommendation", { recommendationId: room.recommendationId, expectedVersion: 99, text }),
    ],
    [
      "a question",
      "question",
      500,
      (question) =>
        refusalOf(room.chair, "openBallot", {
          recommendationId: room.recommendationId,
          question,
          mode: "RECORDED",
          majority: "CONSENSUS",
        }),
    ],
    [
      "a key",
      "clientMutationId",
      100,
      (clientMutationId) =>
        refusalOf(head, "postComment", { recommendationId: room.recommendationId, body: "x", clientMutationId }),
    ],
  ];

  async function refusalOf(client: Client, name: string, input: object): Promise<{ code?: string; field?: string }> {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const query = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename ... on DomainError { code message } ... on InvalidInput { field } } }`;
    const reply = await httpDoor(app, client.token)({ query, variables: { input } });
    expect(wrongWith(reply.status!, reply.text)).toEqual([]);
    return reply.data[name];
  }

  it.each(deeds)("%s: nothing that cannot be stored or deceives readers is taken", async (_, field, maximum, send) => {
    for (const text of [
      "",
      "   ",
      "\n",
      "a\u0000b",
      "a\ud800b",
      "\udfff",
      "a\u202eb",
      "\u2067x",
      "\u001b[31m",
      "\u007f",
      "x".repeat(maximum + 1),
      "é".repeat(maximum + 1),
    ]) {
      expect([text.slice(0, 9), await send(text)]).toMatchObject([text.slice(0, 9), { code: "INVALID_INPUT", field }]);
    }
  });

  it.each(deeds)(
    "%s: the longest text passes, counted in characters and not in bytes",
    async (_, __, maximum, send) => {
      for (const text of ["x".repeat(maximum), "🇿".repeat(Math.min(maximum, 10_000))])
        expect((await send(text)).code).not.toBe("INVALID_INPUT");
    },
  );

  it("right-to-left texts, emoji and combining characters come back as NFC, with plain line ends", async () => {
    const texts: [string, string][] = [
      ["مرحبا بالعالم \u200f(أفريقيا)", "مرحبا بالعالم \u200f(أفريقيا)"],
      ["👩🏽‍⚖️ 🇿🇲 ✔️", "👩🏽‍⚖️ 🇿🇲 ✔️"],
      ["Cafe\u0301 A\u030a \u1112\u1161\u11ab", "Café Å 한"],
      ["  one\r\ntwo\rthree\tfour ", "one\ntwo\nthree\tfour"],
      ["' OR 1=1; -- \\ \" %s ${x} <b>", "' OR 1=1; -- \\ \" %s ${x} <b>"],
    ];
    for (const [sent, stored] of texts) {
      const answer = await head.does("PostComment", { recommendationId: room.recommendationId, body: sent });
      expect(answer.comment.body).toBe(stored);
      expect(await sql(app, "SELECT body FROM comment WHERE id = $1", [answer.comment.id])).toEqual([{ body: stored }]);
    }
  });

  it("a ballot closes by itself in the future only, and at most 30 days ahead", async () => {
    const at = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString();
    const open = (closesAt: string): Promise<{ code?: string; field?: string }> =>
      refusalOf(room.chair, "openBallot", { recommendationId: room.recommendationId, closesAt });
    for (const closesAt of [at(-1), "1970-01-01T00:00:00Z", at(31 * 86_400), "9999-12-31T23:59:59.999Z"]) {
      expect([closesAt, await open(closesAt)]).toMatchObject([closesAt, { code: "INVALID_INPUT", field: "closesAt" }]);
    }
    expect(await sql(app, "SELECT FROM ballot")).toEqual([]);
    expect((await open(at(29 * 86_400))).code).toBeUndefined();
  });

  describe("a choice or an access code that cannot be read", () => {
    const secrets = ["CANARY-777", "CANARY777", "77712345"];
    const castVote = "mutation ($input: CastVoteInput!) { castVote(input: $input) { __typename } }";
    const changeVote = "mutation ($input: ChangeVoteInput!) { changeVote(input: $input) { __typename } }";
    const signIn = "mutation ($input: SignInInput!) { signIn(input: $input) { __typename } }";
    const cast = (choice: unknown): object => ({ input: { ballotId: "x", choice } });
    const payloads: { query: string; variables?: object }[] = [
      ...[
        "CANARY-777",
        "a; CANARY-777",
        'x" at "input.choice"; CANARY-777',
        ["CANARY-777"],
        { x: "CANARY-777" },
        77_712_345,
        "FOR\nCANARY-777",
      ].flatMap((choice) => [
        { query: castVote, variables: cast(choice) },
        { query: changeVote, variables: cast(choice) },
      ]),
      ...[{ x: "CANARY-777" }, ["CANARY-777"], 77_712_345, [{ y: "; CANARY-777" }]].map((accessCode) => ({
        query: signIn,
        variables: { input: { accessCode } },
      })),
      { query: signIn, variables: { input: "CANARY-777" } },
      { query: signIn, variables: { input: { accessCode: "CANARY-777", extra: "CANARY-777" } } },
      { query: signIn, variables: { input: { refreshToken: "CANARY-777" } } },
      { query: 'mutation { castVote(input: { ballotId: "x", choice: "CANARY-777" }) { __typename } }' },
      { query: 'mutation { castVote(input: { ballotId: "x", choice: CANARY777 }) { __typename } }' },
      { query: 'mutation { castVote(input: { ballotId: "x", choice: { x: "CANARY-777" } }) { __typename } }' },
      { query: "mutation { signIn(input: { accessCode: 77712345 }) { __typename } }" },
      { query: "mutation { signIn(input: { accessCode: CANARY777 }) { __typename } }" },
      { query: 'mutation { signIn(input: { accessCode: ["CANARY-777"] }) { __typename } }' },
      { query: 'mutation { signIn(input: "CANARY-777") { __typename } }' },
      { query: 'mutation { signIn(input: { "CANARY-777" }) { __typename } }' },
      { query: 'mutation { signIn(input: { accessCode: "CANARY-777" }' },
      {
        query:
          'mutation ($b: ID = "x") { castVote(input: { ballotId: $b, choice: FOR, clientMutationId: "CANARY-777" }) { __typename } }',
        variables: { b: null },
      },
      { query: signIn, variables: { input: { accessCode: "CANARY-777" } } },
    ];

    it("is repeated neither in the answer nor in the log, at both doors", async () => {
      const before = app.logged.length;
      for (const payload of payloads) {
        const { status, text } = await post(app, JSON.stringify(payload), bearer(head.token));
        expect(wrongWith(status, text, { secrets })).toEqual([]);
        const socket = await RawSocket.open(app, { token: head.token });
        const reply = await socket.ask("1", payload);
        expect(wrongWith(null, reply.text, { secrets })).toEqual([]);
        await socket.close();
      }
      const logged = app.logged.slice(before).join("\n");
      for (const secret of secrets) expect(logged).not.toContain(secret);
    });

    it("the answer still says where it is wrong, and what was wanted", async () => {
      const reply = await httpDoor(app, head.token)({ query: castVote, variables: cast("CANARY-777") });
      expect(reply.errors![0]!.message).toBe(
        'Variable "$input" got invalid value at "input.choice"; The value does not exist in "VoteChoice" enum.',
      );
      const code = await httpDoor(app)({ query: signIn, variables: { input: { accessCode: { x: 1 } } } });
      expect(code.errors![0]!.message).toBe(
        'Variable "$input" got invalid value at "input.accessCode"; String cannot represent this value.',
      );
    });
  });

  it("a fault of the server tells neither the client nor the log what was sent", async () => {
    await sql(app, "ALTER TABLE comment RENAME COLUMN body TO text_of_it");
    try {
      const query = "mutation ($input: PostCommentInput!) { postComment(input: $input) { __typename } }";
      const variables = { input: { recommendationId: room.recommendationId, body: "CANARY-888" } };
      const before = app.logged.length;
      const { status, text } = await post(app, JSON.stringify({ query, variables }), bearer(head.token));
      expect(wrongWith(status, text, { secrets: ["CANARY-888", "text_of_it"], internalAllowed: true })).toEqual([]);
      const { errors } = JSON.parse(text) as { errors: [{ extensions: { code: string; errorId: string } }] };
      expect(errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
      const logged = app.logged.slice(before).join("\n");
      expect(logged).toContain(errors[0].extensions.errorId);
      expect(logged).toContain("INSERT INTO");
      expect(logged).not.toContain("CANARY-888");
    } finally {
      await sql(app, "ALTER TABLE comment RENAME COLUMN text_of_it TO body");
    }
  });
});
