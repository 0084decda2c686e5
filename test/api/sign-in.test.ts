import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { newAccessCode } from "../../src/domain/identity/access-codes.rules.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { contractOperation } from "../support/contract.js";
import { openSocket, rawAnswer } from "../support/raw.js";
import { columnsHolding, sql } from "../support/sql.js";

const SIGN_IN = contractOperation("SignIn");

describe("signing in with a personal access code", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
  });
  afterAll(() => app.close());

  const code = (ref: string): string => conference.codes.get(ref)!;
  const rejected = { __typename: "AccessCodeRejected", code: "ACCESS_CODE_REJECTED" };

  it("answers tokens, when they expire and who it is", async () => {
    const answer = await app.client().does("SignIn", { accessCode: code("head-zm") });
    expect(answer).toMatchObject({ __typename: "SignInSuccess", viewer: { displayName: "Head of ZM" } });
    const minutes = (Date.parse(answer.accessTokenExpiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(8);
    expect(minutes).toBeLessThan(11);
    expect((await app.client(answer.accessToken).run("Me")).data.viewer.displayName).toBe("Head of ZM");
  });

  const written: readonly (readonly [string, (code: string) => string])[] = [
    ["in capitals", (text) => text.toUpperCase()],
    ["with spaces around", (text) => `  ${text}\n`],
    ["with spaces between", (text) => text.replaceAll("-", " - ")],
    ["with a line break and a no-break space in it", (text) => `${text.slice(0, 9)}\n\u00a0${text.slice(9)}`],
  ];
  it.each(written)("takes a code %s", async (_how, write) => {
    expect(await app.client().does("SignIn", { accessCode: write(code("head-ke")) })).toMatchObject({
      __typename: "SignInSuccess",
      viewer: { displayName: "Head of KE" },
    });
  });

  it("works on several devices; each sign-in is a session of its own", async () => {
    const [one, two] = [await conference.as("head-ng"), await conference.as("head-ng")];
    expect(one.token).not.toBe(two.token);
    await one.send("mutation { signOut { signedOut } }");
    expect((await one.run("Me")).status).toBe(401);
    expect((await two.run("Me")).data.viewer.displayName).toBe("Head of NG");
  });

  it("answers byte for byte the same whatever is wrong with a code: unknown, mistyped, expired, revoked, its owner suspended", async () => {
    await sql(
      app,
      "UPDATE access_code c SET expires_at = now() - interval '1 second' FROM account a WHERE a.id = c.account_id AND a.display_name = 'Head of GH'",
    );
    await sql(
      app,
      "UPDATE access_code c SET revoked_at = now() FROM account a WHERE a.id = c.account_id AND a.display_name = 'Head of TZ'",
    );
    await sql(app, "UPDATE account SET suspended_at = now() WHERE display_name = 'Head of UG'");
    const wrong = [
      newAccessCode(),
      `${code("head-zm").slice(0, -1)}1`,
      code("head-gh"),
      code("head-tz"),
      code("head-ug"),
      "",
      "x".repeat(20_000),
      "\u0000",
      "' OR 1=1 --",
    ];
    const answers = [];
    for (const accessCode of wrong) answers.push(await rawAnswer(app.client(), SIGN_IN, { input: { accessCode } }));
    expect(answers[0]).toContain('"__typename":"AccessCodeRejected","code":"ACCESS_CODE_REJECTED"');
    expect(new Set(answers).size).toBe(1);
  });

  it("ends at once what a suspended person holds", async () => {
    const head = await conference.as("head-ca");
    await sql(app, "UPDATE account SET suspended_at = now() WHERE display_name = 'Head of CA'");
    expect((await head.run("Me")).status).toBe(401);
    await sql(app, "UPDATE account SET suspended_at = NULL WHERE display_name = 'Head of CA'");
    expect((await head.run("Me")).status).toBe(200);
  });

  const twice = [
    [
      "two signIn",
      `mutation($a: SignInInput!) { a: signIn(input: $a) { __typename } b: signIn(input: $a) { __typename } }`,
    ],
    [
      "a signIn in a fragment and one beside it",
      `mutation($a: SignInInput!) { signIn(input: $a) { __typename } ...F } fragment F on Mutation { b: signIn(input: $a) { __typename } }`,
    ],
    [
      "a signIn and a refreshSession",
      `mutation($a: SignInInput!) { signIn(input: $a) { __typename } refreshSession(input: { refreshToken: "x" }) { __typename } }`,
    ],
  ] as const;
  it.each(twice)(
    "refuses %s in one operation, over HTTP and over a socket, and tries none of them",
    async (_what, query) => {
      const before = await sql(app, "SELECT FROM sign_in_session");
      const variables = { a: { accessCode: code("head-us") } };
      const expected = [{ extensions: { code: "LIMIT_EXCEEDED", limit: 1 } }];
      const answer = await app.client().send(query, variables);
      expect(answer.data).toBeUndefined();
      expect(answer.errors).toMatchObject(expected);
      expect(await app.client().subscribe(query, variables).ended).toMatchObject(expected);
      expect(await sql(app, "SELECT FROM sign_in_session")).toHaveLength(before.length);
    },
  );

  it("takes no batch of operations in one request", async () => {
    const operation = { query: SIGN_IN, variables: { input: { accessCode: newAccessCode() } } };
    const response = await fetch(app.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify([operation, operation]),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain("AccessCodeRejected");
  });

  it("stores neither codes nor refresh tokens nor access tokens in clear, in no column of any table", async () => {
    const signedIn = await app.client().does("SignIn", { accessCode: code("head-us") });
    const secrets = [...conference.codes.values()].flatMap((one) => [one, one.replaceAll("-", "")]);
    expect(await columnsHolding(app, [...secrets, signedIn.refreshToken, signedIn.accessToken])).toEqual([]);
    expect(await columnsHolding(app, ["Head of US"])).toContain("account.display_name"); // the search does find what is there
    await sql(
      app,
      "UPDATE access_code SET code_hash = convert_to($1, 'UTF8') WHERE id = (SELECT id FROM access_code LIMIT 1)",
      [secrets[0]],
    );
    expect(await columnsHolding(app, secrets)).toEqual(["access_code.code_hash"]);
  });

  it("is refused for a code that another server made: hashes are keyed", async () => {
    const another = await startApp();
    const elsewhere = await buildConference(another);
    expect(await app.client().does("SignIn", { accessCode: elsewhere.codes.get("head-zm")! })).toMatchObject(rejected);
    await another.close();
  });
});

describe("a whole conference behind one address", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app, { africans: 104, colleagues: ["ALTERNATE", "ADVISER"] });
  }, 40_000);
  afterAll(() => app.close());

  it("signs in 320 people within a minute while 200 wrong codes come from there, and only those are slowed down", async () => {
    const right = [...conference.codes.values()].slice(0, 320);
    expect(right).toHaveLength(320);
    await sql(app, "UPDATE account SET suspended_at = now() WHERE display_name = 'Head of ZM'");
    const suspended = conference.codes.get("head-zm")!;
    const rights = right.filter((one) => one !== suspended);
    const attempts = [
      ...rights.map((accessCode) => ({ accessCode, good: true })),
      ...Array.from({ length: 200 }, (_, index) => ({
        accessCode: index % 2 ? newAccessCode() : suspended,
        good: false,
      })),
    ];
    const mixed = attempts
      .map((attempt, index) => ({ attempt, place: (index * 211) % attempts.length }))
      .sort((a, b) => a.place - b.place)
      .map(({ attempt }) => attempt);
    const begun = Date.now();
    const answers: { good: boolean; existing: boolean; typename: string; wait: number | undefined }[] = [];
    const worker = async (): Promise<void> => {
      for (let next = mixed.shift(); next; next = mixed.shift()) {
        const query =
          "mutation($input: SignInInput!) { signIn(input: $input) { __typename ... on TooManyAttempts { retryAfterSeconds } } }";
        const { data } = await app.client().send(query, { input: { accessCode: next.accessCode } });
        answers.push({
          good: next.good,
          existing: next.accessCode === suspended,
          typename: data.signIn.__typename,
          wait: data.signIn.retryAfterSeconds,
        });
      }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
    expect(Date.now() - begun).toBeLessThan(60_000);
    expect(answers.filter(({ good }) => good).map(({ typename }) => typename)).toEqual(
      rights.map(() => "SignInSuccess"),
    );
    const wrong = answers.filter(({ good }) => !good);
    const slowed = wrong.filter(({ typename }) => typename === "TooManyAttempts");
    expect(wrong.every(({ typename }) => typename === "AccessCodeRejected" || typename === "TooManyAttempts")).toBe(
      true,
    );
    expect(wrong.length - slowed.length).toBe(20);
    for (const { wait } of slowed) expect(wait! > 0 && wait! <= 60).toBe(true);
    expect(slowed.some(({ existing }) => existing) && slowed.some(({ existing }) => !existing)).toBe(true);
  });

  it("does not tell an existing account's code from one that never was, slowed down or not", async () => {
    const steady = (answer: string): string => answer.replace(/"retryAfterSeconds":\d+/, '"retryAfterSeconds":n');
    const query = SIGN_IN.replace("...Refusal\n", "...Refusal\n ... on TooManyAttempts { retryAfterSeconds }\n");
    const [existing, none] = [
      await rawAnswer(app.client(), query, { input: { accessCode: conference.codes.get("head-zm") } }),
      await rawAnswer(app.client(), query, { input: { accessCode: newAccessCode() } }),
    ];
    expect(existing).toContain('"__typename":"TooManyAttempts"');
    expect(steady(existing)).toBe(steady(none));
  });

  it("lets a person whom others slowed down sign in over a socket, too", async () => {
    const client = app.client();
    const watch = client.subscribe(SIGN_IN, { input: { accessCode: conference.codes.get("head-ke") } });
    await watch.ended;
    expect(watch.messages).toMatchObject([{ data: { signIn: { __typename: "SignInSuccess" } } }]);
    const { answer, socket } = await openSocket(app.url, `Bearer ${watch.messages[0].data.signIn.accessToken}`);
    expect(answer).toBe("connection_ack");
    socket.close();
  });
});
