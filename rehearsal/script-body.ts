import type { Chance } from "./chance.js";
import type { Body, Item, Speech } from "./script-parts.js";
import { questions, textScript } from "./script-text.js";
import type { Words } from "./regions.js";

/** More texts than that on one subject cannot come together: one from each region. */
const MOST_TEXTS = 5;

export interface BodyFacts {
  readonly ref: string;
  readonly code: string;
  /** Refs of the delegations that the player moves. */
  readonly members: readonly string[];
  readonly subjects: readonly Words[];
  readonly isPlenary: boolean;
  readonly chance: Chance;
}

/** Draws a body's sitting: some come late, some leave, and with each item there are others who are there. */
export function bodyScript({ ref, code, members, subjects, isPlenary, chance }: BodyFacts): Body {
  const spare = Math.floor(members.length / 10);
  const [late, leaving] = [chance.some(members, spare), chance.some(members, spare)];
  const lateAt = new Map(late.map((who) => [who, chance.int(0, subjects.length - 1)]));
  const leavesAt = new Map(leaving.map((who) => [who, chance.int(0, subjects.length - 1)]));
  const arrivals = members
    .filter((who) => !lateAt.has(who))
    .map((who) => ({ who, after: chance.seconds(0, 240) }))
    .sort((a, b) => a.after - b.after);
  const isThere = (who: string, item: number): boolean =>
    (lateAt.get(who) ?? 0) <= item && (leavesAt.get(who) ?? item) >= item;
  const items = subjects.map((subject, at): Item => {
    const present = members.filter((who) => isThere(who, at));
    const away = members.filter((who) => !isThere(who, at));
    const there = present.length > 0 ? present : [members[0]!];
    return {
      subject,
      late: late.filter((who) => lateAt.get(who) === at),
      leaving: leaving.filter((who) => leavesAt.get(who) === at && (lateAt.get(who) ?? 0) <= at),
      speakers: speeches(there, chance),
      text: textScript({ subject, present: there, away, isPlenary, chance }),
      isMerged: isPlenary && chance.maybe(0.7),
      decisions: isPlenary ? decisions(there, away, chance) : [],
    };
  });
  return { ref, code, arrivals, items };
}

function speeches(present: readonly string[], chance: Chance): Speech[] {
  return chance.some(present, chance.int(1, 4)).map((who) => ({
    who,
    seconds: chance.int(30, 150),
    interruptedBy: chance.maybe(0.1)
      ? (chance.some(
          present.filter((one) => one !== who),
          1,
        )[0] ?? null)
      : null,
    isUpheld: chance.maybe(0.5),
  }));
}

/** For each text that may come before the plenary on a subject: the questions put on it. */
function decisions(present: readonly string[], away: readonly string[], chance: Chance): Item["decisions"] {
  return Array.from({ length: MOST_TEXTS }, () => questions(present, away, chance, true));
}
