/** How a body decides: what applies when a ballot does not say otherwise, and what may be chosen. */
export interface BodyRules {
  readonly mode: string;
  readonly majority: string;
  readonly tallyVisibility: string;
  /** A text is voted on only when all working languages are conformed. */
  readonly languageGate: boolean;
  readonly modes: readonly string[];
  readonly majorities: readonly string[];
  /** Majority by kind of question where it differs from `majority`. */
  readonly questions?: { readonly [kind: string]: string | undefined } | undefined;
}

/** Kinds of questions that a body decides. */
export const QUESTIONS = ["RECOMMENDATION", "AMENDMENT"] as const;
export type QuestionKind = (typeof QUESTIONS)[number];

/** When a quorum is asked for. It is measured again at every close, whatever stands here. */
export type QuorumMoment = "OPEN_SITTING" | "OPEN_BALLOT";

/** A fraction of the members that must be present; `strict`: more than the fraction, else at least. */
export interface QuorumRule {
  /** MEMBERS: all delegations seated in the body. ACCREDITED: those whose credentials let them vote. */
  readonly basis: "MEMBERS" | "ACCREDITED";
  readonly numerator: number;
  readonly denominator: number;
  readonly strict: boolean;
  readonly at: readonly QuorumMoment[];
}

/** How turns to speak are given. Seconds. */
export interface SpeakingRules {
  /** Time for one intervention; null: no limit. */
  readonly seconds: number | null;
  readonly replySeconds: number;
  readonly repliesPerItem: number;
  readonly policy: "FIRST_COME" | "FEWEST_FIRST";
  readonly observersLast: boolean;
}

/** When the counts of a secret ballot are told; otherwise its outcome alone. */
export interface DisclosureRule {
  /** From so many papers on. */
  readonly papers: number;
  /** Whether a tally is kept back that is unanimous or nearly so, as `outside` says. */
  readonly hideUnanimity: boolean;
  /** So many papers must say something else than the most frequent choice. */
  readonly outside: number;
  /** Not when as few voters as this, or fewer, differ from an earlier ballot on the same question whose counts were told; -1: whatever differs. */
  readonly repeats: number;
}

/** The data of a rule set. Integers only. */
export interface Rules {
  readonly quorum: QuorumRule;
  readonly bodies: { readonly [kind: string]: BodyRules | undefined };
  /** A recorded vote may be replaced by the delegation that cast it, until `changeUntil`. */
  readonly allowVoteChange: boolean;
  /** LOCK: not once the countdown runs. CLOSE: as long as the ballot takes votes. */
  readonly changeUntil: "LOCK" | "CLOSE";
  /** The head of a delegation may replace what another member cast, until the lock. */
  readonly headMayOverride: boolean;
  /** Functions in a delegation that may cast its vote. */
  readonly mayCast: readonly string[];
  /** The chair may admit a delegation to a ballot that is open. */
  readonly lateAdmission: boolean;
  /** Seconds of the announced countdown before a close. */
  readonly lockSeconds: number;
  readonly disclosure: DisclosureRule;
  readonly texts: { readonly minimumSponsors: number; readonly subAmendments: boolean };
  readonly speaking: SpeakingRules;
  /** Where a rule comes from, by topic: quorum, majority, casting, languageGate, locking, texts, speaking, disclosure. */
  readonly citations: { readonly [topic: string]: string | undefined };
}

/** What stands in the database: rule sets are immutable, so those of an earlier version of Rotunda lack what came later. */
export type StoredRules = Pick<Rules, "bodies" | "allowVoteChange"> &
  Partial<Omit<Rules, "bodies" | "allowVoteChange" | "quorum" | "disclosure">> & {
    readonly disclosure?: Pick<DisclosureRule, "papers" | "hideUnanimity"> & Partial<DisclosureRule>;
    readonly quorum: Omit<QuorumRule, "basis" | "at"> & Partial<Pick<QuorumRule, "basis" | "at">>;
  };

/** What holds where a rule set says nothing: how Rotunda behaved before the rule could be given. */
export const UNSAID: Omit<Rules, "bodies" | "allowVoteChange" | "quorum"> & Pick<Rules, "quorum"> = {
  quorum: { basis: "MEMBERS", numerator: 1, denominator: 2, strict: true, at: ["OPEN_BALLOT"] },
  changeUntil: "CLOSE",
  headMayOverride: true,
  mayCast: ["HEAD", "ALTERNATE", "DELEGATE"],
  lateAdmission: true,
  lockSeconds: 10,
  disclosure: { papers: 10, hideUnanimity: true, outside: 3, repeats: 4 },
  texts: { minimumSponsors: 1, subAmendments: true },
  speaking: { seconds: null, replySeconds: 120, repliesPerItem: 2, policy: "FIRST_COME", observersLast: true },
  citations: {},
};

/** The rules as data that is complete. */
export function readRules(stored: StoredRules): Rules {
  return {
    ...UNSAID,
    ...stored,
    quorum: { ...UNSAID.quorum, ...stored.quorum },
    disclosure: { ...UNSAID.disclosure, ...stored.disclosure },
  };
}

/** The rules of a kind of body; a kind that the rule set does not name follows the plenary's. */
export function rulesOf(rules: Pick<Rules, "bodies">, kind: string): BodyRules {
  const found = rules.bodies[kind] ?? rules.bodies["PLENARY"];
  if (!found) throw new Error(`The rule set has no rules for ${kind} and none for the plenary`);
  return found;
}

/** The majority that a kind of question needs when nobody asks for another. */
export function majorityFor(rules: BodyRules, question: QuestionKind): string {
  return rules.questions?.[question] ?? rules.majority;
}
