import type { Sheet } from "./findings.js";
import type { BallotRow, DecisionRow, SeatRow } from "./rows.js";

/**
 * A record carries the start of its transaction, but counts from when it held the body: it may have waited behind the
 * close and yet carry an earlier time. A statement ends after three seconds and a wait for a lock after two, so what is
 * older than both together was certainly there. What is younger may or may not have been.
 */
const UNCERTAIN = 5_000_000;

type Presence = "PRESENT" | "ABSENT" | "UNCERTAIN";

/** Compares the counts of those present, and the marks on the roll, with a replay of all check-ins and check-outs. */
export function checkPresence(sheet: Sheet, ballot: BallotRow, decision: DecisionRow, seats: readonly SeatRow[]): void {
  const { compare, none } = bound(sheet);
  compare(
    "PRESENCE",
    `${ballot.presentAtOpen} present at the opening`,
    `${decision.presentAtOpen} present at the opening`,
  );
  const marked = ballot.roll.filter((row) => row.presentAtClose === true).length;
  if ((ballot.ruleSet.quorum.basis ?? "MEMBERS") !== "MEMBERS") {
    sheet.note(
      "Presence is measured on accredited delegations here, and credentials may have changed since: not replayed.",
    );
    return;
  }
  if (seats.length !== decision.members)
    return sheet.note(
      `The body has ${seats.length} member seats now and had ${decision.members}: presence is not replayed.`,
    );
  // All on the roll are members: fewer members than marks cannot have been present.
  none("PRESENCE", "delegations marked present at the close beyond the number of those present", [
    ...Array<null>(Math.max(0, marked - decision.presentAtClose)),
  ]);
  const moments = [
    { name: "opening", at: ballot.openedAt, count: ballot.presentAtOpen, mark: "presentAtOpen" },
    { name: "close", at: decision.decidedAt, count: decision.presentAtClose, mark: "presentAtClose" },
  ] as const;
  for (const { name, at, count, mark } of moments) {
    const states = new Map(seats.map((seat) => [seat.delegation, presenceAt(seat, at)]));
    const values = [...states.values()];
    const least = values.filter((state) => state === "PRESENT").length;
    const most = least + values.filter((state) => state === "UNCERTAIN").length;
    if (count < least || count > most)
      compare("PRESENCE", `${range(least, most)} present at the ${name}`, `${count} present at the ${name}`);
    else if (least !== most)
      sheet.note(
        `${most - least} delegations checked in or out within five seconds before the ${name}: between ${least} and ${most} were present, and ${count} were counted.`,
      );
    const wrong = ballot.roll.filter((row) => {
      const state = states.get(row.delegation);
      const isMarked = row[mark];
      return state && state !== "UNCERTAIN" && isMarked !== null && isMarked !== (state === "PRESENT");
    });
    // A late admission was not on the roll at the opening, and its mark may be of the admission.
    const counted = mark === "presentAtOpen" ? wrong.filter((row) => row.admittedAt === null) : wrong;
    none("PRESENCE", `delegations on the roll whose mark at the ${name} is not what their check-ins say`, counted);
  }
}

/** A delegation is present while one of its delegates is checked in. */
function presenceAt(seat: SeatRow, moment: number): Presence {
  const byDelegate = new Map<string, { certain: number; possible: number[] }>();
  for (const { delegate, number, at } of seat.records) {
    if (at > moment) continue;
    const known = byDelegate.get(delegate) ?? { certain: 0, possible: [] };
    byDelegate.set(delegate, known);
    if (at < moment - UNCERTAIN) known.certain = Math.max(known.certain, number);
    else known.possible.push(number);
  }
  let might = false;
  for (const { certain, possible } of byDelegate.values()) {
    // Which of the young ones were there is a prefix of them: the newest number may be any of these.
    const newest = [certain, ...possible.filter((number) => number > certain)];
    const isIn = newest.map((number) => number % 2 === 1);
    if (isIn.every(Boolean)) return "PRESENT";
    might ||= isIn.some(Boolean);
  }
  return might ? "UNCERTAIN" : "ABSENT";
}

const range = (least: number, most: number): string => (least === most ? `${least}` : `${least} to ${most}`);

function bound(sheet: Sheet): Pick<Sheet, "compare" | "none"> {
  return { compare: sheet.compare.bind(sheet), none: sheet.none.bind(sheet) };
}
