import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt } from "jose";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openSocket } from "../support/raw.js";
import { sql } from "../support/sql.js";

const ME = "{ viewer { displayName } }";

describe("staying signed in", () => {
  let app: TestApp;
  let conference: TestConference;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
  });
  afterAll(() => app.close());

  const REFRESH =
    "mutation($input: RefreshSessionInput!) { refreshSession(input: $input) { __typename ... on RefreshSessionSuccess { accessToken refreshToken viewer { displayName } } ... on DomainError { code message } } }";
  const refresh = async (
    refreshToken: string,
  ): Promise<{ __typename: string; accessToken: string; refreshToken: string }> =>
    (await app.client().send(REFRESH, { input: { refreshToken } })).data.refreshSession;
  const signIn = (ref: string): Promise<{ accessToken: string; refreshToken: string }> =>
    app.client().does("SignIn", { accessCode: conference.codes.get(ref)! });
  const status = async (accessToken: string): Promise<number> => (await app.client(accessToken).send(ME)).status;
  /** As if the tokens of this session that were used had been used so long ago. */
  const age = (accessToken: string, secondsAgo: number): Promise<unknown> =>
    sql(app, "UPDATE refresh_token SET used_at = used_at - make_interval(secs => $2) WHERE session_id = $1", [
      decodeJwt(accessToken)["sid"],
      secondsAgo,
    ]);

  it("rotates: each refresh token gives new tokens of the same session", async () => {
    const first = await signIn("head-zm");
    const second = await refresh(first.refreshToken);
    const third = await refresh(second.refreshToken);
    expect([second, third]).toMatchObject([
      { __typename: "RefreshSessionSuccess", viewer: { displayName: "Head of ZM" } },
      { __typename: "RefreshSessionSuccess" },
    ]);
    expect(new Set([first.refreshToken, second.refreshToken, third.refreshToken]).size).toBe(3);
    expect(new Set([first, second, third].map((one) => decodeJwt(one.accessToken)["sid"])).size).toBe(1);
    expect(await status(third.accessToken)).toBe(200);
  });

  it("lets a second tab use the same refresh token within 30 seconds", async () => {
    const first = await signIn("head-zm");
    const tabs = await Promise.all([refresh(first.refreshToken), refresh(first.refreshToken)]);
    expect(tabs.map((tab) => tab.__typename)).toEqual(["RefreshSessionSuccess", "RefreshSessionSuccess"]);
    await age(first.accessToken, 25);
    expect((await refresh(first.refreshToken)).__typename).toBe("RefreshSessionSuccess");
    for (const tab of tabs) expect((await refresh(tab.refreshToken)).__typename).toBe("RefreshSessionSuccess");
  });

  it("ends the whole session when a refresh token comes back after that: somebody else has it", async () => {
    const [first, elsewhere] = [await signIn("head-ke"), await signIn("head-ke")];
    const second = await refresh(first.refreshToken);
    const { answer, closed } = await openSocket(app.url, `Bearer ${second.accessToken}`);
    expect(answer).toBe("connection_ack");
    await age(first.accessToken, 31);
    expect((await refresh(first.refreshToken)).__typename).toBe("RefreshTokenRejected");
    expect(await status(second.accessToken)).toBe(401);
    expect((await refresh(second.refreshToken)).__typename).toBe("RefreshTokenRejected");
    expect(await Promise.race([closed, sleep(5_000, "open")])).toBe(4401);
    expect(await status(elsewhere.accessToken)).toBe(200); // the person's other sign-in goes on
  });

  it("the use of a token within the grace does not prolong it", async () => {
    const first = await signIn("head-ng");
    await refresh(first.refreshToken);
    await age(first.accessToken, 20);
    await refresh(first.refreshToken);
    await age(first.accessToken, 11);
    expect((await refresh(first.refreshToken)).__typename).toBe("RefreshTokenRejected");
  });

  it("answers every token that does not work the same: unknown, of an ended session, an access token, an access code", async () => {
    const ended = await signIn("head-ng");
    await app.client(ended.accessToken).send("mutation { signOut { signedOut } }");
    const wrong = [
      "unknown",
      "",
      ended.refreshToken,
      ended.accessToken,
      conference.codes.get("head-ng")!,
      "x".repeat(20_000),
    ];
    const answers = await Promise.all(wrong.map(async (token) => JSON.stringify(await refresh(token))));
    expect(answers[0]).toContain('"code":"REFRESH_TOKEN_REJECTED"');
    expect(new Set(answers).size).toBe(1);
  });

  it("a refresh token opens no door by itself", async () => {
    const { refreshToken } = await signIn("head-zm");
    expect(await status(refreshToken)).toBe(401);
    expect((await openSocket(app.url, `Bearer ${refreshToken}`)).answer).toBe(4401);
  });

  const ends = [
    [
      "signing out",
      "signed out",
      async (token: string) => void (await app.client(token).send("mutation { signOut { signedOut } }")),
    ],
    [
      "revoking its code in another process",
      "revoked",
      async (token: string) =>
        void (await sql(
          app,
          "UPDATE access_code SET revoked_at = now() WHERE id = (SELECT access_code_id FROM sign_in_session WHERE id = $1)",
          [decodeJwt(token)["sid"]],
        )),
    ],
  ] as const;
  it.each(ends)(
    "%s ends the tokens at once and closes the sockets of that session within 5 s, no others",
    async (_how, how, end) => {
      const mine = await signIn("head-gh");
      const another = how === "signed out" ? await signIn("head-gh") : await signIn("head-tz");
      const sockets = [
        await openSocket(app.url, `Bearer ${mine.accessToken}`),
        await openSocket(app.url, `Bearer ${(await refresh(mine.refreshToken)).accessToken}`),
      ];
      const other = await openSocket(app.url, `Bearer ${another.accessToken}`);
      await end(mine.accessToken);
      expect(await status(mine.accessToken)).toBe(401);
      expect((await refresh(mine.refreshToken)).__typename).toBe("RefreshTokenRejected");
      expect(await Promise.all(sockets.map(({ closed }) => Promise.race([closed, sleep(5_000, "open")])))).toEqual([
        4401, 4401,
      ]);
      expect(await Promise.race([other.closed, sleep(200, "open")])).toBe("open");
      expect(await status(another.accessToken)).toBe(200);
      other.socket.close();
    },
  );
});
