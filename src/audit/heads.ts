import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { isMembers, parse, type Value } from "./canonical.js";

const TYPE = "rotunda-head+jws";

/** A head that somebody kept. */
export interface KeptHead {
  readonly scope: string | null;
  readonly number: number;
  readonly hash: string;
  /** When it was signed; absent where only number and hash were kept. */
  readonly at?: string;
}

/** A public key out of a JWK or PEM text; null when it is none. */
export function readKey(text: string): KeyObject | null {
  const jwk = parse(text);
  try {
    const key = isMembers(jwk) ? createPublicKey({ key: jwk as never, format: "jwk" }) : createPublicKey(text);
    return key.asymmetricKeyType === "ed25519" ? key : null;
  } catch {
    return null;
  }
}

export function keyOf(jwk: Value | undefined): KeyObject | null {
  return isMembers(jwk) ? readKey(JSON.stringify(jwk)) : null;
}

export function sameKey(one: KeyObject, other: KeyObject): boolean {
  return one.export({ format: "jwk" }).x === other.export({ format: "jwk" }).x;
}

/** The head that a compact JWS signs, or what is wrong with it. */
export function readHead(jws: string, key: KeyObject): KeptHead | string {
  const parts = jws.split(".");
  const [header, payload] = parts.slice(0, 2).map((part) => parse(Buffer.from(part, "base64url").toString()));
  const isWhole = parts.every((part) => Buffer.from(part, "base64url").toString("base64url") === part);
  if (parts.length !== 3 || !isWhole || !isMembers(header) || !isMembers(payload)) return "is no signed head";
  if (header["alg"] !== "EdDSA" || header["typ"] !== TYPE) return "is signed as something else than a head";
  const signed = Buffer.from(`${parts[0]}.${parts[1]}`);
  if (!verify(null, signed, key, Buffer.from(parts[2]!, "base64url")))
    return "has a signature that the key did not make";
  const { scope, number, hash, at } = payload;
  if (typeof scope !== "string" || typeof number !== "number" || typeof hash !== "string") return "names no entry";
  return { scope, number, hash, at: typeof at === "string" ? at : "" };
}

/** A head as somebody kept it: a JWS, or NUMBER:HASH. Null for any other text. */
export function readKept(text: string, key: KeyObject | null): KeptHead | string | null {
  const plain = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text);
  if (plain) return { scope: null, number: Number(plain[1]), hash: plain[2]! };
  // It may stand among other words: what `npm run` says, a line of the minutes.
  const jws = /(?<![\w.-])[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}(?![\w.-])/.exec(text)?.[0];
  if (!jws) return null;
  return key ? readHead(jws, key) : "cannot be checked without a key";
}
