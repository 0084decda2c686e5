import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The server's own secrets: none of them is in the database, none has a default. */
export interface Keys {
  readonly signing: KeyObject;
  readonly verifying: KeyObject;
  /** Keyed hash of a secret that a client presents (access code, refresh token): what the database stores instead of it. */
  hash(purpose: string, secret: string): Buffer;
}

export class KeysMissing extends Error {}

const SIGNING = "signing-key.pem";
const PEPPER = "pepper";

/**
 * Reads the keys from a directory. `create`: makes them when the directory holds none (files 0600, directory 0700).
 * Throws KeysMissing, which names what to do, when they are absent and may not be made, or when others can read them.
 */
export function loadKeys(directory: string, create: boolean): Keys {
  const complete = [SIGNING, PEPPER].every((name) => existsSync(join(directory, name)));
  if (!complete && !create) {
    throw new KeysMissing(
      `No keys in ${directory}. Make them once with \`npm run admin -- make-keys\` and keep them with your backups' secrets; set KEY_DIR if they lie elsewhere.`,
    );
  }
  if (!complete) makeKeys(directory);
  for (const name of [SIGNING, PEPPER]) {
    if ((statSync(join(directory, name)).mode & 0o077) !== 0)
      throw new KeysMissing(`${join(directory, name)} can be read by others. Run: chmod 600 ${join(directory, name)}`);
  }
  const signing = createPrivateKey(readFileSync(join(directory, SIGNING)));
  const pepper = Buffer.from(readFileSync(join(directory, PEPPER), "utf8").trim(), "hex");
  if (pepper.length < 32)
    throw new KeysMissing(`${join(directory, PEPPER)} is damaged: it must hold 64 hexadecimal digits.`);
  return {
    signing,
    verifying: createPublicKey(signing),
    hash: (purpose, secret) => createHmac("sha256", pepper).update(purpose).update("\0").update(secret).digest(),
  };
}

/** Writes new keys. Refuses half a pair: with a new pepper every access code would be dead without a word. */
export function makeKeys(directory: string): void {
  const found = [SIGNING, PEPPER].filter((name) => existsSync(join(directory, name)));
  if (found.length === 1)
    throw new KeysMissing(
      `${directory} holds ${found[0]} but not the other key. Restore the missing file from your backup; without it no access code works.`,
    );
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync("ed25519");
  writeOnce(join(directory, SIGNING), privateKey.export({ type: "pkcs8", format: "pem" }) as string);
  writeOnce(join(directory, PEPPER), randomBytes(32).toString("hex"));
}

function writeOnce(path: string, content: string): void {
  if (!existsSync(path)) writeFileSync(path, content, { mode: 0o600, flag: "wx" });
}
