import { createHash } from "node:crypto";
import { CompactSign, exportJWK, type JWK } from "jose";
import type { Keys } from "../platform/auth/keys.js";
import type { Head } from "./entry.js";

/** No access token has this type, and nothing of another type is a head. */
export const HEAD_TYPE = "rotunda-head+jws";

/** The public key, as everybody may have it. `kid`: its thumbprint (RFC 7638). */
export interface PublicKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
  readonly kid: string;
}

/** Signs heads with the key that signs access tokens, under another type: neither is taken for the other. */
export class HeadSigner {
  private known: PublicKey | undefined;

  constructor(private readonly keys: Keys) {}

  async key(): Promise<PublicKey> {
    this.known ??= named(await exportJWK(this.keys.verifying));
    return this.known;
  }

  /** A compact JWS over the head. `at`: RFC 3339, by the database clock. */
  async sign(scope: string, { number, hash }: Head, at: string): Promise<string> {
    const payload = Buffer.from(JSON.stringify({ scope, number, hash: hash.toString("hex"), at }));
    const { kid } = await this.key();
    return new CompactSign(payload).setProtectedHeader({ alg: "EdDSA", typ: HEAD_TYPE, kid }).sign(this.keys.signing);
  }
}

function named({ x = "" }: JWK): PublicKey {
  const kid = createHash("sha256")
    .update(JSON.stringify({ crv: "Ed25519", kty: "OKP", x }))
    .digest("base64url");
  return { kty: "OKP", crv: "Ed25519", x, kid };
}
