import { normalText, textProblem } from "../../platform/kernel/text.js";

/** A line of a list of delegates, as it was sent. */
export interface ListedRow {
  readonly country: string;
  readonly name: string;
  readonly function: string;
}

/** Somebody who is in a delegation now. */
export interface Member {
  readonly delegateId: string;
  readonly name: string;
  readonly function: string;
}

/** Somebody who left a delegation and is in no other: whoever is listed again is the same person. */
export interface Former {
  readonly participationId: string;
  readonly name: string;
}

/** A delegation with its people, and by which names of its country a list may mean it. */
export interface Party {
  readonly id: string;
  readonly names: readonly string[];
  readonly members: readonly Member[];
  readonly formers: readonly Former[];
}

export interface RowProblem {
  readonly field: "country" | "name" | "function";
  readonly message: string;
}

/** What becomes of a line. `number` counts lines from 1. */
export interface PlannedRow {
  readonly number: number;
  readonly action: "ADD" | "CHANGE_FUNCTION" | "UNCHANGED" | "PROBLEM";
  readonly party: Party | null;
  /** As it will be stored. */
  readonly name: string;
  readonly function: string;
  readonly member: Member | null;
  readonly former: Former | null;
  readonly problem: RowProblem | null;
}

/** The function of which a delegation has one at most. */
export const HEAD = "HEAD";
const NAME_LENGTH = 200;
/** As many as a conference file may give a delegation. */
export const MOST_DELEGATES = 50;

/** The form in which names are compared: Unicode NFC, no space at the ends, one between words, no capitals. */
export function folded(name: string): string {
  return normalText(name).replace(/\s+/g, " ").toLowerCase();
}

/** What a list does to the delegations of a conference: people are known by delegation and name, heads only ever handed over. */
export function planEnrolment(rows: readonly ListedRow[], parties: readonly Party[]): PlannedRow[] {
  const byName = new Map(parties.flatMap((party) => party.names.map((name) => [folded(name), party] as const)));
  const met = new Map<string, number>();
  const alone = rows.map((row, place) => identify(row, place + 1, byName.get(folded(row.country)) ?? null, met));
  const heads = new Map(
    parties.map((party) => [
      party.id,
      headsIn(
        alone.filter((row) => row.party === party),
        party,
      ),
    ]),
  );
  const added = new Map<string, number>();
  return alone.map((row) => {
    if (row.problem || !row.party) return row;
    const problem = headProblem(row, heads.get(row.party.id)!) ?? roomProblem(row, row.party, added);
    return problem ? { ...row, action: "PROBLEM", problem } : row;
  });
}

function identify(row: ListedRow, number: number, party: Party | null, met: Map<string, number>): PlannedRow {
  const unusable = textProblem(row.name, NAME_LENGTH);
  const name = unusable ? row.name : normalText(row.name);
  const known = party && !unusable ? party.members.filter((one) => folded(one.name) === folded(name)) : [];
  const [member = null] = known;
  const former = member ? null : (party?.formers.find((one) => folded(one.name) === folded(name)) ?? null);
  const key = `${party?.id} ${folded(name)}`;
  const before = met.get(key);
  if (party && !unusable && before === undefined) met.set(key, number);
  const problem: RowProblem | null = !party
    ? { field: "country", message: "No delegation of this conference is of this country." }
    : unusable
      ? { field: "name", message: unusable }
      : before !== undefined
        ? { field: "name", message: `This person stands in line ${before} already.` }
        : known.length > 1
          ? { field: "name", message: "Several people of this name are in the delegation. Change them one by one." }
          : null;
  const action = problem
    ? "PROBLEM"
    : !member
      ? "ADD"
      : member.function === row.function
        ? "UNCHANGED"
        : "CHANGE_FUNCTION";
  return { number, action, party, name, function: row.function, member, former, problem };
}

/** Who heads a delegation now, and who does by the list. */
interface Heads {
  readonly now: Member | null;
  /** The line of the one who heads it now. */
  readonly nowListed: PlannedRow | null;
  readonly wanted: PlannedRow | null;
}

function headsIn(rows: readonly PlannedRow[], { members }: Party): Heads {
  const good = rows.filter((row) => !row.problem);
  const now = members.find((one) => one.function === HEAD) ?? null;
  return {
    now,
    nowListed: (now && good.find((row) => row.member === now)) ?? null,
    wanted: good.find((row) => row.function === HEAD) ?? null,
  };
}

/** As the deeds on single people have it: one head, who is changed only by another taking the place. */
function headProblem(row: PlannedRow, { now, nowListed, wanted }: Heads): RowProblem | null {
  const problem = (message: string): RowProblem => ({ field: "function", message });
  if (row.function === HEAD && wanted !== row) return problem(`Line ${wanted!.number} names the head already.`);
  if (row.function === HEAD && now && row.member !== now && !nowListed)
    return problem(`${now.name} heads the delegation. List that person too, in another function, or hand over first.`);
  if (row === nowListed && row.function !== HEAD && !wanted)
    return problem("This is the head of the delegation. List who heads it instead.");
  return null;
}

function roomProblem(row: PlannedRow, { id, members }: Party, added: Map<string, number>): RowProblem | null {
  if (row.member) return null;
  const count = (added.get(id) ?? 0) + 1;
  added.set(id, count);
  if (members.length + count <= MOST_DELEGATES) return null;
  return { field: "country", message: `A delegation has ${MOST_DELEGATES} delegates at most.` };
}
