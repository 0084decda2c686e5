import { createHash } from "node:crypto";
import { errors, jwtVerify, SignJWT } from "jose";
import { isUuid } from "../kernel/ids.js";
import type { Keys } from "./keys.js";

/** What an access token says. It proves nothing alone: the session behind it is looked up at every use. */
export interface TokenClaims {
  readonly accountId: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
}

export const ACCESS_TOKEN_SECONDS = 600;
const ISSUER = "rotunda";
const AUDIENCE = "rotunda-api";
const TYPE = "at+jwt";
const TOLERANCE_SECONDS = 5;
/** Tokens whose signature was found good; a fifth of a cheap request would go into finding that again. */
const MOST_VERIFIED = 5_000;

/** Signs and verifies access tokens: JWT, EdDSA, ten minutes. */
export class AccessTokens {
  /** By digest, so that no token lies about in memory. */
  private readonly verified = new Map<string, TokenClaims>();

  constructor(private readonly keys: Keys) {}

  async issue(
    accountId: string,
    sessionId: string,
    now: Date = new Date(),
  ): Promise<{ token: string; expiresAt: Date }> {
    const issued = Math.floor(now.getTime() / 1000);
    const token = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: "EdDSA", typ: TYPE })
      .setSubject(accountId)
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt(issued)
      .setExpirationTime(issued + ACCESS_TOKEN_SECONDS)
      .sign(this.keys.signing);
    return { token, expiresAt: new Date((issued + ACCESS_TOKEN_SECONDS) * 1000) };
  }

  /** The claims of a token of ours; null for any other text, whatever is wrong with it. */
  async verify(token: string): Promise<TokenClaims | null> {
    if (token.length > 2_000) return null;
    const digest = createHash("sha256").update(token).digest("base64");
    const known = this.verified.get(digest);
    if (known) return known.expiresAt.getTime() + TOLERANCE_SECONDS * 1_000 > Date.now() ? known : null;
    const claims = await this.verifySignature(token);
    if (!claims) return null;
    if (this.verified.size >= MOST_VERIFIED) this.verified.delete(this.verified.keys().next().value!);
    this.verified.set(digest, claims);
    return claims;
  }

  private async verifySignature(token: string): Promise<TokenClaims | null> {
    try {
      const { payload } = await jwtVerify(token, this.keys.verifying, {
        algorithms: ["EdDSA"],
        issuer: ISSUER,
        audience: AUDIENCE,
        typ: TYPE,
        requiredClaims: ["sub", "sid", "exp", "iat"],
        clockTolerance: TOLERANCE_SECONDS,
      });
      if (typeof payload.sub !== "string" || typeof payload["sid"] !== "string" || typeof payload.exp !== "number")
        return null;
      if (!isUuid(payload.sub) || !isUuid(payload["sid"])) return null;
      return { accountId: payload.sub, sessionId: payload["sid"], expiresAt: new Date(payload.exp * 1000) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return null;
      throw error;
    }
  }
}

/** The token of an `Authorization: Bearer …` value; null when there is none; undefined when the value has another form. */
export function bearerToken(value: unknown): string | null | undefined {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value !== "string") return undefined;
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(value)?.[1];
}
