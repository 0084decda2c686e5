import type { LooseFile } from "./conference-file.format.rules.js";
import { checkOnce, present } from "./conference-file.references.rules.js";
import type { Findings, Path } from "./problem.rules.js";
import { BODY_KINDS, type BodyRules } from "./rule-set.rules.js";

/** Dates, working languages and regions of the conference agree with each other. */
export function checkConference(found: Findings, file: LooseFile): void {
  const { startsOn, endsOn, workingLanguages } = file.conference ?? {};
  if (startsOn && endsOn && endsOn < startsOn) {
    found.add(["conference", "endsOn"], "The conference ends before it starts.");
  }
  checkOnce(
    found,
    present(workingLanguages).map(([index, language]) => [["conference", "workingLanguages", index], language]),
    "This language is already listed.",
  );
  checkOnce(
    found,
    present(file.regions).map(([index, region]) => [["regions", index, "code"], region.code]),
    "Another region has this code.",
  );
  for (const [index, { names }] of present(file.regions)) {
    for (const [, language] of names ? present(workingLanguages) : []) {
      if (!names || language in names) continue;
      found.add(["regions", index, "names", language], "A region needs its name in every working language.");
    }
  }
}

/** The rule set can be followed: its quorum can be reached and what it prescribes is among what it allows. */
export function checkRuleSet(found: Findings, file: LooseFile): void {
  const { quorum, bodies } = file.ruleSet ?? {};
  const { numerator = 0, denominator = Infinity, strict = false } = quorum ?? {};
  if (numerator > denominator || (strict && numerator === denominator)) {
    found.add(["ruleSet", "quorum"], "This quorum can never be reached.");
  }
  for (const kind of BODY_KINDS) {
    const rules = bodies?.[kind];
    if (rules) checkBody(found, ["ruleSet", "bodies", kind], rules);
  }
  for (const [index, { kind }] of present(file.roundTables)) {
    if (!bodies || !kind || kind === "REGIONAL" || kind === "PLENARY" || bodies[kind]) continue;
    found.add(["roundTables", index, "kind"], `The rule set has no rules for a ${kind}.`);
  }
}

function checkBody(found: Findings, path: Path, rules: { [Key in keyof BodyRules]?: unknown }): void {
  for (const [one, all] of [
    ["mode", "modes"],
    ["majority", "majorities"],
  ] as const) {
    const allowed = rules[all];
    if (!Array.isArray(allowed)) continue;
    if (rules[one] !== undefined && !allowed.includes(rules[one])) {
      found.add([...path, one], `This is not among the allowed ${all}.`);
    }
    checkOnce(
      found,
      present(allowed as (string | undefined)[]).map(([index, value]) => [[...path, all, index], value]),
      "This is already listed.",
    );
  }
  const { mode, majority } = rules;
  // The majority of a body whose mode is CONSENSUS is that of a vote, should one be asked for.
  if (majority === "CONSENSUS" && mode !== undefined && mode !== "CONSENSUS") {
    found.add([...path, "majority"], "Majority CONSENSUS belongs to mode CONSENSUS; a vote needs another majority.");
  }
}
