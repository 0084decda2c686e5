import { z } from "zod";
import { code, line, prose } from "./plain-text.rules.js";

export const BALLOT_MODES = ["RECORDED", "CONSENSUS", "ROLL_CALL", "SECRET"] as const;
export const MAJORITIES = [
  "CONSENSUS",
  "SIMPLE",
  "TWO_THIRDS",
  "ABSOLUTE_OF_MEMBERS",
  "TWO_THIRDS_OF_MEMBERS",
  "UNANIMITY",
] as const;
export const TALLY_VISIBILITIES = ["LIVE", "TURNOUT", "HIDDEN"] as const;
/** Topics of a rule set that may be cited by themselves. */
export const CITED = [
  "quorum",
  "majority",
  "casting",
  "languageGate",
  "locking",
  "texts",
  "speaking",
  "disclosure",
] as const;
export const BODY_KINDS = ["REGIONAL", "PLENARY", "DRAFTING_GROUP", "PANEL"] as const;

const mode = z.enum(BALLOT_MODES);
const majority = z.enum(MAJORITIES);
const share = z.int().min(1).max(1000);

/** How one kind of body decides: what an opened ballot follows when nobody says otherwise, and what may be said otherwise. */
const bodyRules = z.strictObject({
  mode,
  majority,
  tallyVisibility: z.enum(TALLY_VISIBILITIES),
  languageGate: z.boolean(),
  modes: z.array(mode).min(1).max(BALLOT_MODES.length),
  majorities: z.array(majority).min(1).max(MAJORITIES.length),
  questions: z.exactOptional(
    z.strictObject({ RECOMMENDATION: z.exactOptional(majority), AMENDMENT: z.exactOptional(majority) }),
  ),
});

const seconds = z.int().min(5).max(7200);
const speaking = z.strictObject({
  seconds: seconds.nullable(),
  replySeconds: seconds,
  repliesPerItem: z.int().min(0).max(20),
  policy: z.enum(["FIRST_COME", "FEWEST_FIRST"]),
  observersLast: z.boolean(),
});

export const ruleSet = z.strictObject({
  code: code(/^[A-Z][A-Z0-9_-]{1,39}$/, "2 to 40 capital letters, digits, hyphens and underscores, a letter first"),
  title: line(200),
  citation: prose(1000),
  quorum: z.strictObject({
    numerator: share,
    denominator: share,
    strict: z.boolean(),
    basis: z.exactOptional(z.enum(["MEMBERS", "ACCREDITED"])),
    at: z.exactOptional(z.array(z.enum(["OPEN_SITTING", "OPEN_BALLOT"])).max(2)),
  }),
  bodies: z.strictObject({
    REGIONAL: bodyRules,
    PLENARY: bodyRules,
    DRAFTING_GROUP: z.exactOptional(bodyRules),
    PANEL: z.exactOptional(bodyRules),
  }),
  allowVoteChange: z.boolean(),
  changeUntil: z.exactOptional(z.enum(["LOCK", "CLOSE"])),
  headMayOverride: z.exactOptional(z.boolean()),
  mayCast: z.exactOptional(
    z
      .array(z.enum(["HEAD", "ALTERNATE", "DELEGATE", "ADVISER"]))
      .min(1)
      .max(4),
  ),
  lateAdmission: z.exactOptional(z.boolean()),
  lockSeconds: z.exactOptional(z.int().min(3).max(600)),
  disclosure: z.exactOptional(
    z.strictObject({
      papers: z.int().min(2).max(1000),
      hideUnanimity: z.boolean(),
      outside: z.exactOptional(z.int().min(2).max(1000)),
      repeats: z.exactOptional(z.int().min(-1).max(1000)),
    }),
  ),
  texts: z.exactOptional(z.strictObject({ minimumSponsors: z.int().min(1).max(100), subAmendments: z.boolean() })),
  speaking: z.exactOptional(speaking),
  citations: z.exactOptional(z.partialRecord(z.enum(CITED), prose(1000))),
});

export type BodyRules = z.infer<typeof bodyRules>;
export type RuleSet = z.infer<typeof ruleSet>;
