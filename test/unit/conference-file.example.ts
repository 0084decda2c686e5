import { readFileSync } from "node:fs";
import {
  type ConferenceFile,
  type Problem,
  readConferenceFile,
} from "../../src/domain/intake/conference-file.rules.js";

const root = new URL("../../", import.meta.url);
export const source = (path: string) => readFileSync(new URL(path, root), "utf8");
export const EXAMPLE = source("data/example-conference.json");

/** Changes the value at a pointer of the example; undefined removes it. */
export type Change = readonly [pointer: string, value: unknown];

export function exampleWith(...changes: Change[]): string {
  const file: unknown = JSON.parse(EXAMPLE);
  for (const [pointer, value] of changes) {
    const steps = pointer.split("/").slice(1);
    const last = steps.pop() ?? "";
    const holder = steps.reduce((at, step) => Reflect.get(at as object, step) as unknown, file) as object;
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else if (Array.isArray(holder) && last === "-") holder.push(value);
    else Reflect.set(holder, last, value);
  }
  return JSON.stringify(file);
}

export function problemsOf(text: string): Problem[] {
  const reading = readConferenceFile(text);
  return reading.ok ? [] : reading.problems;
}

export function pointersOf(...changes: Change[]): string[] {
  return problemsOf(exampleWith(...changes)).map(({ pointer }) => pointer);
}

export function fileOf(text: string): ConferenceFile {
  const reading = readConferenceFile(text);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems, null, 1));
  return reading.file;
}
