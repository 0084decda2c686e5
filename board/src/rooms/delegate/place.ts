import type { DelegateBallotQuery, DelegateTableQuery } from "../../api/generated/types.js";
import type { Key } from "../../words/words.js";

export type Table = NonNullable<DelegateTableQuery["roundTable"]>;
export type Item = Table["agendaItems"][number];
export type Ballot = NonNullable<DelegateBallotQuery["ballot"]>;
export type Delegation = NonNullable<Table["myAdmission"]["delegation"]>;

/** Where a person stands at this table: for whom, as what, and whether the seat is taken. */
export interface Place {
  readonly table: Table;
  readonly delegation: Delegation;
  readonly seat: Table["seats"][number] | undefined;
  readonly participationId: string | undefined;
  readonly function: string | undefined;
  readonly isPresiding: boolean;
}

export function placeIn({ roundTable, viewer }: DelegateTableQuery): Place | null {
  const delegation = roundTable?.myAdmission.delegation;
  if (!roundTable || !delegation) return null;
  const own = viewer.participations.find((one) => one.delegation?.id === delegation.id)?.id;
  return {
    table: roundTable,
    delegation,
    seat: roundTable.seats.find((seat) => seat.delegation.id === delegation.id),
    participationId: own,
    function: delegation.delegates.find(({ participation }) => participation.id === own)?.function,
    isPresiding: own !== undefined && roundTable.presidingOfficer?.id === own,
  };
}

/** Why this person casts no vote at this table, whatever is asked; null when nothing stands in the way. */
export function whyNoVoter({ delegation, table, isPresiding, ...place }: Place): Key | null {
  if (isPresiding) return "delegate.why.PRESIDING";
  if (delegation.kind !== "MEMBER") return "delegate.why.OBSERVER";
  if (place.function && !table.conference.ruleSet.mayCast.includes(place.function)) return "delegate.why.FUNCTION";
  return null;
}

/** Why the delegation would not go on the roll of a ballot that opens now. */
export function whyNotOnRoll({ delegation }: Place): Key | null {
  if (delegation.votingSuspended) return "delegate.why.SUSPENDED";
  if (delegation.credentials === "PENDING") return "delegate.why.PENDING";
  if (delegation.credentials === "REJECTED") return "delegate.why.REJECTED";
  return null;
}

/** Why this person cannot vote in this ballot at the moment, the lasting reasons first. */
export function whyNotNow(place: Place, ballot: Ballot): Key | null {
  const lasting = whyNoVoter(place);
  if (lasting) return lasting;
  if (!ballot.roll.some(({ delegation }) => delegation.id === place.delegation.id))
    return whyNotOnRoll(place) ?? "delegate.why.NOT_ON_ROLL";
  if (place.table.state !== "OPEN") return "delegate.why.NOT_IN_SESSION";
  if (!place.seat?.isPresent) return "delegate.why.NOT_PRESENT";
  return null;
}

export const isTakingVotes = ({ state }: Pick<Ballot, "state">): boolean => state === "OPEN" || state === "LOCKING";

/** Whether the recorded vote may be replaced now: by the rules, or by the head of the delegation until the lock. */
export function mayChange(place: Place, ballot: Ballot): boolean {
  const { allowVoteChange, changeUntil } = place.table.conference.ruleSet;
  if (ballot.mode === "SECRET" || ballot.mode === "CONSENSUS" || !isTakingVotes(ballot)) return false;
  return allowVoteChange && (ballot.state === "OPEN" || changeUntil === "CLOSE");
}

/** What the voter is told of it before. */
export function changeWords(place: Place, { mode }: Pick<Ballot, "mode">): Key {
  const { allowVoteChange, changeUntil } = place.table.conference.ruleSet;
  if (mode === "SECRET" || !allowVoteChange) return "delegate.ballot.final";
  return changeUntil === "LOCK" ? "delegate.ballot.untilLock" : "delegate.ballot.untilClose";
}

/** Newest first: the ballots that take votes; without one, the last that was held on what is under discussion. */
export function ballotsAsked({ agendaItems }: Table): readonly string[] {
  const all = agendaItems
    .flatMap(({ recommendations }) => recommendations.flatMap(({ ballots }) => ballots))
    .toSorted((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
  const open = all.filter(isTakingVotes);
  return (open.length > 0 ? open : all.slice(0, 1)).map(({ id }) => id);
}

/** What is being spoken about, as far as the agenda says. */
export const itemNow = ({ agendaItems }: Table): Item | undefined =>
  agendaItems.find(({ state }) => state === "UNDER_DISCUSSION");

const TEXTS_FIRST = ["UNDER_CONSIDERATION", "PROPOSED", "ADOPTED", "DRAFT"];

/** The text that most people want to read now. */
export function textNow(table: Table): string | undefined {
  const all = table.agendaItems.flatMap(({ recommendations }) => recommendations);
  const own = itemNow(table)?.recommendations ?? [];
  const texts = own.length > 0 ? own : all;
  const place = (state: string): number => (TEXTS_FIRST.indexOf(state) + 100) % 100;
  return texts.toSorted((a, b) => place(a.state) - place(b.state))[0]?.id;
}
