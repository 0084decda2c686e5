import type { BodyRules, RuleSet } from "./rule-set.rules.js";

const MODES: BodyRules["modes"] = ["RECORDED", "CONSENSUS", "ROLL_CALL", "SECRET"];
const MAJORITIES: BodyRules["majorities"] = [
  "CONSENSUS",
  "SIMPLE",
  "TWO_THIRDS",
  "ABSOLUTE_OF_MEMBERS",
  "TWO_THIRDS_OF_MEMBERS",
  "UNANIMITY",
];

const everything = (languageGate: boolean): BodyRules => ({
  mode: "RECORDED",
  majority: "SIMPLE",
  tallyVisibility: "LIVE",
  languageGate,
  modes: [...MODES],
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

const byConsensus = (languageGate: boolean, tallyVisibility: BodyRules["tallyVisibility"]): BodyRules => ({
  mode: "CONSENSUS",
  majority: "SIMPLE",
  tallyVisibility,
  languageGate,
  modes: [...MODES],
  majorities: ["CONSENSUS", "SIMPLE", "TWO_THIRDS", "TWO_THIRDS_OF_MEMBERS"],
  questions: { RECOMMENDATION: "SIMPLE", AMENDMENT: "SIMPLE" },
});

/** Written by us after what is publicly known of INTERPOL's practice. Not INTERPOL's rules of procedure. */
export const CONSENSUS_RULE_SET: RuleSet = {
  code: "ROTUNDA-HNCB",
  title: "Rules modelled on INTERPOL's practice (Rotunda's own wording)",
  citation:
    "Written by the makers of Rotunda after public facts of INTERPOL's practice: one member one vote, simple majority unless two-thirds is required, drafts distributed in four languages before a vote. Not the organisation's rules of procedure; numbers without a known source are ours.",
  quorum: { basis: "ACCREDITED", numerator: 1, denominator: 2, strict: true, at: ["OPEN_SITTING", "OPEN_BALLOT"] },
  bodies: {
    REGIONAL: byConsensus(false, "TURNOUT"),
    PLENARY: byConsensus(true, "TURNOUT"),
    DRAFTING_GROUP: byConsensus(false, "LIVE"),
    PANEL: byConsensus(false, "LIVE"),
  },
  allowVoteChange: true,
  changeUntil: "LOCK",
  headMayOverride: true,
  mayCast: ["HEAD", "ALTERNATE", "DELEGATE"],
  lateAdmission: true,
  lockSeconds: 10,
  disclosure: { papers: 10, hideUnanimity: true, outside: 3, repeats: 4 },
  texts: { minimumSponsors: 1, subAmendments: true },
  speaking: { seconds: 180, replySeconds: 120, repliesPerItem: 2, policy: "FEWEST_FIRST", observersLast: true },
  citations: {
    quorum:
      "Ours: more than half of the accredited delegations present. INTERPOL's own number was not found in public.",
    majority:
      "INTERPOL's General Assembly event pages: one vote per member country, simple majority unless otherwise required. Former General Regulations, as an old fact sheet has them: two-thirds of those casting an affirmative or negative vote for regulations, two-thirds of the members for the constitution.",
    languageGate:
      "Former General Regulations, as the same fact sheet has them: no vote on a draft unless copies in Arabic, English, French and Spanish were distributed.",
    casting:
      "Ours: the vote belongs to the delegation; its head may override a member until the lock. No proxies, no weights.",
    locking:
      "After the practice of UN bodies: the locking of the voting machine is announced, and nothing is changed behind it.",
    texts:
      "Ours. Amendments first, the one furthest removed in substance from the text before the others, as UN-family rules have it.",
    speaking: "Ours: three minutes, those who spoke less often first, observers after members.",
    disclosure: "Ours: a tally that would tell single choices is not shown.",
  },
};

/** Rule sets that a conference file may name instead of writing them out. */
export const SHIPPED_RULE_SETS = {
  [GENERIC_RULE_SET.code]: GENERIC_RULE_SET,
  [CONSENSUS_RULE_SET.code]: CONSENSUS_RULE_SET,
};
