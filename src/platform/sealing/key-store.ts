import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { destroyDurably, publishDurably, syncDirectory, writeDurably } from "./durable-files.js";
import { rawOf } from "./sealed-box.js";

const MASTER = "sealing-key";
const BALLOTS = "ballots";
const MASTER_BYTES = 48;

/** A key as it lies in the directory. */
export interface KeptKey {
  /** Which database it was made for. */
  readonly owner: string;
  readonly id: string;
  /** The time of the file, in milliseconds. */
  readonly madeAt: number;
}

/** The keys that open sealed papers. They lie in files outside of the database and never enter it. */
export interface KeyStore {
  /** Names this directory: several servers that share it read the same. */
  readonly directoryId: string;
  /** Makes a key pair; the private key is on the disk when this returns. Answers the public key, 32 bytes. */
  make(owner: string, id: string): Buffer;
  /** The private key; null when it is not there or was damaged. */
  read(id: string): KeyObject | null;
  /** Overwrites and removes the private key, and what was pinned. Nothing happens when they are not there. */
  destroy(id: string): void;
  list(): KeptKey[];
  /** Writes once what the key may be used on; false when something else was written before. On the disk when this returns. */
  pin(id: string, hash: Buffer): boolean;
  isPinned(id: string): boolean;
  /** 32 bytes for one purpose and one id, which nobody has who has only the database. */
  derive(purpose: string, id: string): Buffer;
}

/**
 * Opens the store in a key directory. `create`: makes its own key when there is none. Null when there is none and it may
 * not be made, or when it is damaged, can be read by others, or no keys can be written here: then nothing can be sealed.
 */
export function openKeyStore(directory: string, create: boolean): KeyStore | null {
  const path = join(directory, MASTER);
  if (!existsSync(path) && !create) return null;
  if (!existsSync(path)) makeMaster(directory);
  if ((statSync(path).mode & 0o077) !== 0) return null;
  const master = Buffer.from(readFileSync(path, "utf8").trim(), "hex");
  if (master.length !== MASTER_BYTES) return null;
  if (!isWritable(join(directory, BALLOTS))) return null;
  return new FileKeyStore(join(directory, BALLOTS), master);
}

/** Makes the folder for the keys where there is none. A key directory may be mounted for reading only. */
function isWritable(folder: string): boolean {
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) syncDirectory(dirname(folder));
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Makes the key that wraps all others. Nothing happens when there is one. */
export function makeMaster(directory: string): void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  publishDurably(join(directory, MASTER), Buffer.from(randomBytes(MASTER_BYTES).toString("hex")));
}

class FileKeyStore implements KeyStore {
  readonly directoryId: string;
  private readonly secret: Buffer;

  constructor(
    private readonly directory: string,
    master: Buffer,
  ) {
    const id = master.subarray(0, 16).toString("hex");
    this.directoryId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    this.secret = master.subarray(16);
  }

  make(owner: string, id: string): Buffer {
    const { publicKey, privateKey } = generateKeyPairSync("x25519");
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.wrappingKey(), nonce);
    cipher.setAAD(Buffer.from(id));
    const plain = privateKey.export({ type: "pkcs8", format: "der" }) as Buffer;
    const wrapped = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    plain.fill(0);
    // A part of it, left of a crash, is no key: its ballot was never opened.
    writeDurably(join(this.directory, `${owner}.${id}.key`), wrapped);
    return rawOf(publicKey);
  }

  read(id: string): KeyObject | null {
    const [path] = this.pathsOf(id);
    const wrapped = path && readIfThere(path);
    if (!wrapped) return null;
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.wrappingKey(), wrapped.subarray(0, 12));
      decipher.setAAD(Buffer.from(id));
      decipher.setAuthTag(wrapped.subarray(-16));
      const plain = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
      const key = createPrivateKey({ key: plain, type: "pkcs8", format: "der" });
      plain.fill(0);
      return key;
    } catch {
      return null;
    }
  }

  destroy(id: string): void {
    for (const path of this.pathsOf(id)) destroyDurably(path);
    destroyDurably(this.pinOf(id));
  }

  list(): KeptKey[] {
    return readdirSync(this.directory).flatMap((name) => {
      const [, owner, id] = NAME.exec(name) ?? [];
      const stat = owner && id ? statSync(join(this.directory, name), { throwIfNoEntry: false }) : undefined;
      return stat ? [{ owner: owner!, id: id!, madeAt: stat.mtimeMs }] : [];
    });
  }

  pin(id: string, hash: Buffer): boolean {
    publishDurably(this.pinOf(id), hash);
    return readIfThere(this.pinOf(id))?.equals(hash) ?? false;
  }

  isPinned(id: string): boolean {
    return readIfThere(this.pinOf(id)) !== null;
  }

  derive(purpose: string, id: string): Buffer {
    return createHmac("sha256", this.secret).update(purpose).update("\0").update(id).digest();
  }

  private wrappingKey(): Buffer {
    return Buffer.from(hkdfSync("sha256", this.secret, Buffer.alloc(0), "rotunda wrap v1", 32));
  }

  /** Whichever database it was made for: an id is only once. */
  private pathsOf(id: string): string[] {
    const names = readdirSync(this.directory).filter((name) => NAME.exec(name)?.[2] === id);
    return names.map((name) => join(this.directory, name));
  }

  private pinOf(id: string): string {
    return join(this.directory, `${id}.count`);
  }
}

const NAME = /^([^.]+)\.([^.]+)\.key$/;

/** Null only where there is no such file: a directory that cannot be read is no missing key. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
