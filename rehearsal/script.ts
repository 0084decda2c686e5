import { createHash } from "node:crypto";
import { Chance } from "./chance.js";
import { SUBJECTS } from "./phrases.js";
import { REGIONS, sizes } from "./regions.js";
import { bodyScript } from "./script-body.js";
import type { Delegation, Script } from "./script-parts.js";

export interface ScriptOptions {
  readonly seed: number;
  /** 5 to 196. */
  readonly delegations: number;
  /** Agenda items of each regional table, 1 to 8. */
  readonly rounds: number;
}

/** Draws a rehearsal. The same options give the same script, on whatever machine. */
export function writeScript({ seed, delegations: count, rounds }: ScriptOptions): Script {
  const chance = Chance.for(seed, "conference");
  const delegations = sizes(count).flatMap((size, at) => members(at, size, chance));
  const refs = delegations.map(({ ref }) => ref);
  const pending = chance.some(refs, Math.round(refs.length * 0.03));
  const subjects = chance.shuffled(SUBJECTS);
  const tables = REGIONS.map((region, at) => {
    // Neighbours have subjects in common, so that the plenary finds texts to merge.
    const own = Array.from({ length: rounds }, (_, item) => subjects[(item + Math.floor(at / 2)) % subjects.length]!);
    const seated = delegations.filter(({ table, isFree }) => table === region.table && !isFree);
    return bodyScript({
      ref: region.table,
      code: region.tableCode,
      members: seated.map(({ ref }) => ref),
      subjects: own,
      isPlenary: false,
      chance: Chance.for(seed, region.code),
    });
  });
  const before = subjects.filter((one) => tables.some(({ items }) => items.some(({ subject }) => subject === one)));
  const plenary = bodyScript({
    ref: "plenary",
    code: "PLEN",
    members: delegations.filter(({ isFree }) => !isFree).map(({ ref }) => ref),
    subjects: before,
    isPlenary: true,
    chance: Chance.for(seed, "plenary"),
  });
  return { seed, delegations, pending, tables, plenary };
}

/** A short name of a script, to see whether two runs play the same. */
export function nameOf(script: Script): string {
  return createHash("sha256").update(JSON.stringify(script)).digest("hex").slice(0, 12);
}

/** The first members of a region; one of them is left to whoever wants to try, where two or more sit. */
function members(at: number, size: number, chance: Chance): Delegation[] {
  const { code, table, countries } = REGIONS[at]!;
  const chosen = countries.slice(0, size);
  const free = size >= 2 ? chance.one(chosen) : null;
  return chosen.map((country) => ({
    ...{ ref: country.toLowerCase(), country, region: code, table },
    isFree: country === free,
  }));
}
