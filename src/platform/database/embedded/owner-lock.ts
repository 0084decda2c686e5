import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DataDirectoryInUse } from "./errors.js";
import { isAlive, ownProcess, type ProcessFacts } from "./process-facts.js";

/** The right of one node process to use a data directory. */
export interface OwnerLock {
  release(): Promise<void>;
}

/**
 * Takes the directory for this process, also while it is still empty: PostgreSQL's own lock appears only with its first
 * start. The lock of a dead process is taken over, that of a living one is refused.
 */
export async function takeOwnerLock(dataDir: string): Promise<OwnerLock> {
  const path = join(dataDir, "owner.lock");
  const nonce = randomBytes(6).toString("hex");
  const mine = JSON.stringify({ ...(await ownProcess()), nonce });
  const draft = `${path}.${nonce}`;
  await writeFile(draft, mine, { mode: 0o600 });
  try {
    while (!(await placed(draft, path))) {
      const held = await contentOf(path);
      if (held === undefined) continue; // released between the two looks
      const owner = parsed(held);
      if (owner && (await isAlive(owner))) throw new DataDirectoryInUse(dataDir, owner.pid);
      await bury(path, held, `${draft}.stale`);
    }
  } finally {
    await rm(draft, { force: true });
  }
  return { release: () => bury(path, mine, `${draft}.released`) };
}

/** link() fails when the name exists, and unlike O_EXCL plus write it never shows a half-written file. */
async function placed(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/**
 * Removes the lock with exactly this content. Two starts may judge the same lock stale; the slower one must not remove
 * what the faster has placed meanwhile, so the file is moved aside, looked at, and put back if it is another's.
 */
async function bury(path: string, content: string, grave: string): Promise<void> {
  try {
    await rename(path, grave);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  if ((await contentOf(grave)) !== content) await placed(grave, path);
  await rm(grave, { force: true });
}

async function contentOf(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Unreadable after a power failure: no owner then. The guard's kernel lock still protects the data. */
function parsed(content: string): ProcessFacts | undefined {
  try {
    const facts = JSON.parse(content) as ProcessFacts;
    return Number.isInteger(facts.pid) ? facts : undefined;
  } catch {
    return undefined;
  }
}
