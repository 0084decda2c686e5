import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeJwt, decodeProtectedHeader, SignJWT } from "jose";
import { AccessTokens } from "../../src/platform/auth/tokens.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openSocket } from "../support/raw.js";
import { sql } from "../support/sql.js";

const ME = "{ viewer { displayName } }";
const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

interface Made {
  readonly header?: object;
  readonly claims?: Record<string, unknown>;
  readonly key?: KeyObject;
}

describe("an access token", () => {
  let app: TestApp;
  let conference: TestConference;
  let good: string;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    good = await app.client().accessToken(conference.codes.get("head-zm")!);
  });
  afterAll(() => app.close());

  /** The good token made anew with something else in it, signed with the server's own key unless another is given. */
  async function made({ header = {}, claims = {}, key = app.foundation.keys.signing }: Made): Promise<string> {
    const payload: Record<string, unknown> = { ...decodeJwt(good), ...claims };
    for (const [name, value] of Object.entries(claims)) if (value === undefined) delete payload[name];
    return new SignJWT(payload)
      .setProtectedHeader({ ...decodeProtectedHeader(good), alg: "EdDSA", ...header } as never)
      .sign(key);
  }

  const seconds = (offset: number): number => Math.floor(Date.now() / 1000) + offset;
  const account = async (name: string): Promise<string> =>
    (await sql<{ id: string }>(app, "SELECT id FROM account WHERE display_name = $1", [name]))[0]!.id;
  const [, payloadOf, signatureOf] = [0, 1, 2].map((index) => (token: string) => token.split(".")[index]!) as [
    never,
    (token: string) => string,
    (token: string) => string,
  ];

  const BAD: readonly (readonly [what: string, make: () => string | Promise<string>])[] = [
    ["is garbage", () => "garbage"],
    ["is garbage of three parts", () => "a.b.c"],
    ["lost its signature", () => `${good.split(".").slice(0, 2).join(".")}.`],
    [
      "has another's signature",
      async () => `${good.split(".").slice(0, 2).join(".")}.${signatureOf(await made({ claims: { sid: "another" } }))}`,
    ],
    [
      "was changed in its claims",
      async () =>
        `${good.split(".")[0]}.${base64url({ ...decodeJwt(good), sub: await account("Secretariat") })}.${signatureOf(good)}`,
    ],
    ["has alg none", () => `${base64url({ alg: "none", typ: "at+jwt" })}.${payloadOf(good)}.`],
    [
      "has alg none and a signature",
      () => `${base64url({ alg: "none", typ: "at+jwt" })}.${payloadOf(good)}.${signatureOf(good)}`,
    ],
    [
      "is signed HS256 with the public key (PEM)",
      () => hs256(app.foundation.keys.verifying.export({ type: "spki", format: "pem" })),
    ],
    [
      "is signed HS256 with the public key (DER)",
      () => hs256(app.foundation.keys.verifying.export({ type: "spki", format: "der" })),
    ],
    [
      "is signed HS256 with the public key (raw)",
      () => hs256(Buffer.from(app.foundation.keys.verifying.export({ format: "jwk" }).x!, "base64url")),
    ],
    ["is signed with another key", () => made({ key: generateKeyPairSync("ed25519").privateKey })],
    [
      "brings its own key",
      async () => {
        const { privateKey, publicKey } = generateKeyPairSync("ed25519");
        return made({ key: privateKey, header: { jwk: publicKey.export({ format: "jwk" }) } });
      },
    ],
    ["is for another audience", () => made({ claims: { aud: "somebody-else" } })],
    ["has no audience", () => made({ claims: { aud: undefined } })],
    ["is of another issuer", () => made({ claims: { iss: "https://idp.example" } })],
    ["is of another type", () => made({ header: { typ: "JWT" } })],
    ["has no type", () => made({ header: { typ: undefined } })],
    ["has expired", () => made({ claims: { iat: seconds(-700), exp: seconds(-100) } })],
    ["never expires", () => made({ claims: { exp: undefined } })],
    ["has no session", () => made({ claims: { sid: undefined } })],
    ["names a session that never was", () => made({ claims: { sid: "0190a000-0000-4000-8000-00000000abcd" } })],
    [
      "names another's account with one's own session",
      async () => made({ claims: { sub: await account("Secretariat") } }),
    ],
    ["has 15 KB", () => `${good}${"A".repeat(15_000)}`],
    [
      "belongs to a session that was signed out",
      async () => {
        const client = await conference.as("head-ke");
        await client.send("mutation { signOut { signedOut } }");
        return client.token!;
      },
    ],
    [
      "belongs to a session that has run its time",
      async () => {
        const client = await conference.as("head-ke");
        await sql(app, "UPDATE sign_in_session SET expires_at = now() WHERE id = $1", [
          decodeJwt(client.token!)["sid"],
        ]);
        return client.token!;
      },
    ],
    [
      "belongs to a code that has expired",
      async () => {
        const client = await conference.as("head-ng");
        await sql(
          app,
          "UPDATE access_code SET expires_at = now() WHERE id = (SELECT access_code_id FROM sign_in_session WHERE id = $1)",
          [decodeJwt(client.token!)["sid"]],
        );
        return client.token!;
      },
    ],
  ];

  function hs256(secret: string | Buffer): string {
    const signed = `${base64url({ alg: "HS256", typ: "at+jwt" })}.${payloadOf(good)}`;
    return `${signed}.${createHmac("sha256", secret).update(signed).digest("base64url")}`;
  }

  it("opens both doors when it is good, however often", async () => {
    for (const token of [good, await made({})]) {
      expect(await app.client(token).send(ME)).toEqual({
        status: 200,
        data: { viewer: { displayName: "Head of ZM" } },
      });
      const { answer, socket } = await openSocket(app.url, `Bearer ${token}`);
      expect(answer).toBe("connection_ack");
      socket.close();
    }
  });

  it.each(BAD)("that %s is 401 UNAUTHENTICATED over HTTP and 4401 over a socket", async (_what, make) => {
    const token = await make();
    const answer = await app.client(token).send(ME);
    expect({
      status: answer.status,
      data: answer.data,
      codes: answer.errors?.map((error) => error.extensions.code),
    }).toEqual({ status: 401, data: undefined, codes: ["UNAUTHENTICATED"] });
    expect((await openSocket(app.url, `Bearer ${token}`)).answer).toBe(4401);
  });

  it("that has 16 KB is refused before anybody reads it", async () => {
    const token = `${good}${"A".repeat(16 * 1024)}`;
    const response = await fetch(app.url, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: ME }),
    });
    expect([401, 431]).toContain(response.status);
    expect((await openSocket(app.url, `Bearer ${token}`)).answer).toBe(4401);
  });

  it.each(["Basic YTpi", "Token abc", "Bearer", "Bearer a b", "bearer"])(
    "in a header of another form (%s) is refused, not taken for none",
    async (authorization) => {
      const response = await fetch(app.url, {
        method: "POST",
        headers: { "content-type": "application/json", authorization },
        body: JSON.stringify({ query: "{ __typename }" }),
      });
      expect([
        response.status,
        ((await response.json()) as { errors: { extensions: object }[] }).errors[0]!.extensions,
      ]).toEqual([401, { code: "UNAUTHENTICATED" }]);
      expect((await openSocket(app.url, authorization)).answer).toBe(4401);
    },
  );

  it("that is missing leaves a stranger: both doors open, for signing in only", async () => {
    expect((await app.client().send(ME)).errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    const { answer, socket } = await openSocket(app.url);
    expect(answer).toBe("connection_ack");
    socket.close();
  });

  it("works for ten minutes and a moment, by the server's clock", async () => {
    const claims = decodeJwt(good);
    const tokens = new AccessTokens(app.foundation.keys);
    const issued = async (ago: number): Promise<unknown> => {
      const { token } = await tokens.issue(claims.sub!, claims["sid"] as string, new Date(Date.now() - ago * 1000));
      return (await app.client(token).send(ME)).status;
    };
    expect([await issued(590), await issued(620)]).toEqual([200, 401]);
  });
});
