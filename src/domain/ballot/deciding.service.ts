import type { EntityManager } from "typeorm";
import type { Entry } from "../../live/journal.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import type { Rules } from "../conference/rule-set.rules.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { isLive } from "./ballot.policy.js";
import { BallotMode } from "./ballot.words.js";
import { entriesOn } from "./ballot-floor.service.js";
import { countBallot, OF_QUORUM_BASE } from "./counting.service.js";
import { decide, type Facts, type Verdict, withoutCounts } from "./deciding.rules.js";
import { Decision } from "./decision.entity.js";
import { proofOf, rollOf } from "./proof.service.js";
import { hashOf } from "./proof.rules.js";
import { noteDecision } from "./recorded.service.js";
import type { Secrecy, SecretCount } from "./secrecy.types.js";
import { settleSubject } from "./subject.service.js";

/**
 * Closes a ballot that is held: counts, decides, and writes the decision with its proof. Answers what is to be told.
 * `secrecy`: who opens the box of a secret ballot; null where the ballot cannot be one.
 */
export async function closeIn(
  tx: EntityManager,
  ballot: Ballot,
  participationId: string | null,
  secrecy: Secrecy | null,
): Promise<Entry[]> {
  const { presentAtClose, quorumBase } = await recordPresence(tx, ballot);
  const { turnout, objections, ...counts } = await countBallot(tx, ballot.id);
  const secret = ballot.mode === BallotMode.SECRET ? await secrecy!.count(tx, ballot) : null;
  const tally = secret?.tally ?? counts.tally;
  const ruleSet = await tx.findOneByOrFail(RuleSet, { id: ballot.ruleSetId });
  const facts: Facts = {
    majority: ballot.majority,
    quorum: ruleSet.rules.quorum,
    tally,
    objections: ballot.mode === BallotMode.CONSENSUS ? objections : null,
    members: ballot.members,
    quorumBase,
    eligible: turnout.eligible,
    presentAtOpen: ballot.presentAtOpen,
    presentAtClose,
  };
  const verdict = decide(facts);
  // A scheduled close counts from its schedule: votes after it were refused, whenever this runs.
  const [{ closed_at: closedAt }] = await tx
    .query(
      "UPDATE ballot SET state = 'CLOSED', closed_at = least(coalesce(closes_at, 'infinity'), clock_timestamp()), closed_by_id = $2 WHERE id = $1 RETURNING closed_at",
      [ballot.id, participationId],
    )
    .then((answer: [[{ closed_at: Date }], number]) => answer[0]);
  await writeDecision(tx, { ...ballot, closedAt }, ruleSet, facts, verdict, secret);
  await noteDecision(tx, ballot.id);
  if (secret) await secrecy!.empty(tx, ballot);
  // The state of the text would tell the decision to those who may not know it before it is declared.
  const settled = isLive(ballot) ? await settleSubject(tx, ballot, verdict.outcome) : [];
  const told = {
    outcome: verdict.outcome,
    turnout: { ...turnout, voted: secret?.papers ?? turnout.voted, present: presentAtClose },
    tally: secret?.isDisclosed === false ? null : { ...tally },
    ...(secret ? { papersHash: secret.papersHash } : {}),
  };
  return [...entriesOn(ballot, events.BALLOT_CLOSED, told), ...settled];
}

async function writeDecision(
  tx: EntityManager,
  ballot: Ballot,
  ruleSet: RuleSet,
  facts: Facts,
  verdict: Verdict,
  secret: SecretCount | null,
): Promise<void> {
  const isWithheld = secret?.isDisclosed === false;
  const { outcome, quorum, explanation } = isWithheld ? withoutCounts(facts, verdict) : verdict;
  const { votesFor, votesAgainst, abstentions, threshold, margin } = isWithheld ? WITHHELD : countsOf(facts, verdict);
  const { majority, members, quorumBase, eligible, presentAtOpen, presentAtClose } = facts;
  const decision = {
    ...{ ballotId: ballot.id, outcome, majority, votesFor, votesAgainst, abstentions, members, quorumBase, eligible },
    papers: secret?.papers ?? null,
    ...{ objections: facts.objections ?? 0, presentAtOpen, presentAtClose, quorum, threshold, margin, explanation },
    citation: citationOf(ruleSet),
  };
  const rollHash = hashOf(await rollOf(tx, ballot.id));
  const proofHash = hashOf(proofOf(ballot, { ...decision, rollHash }, ruleSet));
  await tx.insert(Decision, { ...decision, rollHash, proofHash });
}

/** Of a count that is not disclosed nothing is kept but the outcome: also whoever reads the database learns no more. */
const WITHHELD = { votesFor: null, votesAgainst: null, abstentions: null, threshold: null, margin: null };

function countsOf({ tally }: Facts, { threshold, margin }: Verdict): { readonly [K in keyof typeof WITHHELD]: number } {
  return { votesFor: tally.for, votesAgainst: tally.against, abstentions: tally.abstain, threshold, margin };
}

/** The rule set, and what it cites for the two rules that decide. */
function citationOf({ title, version, citation, rules }: RuleSet): string {
  const { quorum, majority }: Rules["citations"] = rules.citations;
  const single = [quorum && `Quorum: ${quorum}`, majority && `Majority: ${majority}`].filter(Boolean).join(" ");
  return `${title}, version ${version}: ${citation}${single ? ` ${single}` : ""}`;
}

/** Writes who on the roll is present now; answers on how many the quorum is counted now, and how many of those are present. */
async function recordPresence(
  tx: EntityManager,
  ballot: Ballot,
): Promise<{ presentAtClose: number; quorumBase: number }> {
  await tx.query(
    `UPDATE ballot_eligibility e SET present_at_close = ${PRESENT_SEAT} FROM seat s
     WHERE e.ballot_id = $1 AND s.round_table_id = $2 AND s.delegation_id = e.delegation_id`,
    [ballot.id, ballot.roundTableId],
  );
  // Both from the same delegations: credentials may have been decided since the opening.
  const [row]: { base: number }[] = await tx.query(
    `SELECT count(*)::int AS base FROM seat s JOIN delegation d ON d.id = s.delegation_id JOIN rule_set r ON r.id = $2
     WHERE s.round_table_id = $1 AND ${OF_QUORUM_BASE}`,
    [ballot.roundTableId, ballot.ruleSetId],
  );
  const { turnout } = await countBallot(tx, ballot.id);
  return { presentAtClose: turnout.present, quorumBase: row!.base };
}
