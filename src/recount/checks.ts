import { digest, type Value } from "./canonical.js";
import { Sheet } from "./findings.js";
import { adopts, fewestPresent, fewestThatAdopt } from "./formulas.js";
import { checkPresence } from "./presence.js";
import type { BallotRow, DecisionRow, RecordRow, SeatRow, VoteRow } from "./rows.js";
import { checkSubject } from "./subject.js";

/** Counts a ballot anew from its rows and compares everything that was written down about it. */
export function checkBallot(ballot: BallotRow, seats: readonly SeatRow[]): Sheet {
  const sheet = new Sheet(ballot.id);
  const wasCounted = ["CLOSED", "DECLARED", "ANNULLED"].includes(ballot.state);
  sheet.compare("DECISION", wasCounted ? "a decision" : "no decision", ballot.decision ? "a decision" : "no decision");
  const annulment = (is: boolean): string => (is ? "annulled by two persons" : "not annulled");
  sheet.compare("DECISION", annulment(ballot.isAnnulled), annulment(ballot.state === "ANNULLED"));
  checkText(sheet, ballot);
  checkSubject(sheet, ballot);
  if (ballot.mode === "SECRET") checkSecret(sheet, ballot);
  else checkVotes(sheet, ballot);
  if (!ballot.decision) return sheet;
  sheet.compare("ROLL", `${ballot.roll.length} on the roll`, `${ballot.decision.eligible} on the roll`);
  if (ballot.mode !== "SECRET") checkTally(sheet, ballot, ballot.decision);
  checkPresence(sheet, ballot, ballot.decision, seats);
  checkVerdict(sheet, ballot, ballot.decision);
  checkHashes(sheet, ballot, ballot.decision);
  return sheet;
}

function checkText(sheet: Sheet, { version, text, versionHash }: BallotRow): void {
  const { locale, title, hash } = version;
  sheet.compare("TEXT", text === null ? "no text" : digest({ locale, text, title }), versionHash);
  sheet.compare("TEXT", versionHash, hash);
}

function checkVotes(sheet: Sheet, ballot: BallotRow): void {
  const { roll, votes, records } = ballot;
  const newest = checkRecords(sheet, votes, records);
  sheet.none(
    "RECORDS",
    "votes that differ from their newest record",
    votes.filter((vote) => !equal(vote, newest.get(vote.delegation))),
  );
  const listed = new Set(roll.map((row) => row.delegation));
  const strangers = [...votes, ...records, ...ballot.calls].filter((row) => !listed.has(row.delegation));
  sheet.none("ROLL", "votes, records and calls of delegations that are not on the roll", strangers);
  sheet.none(
    "ROLL",
    "objections of delegations that are not on the roll",
    ballot.objections.filter((one) => !listed.has(one.delegation)),
  );
  sheet.none("ROLL", "second votes of a delegation", repeated(votes.map((vote) => vote.delegation)));
  checkTimes(sheet, ballot);
  if (ballot.mode === "CONSENSUS") sheet.none("MODE", "votes in a consensus", [...votes, ...records]);
  else sheet.none("MODE", "objections in a ballot with votes", ballot.objections);
  if (ballot.mode === "ROLL_CALL") checkCalls(sheet, ballot);
  const confirmed = new Set(ballot.readIns.map((one) => `${one.delegation} ${one.choice}`));
  const readIn = records.filter((record) => record.source === "READ_IN");
  sheet.none(
    "READ_IN",
    "votes read in without a confirmation",
    readIn.filter((one) => !confirmed.has(`${one.delegation} ${one.choice}`)),
  );
}

/** Nobody can count a secret ballot again. What can be held against each other are its marks, and that nothing is left of it. */
function checkSecret(sheet: Sheet, { votes, records, roll, decision, papersLeft }: BallotRow): void {
  sheet.none("MODE", "votes by name in a secret ballot", [...votes, ...records]);
  sheet.compare("TALLY", "0 papers left in the box", `${papersLeft} papers left in the box`);
  sheet.note("A secret ballot leaves no papers that could be recounted: its marks and its sums are checked.");
  if (!decision) return;
  const marked = roll.filter((row) => row.voted).length;
  sheet.compare(
    "TALLY",
    `${marked} papers, by the marks on the roll`,
    `${decision.papers} papers, by the marks on the roll`,
  );
  const { for: yes, against: no, abstain } = decision;
  if (yes === null || no === null || abstain === null) return;
  sheet.compare("TALLY", `${decision.papers} papers in all`, `${yes + no + abstain} papers in all`);
}

