import type { Reader } from "../../platform/database/database.js";
import { lagsOf, signedHeads } from "../../trail/reading.js";
import type { TrailHead } from "./trail.types.js";

/** The newest signed heads, by conference. */
export async function headOf(reader: Reader, conferenceIds: readonly string[]): Promise<(TrailHead | null)[]> {
  const heads = await reader.read((tx) => signedHeads(tx, conferenceIds));
  return conferenceIds.map((id) => {
    const found = heads.find((head) => head.scopeId === id);
    return found ? { ...found, short: found.hash.slice(0, 16).match(/.{4}/g)!.join(" ") } : null;
  });
}

/** For how many whole seconds the oldest deed of each conference has waited to be chained. */
export async function lagOf(reader: Reader, conferenceIds: readonly string[]): Promise<number[]> {
  return reader.read((tx) => lagsOf(tx, conferenceIds));
}
