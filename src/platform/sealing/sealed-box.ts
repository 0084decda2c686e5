import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";

/** Bytes of what is sealed: one UUID. */
const CONTENT = 16;
const KEY = 32;
const TAG = 16;
/** Bytes of a sealed paper, whatever is in it. */
export const SEALED_BYTES = KEY + CONTENT + TAG;

// Of an X25519 key in SPKI, DER: what stands before the 32 bytes (RFC 8410).
const SPKI = Buffer.from("302a300506032b656e032100", "hex");
// Each paper has a key of its own, so that the nonce may be the same for all.
const NONCE = Buffer.alloc(12);

/**
 * Seals 16 bytes for whoever holds the private key: an X25519 key made for this paper alone, HKDF-SHA-256, AES-256-GCM.
 * `salt`: known to the servers and to nobody who has only the database, so that nobody else can make a paper that opens.
 * `context`: what the paper belongs to; it opens nowhere else.
 */
export function seal(publicKey: Buffer, salt: Buffer, context: Buffer, content: Buffer): Buffer {
  if (content.length !== CONTENT) throw new Error(`A paper holds ${CONTENT} bytes`);
  const own = generateKeyPairSync("x25519");
  const ephemeral = rawOf(own.publicKey);
  const shared = diffieHellman({ privateKey: own.privateKey, publicKey: publicKeyOf(publicKey) });
  const cipher = createCipheriv("aes-256-gcm", keyFrom(shared, salt, ephemeral, publicKey), NONCE);
  cipher.setAAD(context);
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([ephemeral, sealed, cipher.getAuthTag()]);
}

/** Opens a paper; null when it is not one, was changed, or belongs elsewhere. */
export function open(privateKey: KeyObject, salt: Buffer, context: Buffer, paper: Buffer): Buffer | null {
  if (paper.length !== SEALED_BYTES) return null;
  const ephemeral = paper.subarray(0, KEY);
  try {
    const shared = diffieHellman({ privateKey, publicKey: publicKeyOf(ephemeral) });
    const key = keyFrom(shared, salt, ephemeral, rawOf(createPublicKey(privateKey)));
    const decipher = createDecipheriv("aes-256-gcm", key, NONCE);
    decipher.setAAD(context);
    decipher.setAuthTag(paper.subarray(KEY + CONTENT));
    return Buffer.concat([decipher.update(paper.subarray(KEY, KEY + CONTENT)), decipher.final()]);
  } catch {
    return null;
  }
}

/** The 32 bytes of a public key. */
export function rawOf(key: KeyObject): Buffer {
  return (key.export({ type: "spki", format: "der" }) as Buffer).subarray(SPKI.length);
}

function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([SPKI, raw]), type: "spki", format: "der" });
}

function keyFrom(shared: Buffer, salt: Buffer, ephemeral: Buffer, recipient: Buffer): Buffer {
  const info = Buffer.concat([Buffer.from("rotunda paper v1\0"), ephemeral, recipient]);
  return Buffer.from(hkdfSync("sha256", shared, salt, info, 32));
}
