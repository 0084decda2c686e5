import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeSync, fstatSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Writes a file that is whole and on the disk when this returns, or is not there. Answers false, and changes nothing,
 * when it is there already: of several processes one makes it.
 */
export function writeDurably(path: string, content: Buffer): boolean {
  const draft = `${path}.${randomBytes(8).toString("hex")}.new`;
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
  syncDirectory(dirname(path));
  return true;
}

/** Overwrites a file and removes it, both on the disk when this returns. Nothing happens when it is not there. */
export function destroyDurably(path: string): void {
  let file: number;
  try {
    file = openSync(path, "r+");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    writeSync(file, randomBytes(fstatSync(file).size), 0, undefined, 0);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  rmSync(path, { force: true });
  syncDirectory(dirname(path));
}

function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