/** Answers the newest record of each delegation. */
function checkRecords(sheet: Sheet, votes: readonly VoteRow[], records: readonly RecordRow[]): Map<string, RecordRow> {
  const newest = new Map<string, RecordRow>();
  const counts = new Map<string, number>();
  for (const record of records) {
    counts.set(record.delegation, (counts.get(record.delegation) ?? 0) + 1);
    if (record.number > (newest.get(record.delegation)?.number ?? 0)) newest.set(record.delegation, record);
  }
  const holed = [...newest.values()].filter((record) => record.number !== counts.get(record.delegation));
  sheet.none("RECORDS", "delegations with a hole in the numbers of their records", holed);
  const voters = new Set(votes.map((vote) => vote.delegation));
  sheet.none(
    "RECORDS",
    "delegations with records and no vote",
    [...newest.keys()].filter((one) => !voters.has(one)),
  );
  return newest;
}

function equal(vote: VoteRow, record: RecordRow | undefined): boolean {
  return record?.choice === vote.choice && record.at === vote.at && record.source === vote.source;
}

/**
 * So long after a scheduled close a vote or an objection may carry its time: it was found in time, and then written. A
 * statement ends after three seconds and a wait for a lock after two.
 */
export const WRITTEN_LATE = 5_000_000;

function checkTimes(sheet: Sheet, ballot: BallotRow): void {
  const { openedAt, closesAt, closedAt, decision } = ballot;
  const admitted = new Map(ballot.roll.map((row) => [row.delegation, row.admittedAt ?? openedAt]));
  const all = [...ballot.votes, ...ballot.records, ...ballot.objections];
  sheet.none(
    "TIMES",
    "votes or objections before the opening or the admission",
    all.filter((row) => row.at < (admitted.get(row.delegation) ?? openedAt)),
  );
  if (closedAt === null) return;
  const late = all.filter((row) => row.at > closedAt);
  const wasDue = closesAt === closedAt;
  const last = Math.min(wasDue ? closedAt + WRITTEN_LATE : closedAt, decision?.decidedAt ?? Infinity);
  sheet.none(
    "TIMES",
    "votes or objections after the close",
    late.filter((row) => row.at > last),
  );
  const inTime = [...ballot.votes, ...ballot.objections].filter((row) => row.at > closedAt && row.at <= last).length;
  if (inTime > 0)
    sheet.note(`Votes or objections found in time by the schedule and written within seconds after it: ${inTime}.`);
}

function checkCalls(sheet: Sheet, { calls, records }: BallotRow): void {
  const called = new Map<string, number>();
  for (const { delegation, at } of calls) called.set(delegation, Math.min(at, called.get(delegation) ?? Infinity));
  sheet.none(
    "MODE",
    "votes of delegations that had not been called",
    records.filter((row) => row.at < (called.get(row.delegation) ?? Infinity)),
  );
}

const tallyOf = (yes: number | null, no: number | null, abstain: number | null, objections: number): string =>
  `${yes} for, ${no} against, ${abstain} abstaining, ${objections} objecting`;

function checkTally(sheet: Sheet, { votes, objections }: BallotRow, decision: DecisionRow): void {
  const count = (choice: string): number => votes.filter((vote) => vote.choice === choice).length;
  sheet.compare(
    "TALLY",
    tallyOf(count("FOR"), count("AGAINST"), count("ABSTAIN"), objections.length),
    tallyOf(decision.for, decision.against, decision.abstain, decision.objections),
  );
}

