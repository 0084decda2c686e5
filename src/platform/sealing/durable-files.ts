import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeSync, fstatSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a new file, on the disk when this returns. Throws where there is one. A crash on the way leaves a part of it. */
export function writeDurably(path: string, content: Buffer): void {
  const file = openSync(path, "wx", 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncDirectory(dirname(path));
}

/** The same, whole or not at all: of several processes one makes it, and nobody reads a part. Nothing happens where there is one. */
export function publishDurably(path: string, content: Buffer): void {
  const draft = `${path}.${randomBytes(8).toString("hex")}.new`;
  writeDurably(draft, content);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  syncDirectory(dirname(path));
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

/** Makes the entries of a directory last. */
export function syncDirectory(path: string): void {
  const directory = openSync(path, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}
