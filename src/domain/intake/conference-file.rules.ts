import { checkConference, checkRuleSet } from "./conference-file.conference.rules.js";
import { checkDelegations } from "./conference-file.delegations.rules.js";
import { type ConferenceFile, conferenceFile, type LooseFile } from "./conference-file.format.rules.js";
import { sentenceFor, tellIssues } from "./conference-file.issues.rules.js";
import { checkProgramme } from "./conference-file.programme.rules.js";
import { checkRefs } from "./conference-file.references.rules.js";
import { checkStaff } from "./conference-file.staff.rules.js";
import { surveyJson } from "./json-source.rules.js";
import { Findings, type Path, type Problem } from "./problem.rules.js";
import { SHIPPED_RULE_SETS } from "./shipped-rule-sets.rules.js";

export type { ConferenceFile } from "./conference-file.format.rules.js";
export type { Problem } from "./problem.rules.js";
export { seatedDelegations } from "./conference-file.seats.rules.js";
export type { BodyRules, RuleSet } from "./rule-set.rules.js";
export { CONSENSUS_RULE_SET, GENERIC_RULE_SET } from "./shipped-rule-sets.rules.js";

export type ConferenceFileReading = { ok: true; file: ConferenceFile } | { ok: false; problems: Problem[] };

/** Longest file that is read, in UTF-16 units; a conference of 200 delegations needs about 100,000. */
const LONGEST_FILE = 16_000_000;

/** Reads a conference file (docs/conference-file.md). Never throws; a refusal lists every problem, not only the first. */
export function readConferenceFile(text: string): ConferenceFileReading {
  const found = new Findings();
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  if (source.length > LONGEST_FILE) {
    found.add([], `The file is longer than ${LONGEST_FILE} characters.`);
    return { ok: false, problems: found.report() };
  }
  const { broken, duplicates } = surveyJson(source);
  if (broken) {
    found.add([], `This is not JSON: line ${broken.line}, column ${broken.column}: ${broken.message}.`);
    return { ok: false, problems: found.report() };
  }
  for (const pointer of duplicates) found.problems.push({ pointer, message: "This key is here twice." });
  return judge(found, source);
}

function judge(found: Findings, source: string): ConferenceFileReading {
  const raw: unknown = withShippedRules(JSON.parse(source));
  const parsed = conferenceFile.safeParse(raw, { error: sentenceFor });
  const unreadable = parsed.success ? [] : tellIssues(found, parsed.error.issues);
  if (typeof raw === "object" && raw !== null && !Array.isArray(raw)) {
    for (const path of unreadable) forget(raw, path);
    checkAcross(found, raw);
  }
  return parsed.success && found.problems.length === 0
    ? { ok: true, file: parsed.data }
    : { ok: false, problems: found.report() };
}

/** A rule set that the file only names is put in its place; a name that is none stays, and is refused as no rule set. */
function withShippedRules(raw: unknown): unknown {
  if (typeof raw !== "object" || raw === null || !("ruleSet" in raw) || typeof raw.ruleSet !== "string") return raw;
  return Object.hasOwn(SHIPPED_RULE_SETS, raw.ruleSet) ? { ...raw, ruleSet: SHIPPED_RULE_SETS[raw.ruleSet] } : raw;
}

/** Rules between several values. They run on what is readable, so that one wrong value does not hide the rest. */
function checkAcross(found: Findings, file: LooseFile): void {
  checkRefs(found, file);
  checkConference(found, file);
  checkRuleSet(found, file);
  checkDelegations(found, file);
  checkStaff(found, file);
  checkProgramme(found, file);
}

/** Replaces the value at a path by undefined, if there is one: its key stays, so that it does not count as missing. */
function forget(root: object, path: Path): void {
  let holder: unknown = root;
  for (const step of path.slice(0, -1)) {
    holder = typeof holder === "object" && holder !== null ? Reflect.get(holder, step) : undefined;
  }
  const key = path.at(-1);
  if (typeof holder !== "object" || holder === null || key === undefined) return;
  if (Object.hasOwn(holder, key)) Reflect.set(holder, key, undefined);
}