/** Each number from those that come before it in the decision: so that one that was changed is named, and not all that follow. */
function checkVerdict(sheet: Sheet, ballot: BallotRow, decision: DecisionRow): void {
  const { members } = decision;
  sheet.compare("DECISION", ballot.majority, decision.majority);
  sheet.compare("DECISION", `${ballot.members} members`, `${members} members`);
  const base = decision.quorumBase ?? ballot.members;
  checkQuorum(sheet, ballot, decision, base);
  const hasQuorum = decision.presentAtClose >= fewestPresent(ballot.ruleSet.quorum, base);
  const { for: yes, against: no } = decision;
  if (yes === null || no === null) {
    sheet.note("The counts of this secret ballot were withheld by the rules: its outcome cannot be computed again.");
    const met = (is: boolean): string => (is ? "a quorum" : "no quorum");
    return sheet.compare("OUTCOME", met(hasQuorum), met(decision.outcome !== "NO_QUORUM"));
  }
  const isConsensus = ballot.mode === "CONSENSUS";
  const needed = isConsensus ? 0 : fewestThatAdopt(ballot.majority, no, ballot.members);
  sheet.compare("THRESHOLD", `threshold ${needed}`, `threshold ${decision.threshold}`);
  const margin = isConsensus ? 0 - decision.objections : yes - needed;
  sheet.compare("THRESHOLD", `margin ${margin}`, `margin ${decision.margin}`);
  const adopted = isConsensus
    ? decision.objections === 0
    : adopts(ballot.majority, { yes, no, members: ballot.members });
  sheet.compare("OUTCOME", hasQuorum ? (adopted ? "ADOPTED" : "NOT_ADOPTED") : "NO_QUORUM", decision.outcome);
}

/** Base and presence are of one moment, the close: where the base is those accredited then, no other row gives it. */
function checkQuorum(sheet: Sheet, { members, ruleSet }: BallotRow, decision: DecisionRow, base: number): void {
  const isOfMembers = (ruleSet.quorum.basis ?? "MEMBERS") === "MEMBERS";
  const present = decision.presentAtClose;
  if (isOfMembers) sheet.compare("QUORUM", `of ${members}`, `of ${base}`);
  else if (base > members) sheet.compare("QUORUM", `of ${members} at most`, `of ${base}`);
  if (present > base) sheet.compare("QUORUM", `${base} present at most`, `${present} present`);
  sheet.compare("QUORUM", `${fewestPresent(ruleSet.quorum, base)}`, `${decision.quorum}`);
}

function checkHashes(sheet: Sheet, ballot: BallotRow, decision: DecisionRow): void {
  if (decision.rollHash !== null) sheet.compare("ROLL_HASH", digest(rollOf(ballot)), decision.rollHash);
  if (decision.proofHash !== null) sheet.compare("PROOF_HASH", digest(proofOf(ballot, decision)), decision.proofHash);
  else sheet.note("The decision is from before decisions carried the hash of their proof.");
}

function rollOf({ mode, roll, votes, objections }: BallotRow): Value {
  const choices = new Map(votes.map((vote) => [vote.delegation, vote.choice]));
  return [...roll]
    .sort((a, b) => (a.delegation < b.delegation ? -1 : 1))
    .map(({ delegation, presentAtOpen, presentAtClose, admittedAt, voted }) => ({
      delegation,
      presentAtOpen,
      presentAtClose,
      admittedLate: admittedAt !== null,
      choice: choices.get(delegation) ?? null,
      objected: objections.some((one) => one.delegation === delegation),
      ...(mode === "SECRET" ? { voted } : {}),
    }));
}

function proofOf(ballot: BallotRow, decision: DecisionRow): Value {
  const { outcome, quorum, threshold, margin, members, eligible, presentAtOpen, presentAtClose } = decision;
  return {
    ...{ ballot: ballot.id, question: ballot.question, versionHash: ballot.versionHash },
    ...{ mode: ballot.mode, majority: ballot.majority },
    ruleSet: { code: ballot.ruleSet.code, version: ballot.ruleSet.version },
    ...{ for: decision.for, against: decision.against, abstain: decision.abstain, objections: decision.objections },
    ...{ members, eligible, presentAtOpen, presentAtClose, quorum, threshold, margin, outcome },
    quorumBase: decision.quorumBase ?? members,
    ...{ closedAt: ballot.closed, rollHash: decision.rollHash },
    ...(decision.papers === null ? {} : { papers: decision.papers }),
  };
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
