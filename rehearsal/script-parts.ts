import type { Locale, Paragraph } from "./phrases.js";
import type { Words } from "./regions.js";

/** Everything that a rehearsal does, drawn before it begins: from options and a seed alone. Only the clock is not in it. */
export interface Script {
  readonly seed: number;
  readonly delegations: readonly Delegation[];
  /** Refs whose credentials the officer accepts once the conference is open. */
  readonly pending: readonly string[];
  readonly tables: readonly Body[];
  readonly plenary: Body;
}

export interface Delegation {
  /** The country's code in small letters; its head is `head-` and this. */
  readonly ref: string;
  readonly country: string;
  readonly region: string;
  readonly table: string;
  /** Left alone by the player: a seat for a person who tries it out. */
  readonly isFree: boolean;
}

/** What happens in one body. Delegations go by their refs throughout. */
export interface Body {
  readonly ref: string;
  readonly code: string;
  /** Who comes before the chair opens, and after how many seconds. */
  readonly arrivals: readonly { readonly who: string; readonly after: number }[];
  readonly items: readonly Item[];
}

export interface Item {
  readonly subject: Words;
  /** Who comes late, at the beginning of this item, and who leaves at its end. */
  readonly late: readonly string[];
  readonly leaving: readonly string[];
  readonly speakers: readonly Speech[];
  /** What is proposed here. In the plenary: only when no region has forwarded anything on the subject. */
  readonly text: Text;
  /** In the plenary: make one text of several, and how each text is decided. */
  readonly isMerged: boolean;
  readonly decisions: readonly (readonly Vote[])[];
}

export interface Speech {
  readonly who: string;
  readonly seconds: number;
  /** Somebody who interrupts with a point of order. */
  readonly interruptedBy: string | null;
  readonly isUpheld: boolean;
}

export interface Text {
  readonly proposer: string;
  readonly isDraft: boolean;
  readonly locale: Locale;
  readonly title: Words;
  readonly paragraphs: readonly Paragraph[];
  readonly sponsors: readonly string[];
  readonly comments: readonly { readonly who: string; readonly words: string; readonly after: number }[];
  readonly amendments: readonly Motion[];
  /** The questions put on it, one after the other until it is decided. */
  readonly votes: readonly Vote[];
}

export interface Motion {
  readonly who: string;
  readonly kind: "REPLACE" | "ADD" | "DELETE";
  /** Which of the operative paragraphs it concerns, counted around. */
  readonly place: number;
  readonly words: Words | null;
  readonly isInOrder: boolean;
  /** The sponsors accept it, and nobody votes. */
  readonly isFriendly: boolean;
  readonly vote: Vote;
}

/** A question and how everybody answers. */
export interface Vote {
  readonly mode: "RECORDED" | "CONSENSUS" | "ROLL_CALL" | "SECRET";
  readonly tallyVisibility: "LIVE" | "TURNOUT" | "HIDDEN";
  /** The chair announces the end and lets the countdown run, or closes at once. */
  readonly end: "LOCK" | "CLOSE";
  readonly ballots: readonly Cast[];
  /** Who objects to a consensus, if somebody does, and why. */
  readonly objection: { readonly who: string; readonly reason: string } | null;
}

export type Choice = "FOR" | "AGAINST" | "ABSTAIN";

export interface Cast {
  readonly who: string;
  readonly choice: Choice;
  /** Seconds after the opening; null: after the close, too late. */
  readonly after: number | null;
  /** What the delegation does then: votes a second time, which is refused, or changes its vote. */
  readonly then: { readonly deed: "REPEAT" | "CHANGE"; readonly choice: Choice } | null;
}
