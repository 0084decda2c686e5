import { isAdopted, type Tally } from "./majority.rules.js";
import { type Majority, Outlook } from "./ballot.words.js";

/** An open ballot as somebody sees it. */
export interface Prospect {
  readonly majority: Majority;
  readonly members: number;
  /** Votes that count as they stand; null for whoever may not see them. */
  readonly tally: Tally | null;
  readonly eligible: number;
  /** Delegations that may still be admitted to the ballot. */
  readonly admissible: number;
  /** Votes that were cast may still be changed. */
  readonly changeable: boolean;
}

const NOTHING: Tally = { for: 0, against: 0, abstain: 0 };

/**
 * What can still become of the vote. Every majority is the easier reached the more vote for and the fewer against, so two
 * continuations bound all others: everybody who is left votes for, or against. Votes that may be changed, or that the asker
 * may not see, count as not given: what is answered then tells nothing of them, and no continuation can belie it.
 */
export function outlookOf({ majority, members, tally, eligible, admissible, changeable }: Prospect): Outlook {
  const known = changeable ? NOTHING : (tally ?? NOTHING);
  const left = eligible + admissible - known.for - known.against - known.abstain;
  if (isAdopted(majority, { ...known, against: known.against + left }, members)) return Outlook.DECIDED;
  if (!isAdopted(majority, { ...known, for: known.for + left }, members)) return Outlook.IMPOSSIBLE;
  return Outlook.OPEN;
}
