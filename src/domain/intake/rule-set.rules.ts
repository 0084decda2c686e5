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
});

export const ruleSet = z.strictObject({
  code: code(/^[A-Z][A-Z0-9_-]{1,39}$/, "2 to 40 capital letters, digits, hyphens and underscores, a letter first"),
  title: line(200),
  citation: prose(1000),
  quorum: z.strictObject({ numerator: share, denominator: share, strict: z.boolean() }),
  bodies: z.strictObject({
    REGIONAL: bodyRules,
    PLENARY: bodyRules,
    DRAFTING_GROUP: z.exactOptional(bodyRules),
    PANEL: z.exactOptional(bodyRules),
  }),
  allowVoteChange: z.boolean(),
});

export type BodyRules = z.infer<typeof bodyRules>;
export type RuleSet = z.infer<typeof ruleSet>;

const everything = (languageGate: boolean): BodyRules => ({
  mode: "RECORDED",
  majority: "SIMPLE",
  tallyVisibility: "LIVE",
  languageGate,
  modes: [...BALLOT_MODES],
  majorities: [...MAJORITIES],
});

/** What a conference without rules of its own follows. Nobody's official rules of procedure. */
export const GENERIC_RULE_SET: RuleSet = {
  code: "ROTUNDA-GENERIC",
  title: "Rotunda's generic rules",
  citation: "Rotunda's own default, chosen for demonstrations; not the official rules of any organisation.",
  quorum: { numerator: 1, denominator: 2, strict: true },
  bodies: {
    REGIONAL: everything(false),
    PLENARY: everything(true),
    DRAFTING_GROUP: everything(false),
    PANEL: everything(false),
  },
  allowVoteChange: true,
};
