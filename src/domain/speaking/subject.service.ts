import { type EntityManager, In } from "typeorm";
import { InvalidInput, InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { BallotState } from "../ballot/ballot.words.js";
import { BallotEligibility } from "../ballot/vote.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";
import { sponsorsOf } from "../recommendation/sponsoring.service.js";
import type { AgendaItem } from "../round-table/agenda-item.entity.js";
import type { Floor } from "../round-table/floor.service.js";
import { Intervention } from "./intervention.entity.js";
import { termsOf } from "./queue.service.js";
import { openBallotsIn, speakingRules } from "./speaking-floor.service.js";
import { replyProblem } from "./speaking.rules.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";

/** What an intervention is about and how long it may take. */
export interface Subject {
  readonly kind: InterventionKind;
  readonly recommendationId: string | null;
  readonly ballotId: string | null;
  readonly interruptedId: string | null;
  readonly secondsAllotted: number | null;
}

interface Asked {
  readonly floor: Floor;
  readonly item: AgendaItem;
  readonly kind: InterventionKind;
  readonly recommendationId: string | null;
  readonly ballotId: string | null;
}

const PLAIN = { recommendationId: null, ballotId: null, interruptedId: null };
const { QUEUED, WITHDRAWN, SKIPPED } = InterventionState;

/** Judges what the floor is asked for: each kind has conditions of its own. */
export async function subjectOf(tx: EntityManager, asked: Asked): Promise<Subject> {
  const { kind } = asked;
  requireFitting(asked);
  const voting = await openBallotsIn(tx, asked.item.roundTableId);
  if (kind === InterventionKind.POINT_OF_ORDER) return pointOfOrder(asked, voting);
  if (kind === InterventionKind.RIGHT_OF_REPLY) return reply(tx, asked);
  const { seconds: secondsAllotted } = (await termsOf(tx, [asked.item.id])).get(asked.item.id)!;
  if (kind === InterventionKind.EXPLANATION_OF_VOTE_BEFORE) return { ...(await before(tx, asked)), secondsAllotted };
  if (kind === InterventionKind.EXPLANATION_OF_VOTE_AFTER) return { ...(await after(tx, asked)), secondsAllotted };
  return { ...PLAIN, kind, secondsAllotted };
}

/** A text goes with an explanation before the vote, a ballot with one after it and with a point of order about the vote. */
function requireFitting({ kind, recommendationId, ballotId }: Asked): void {
  const wantsText = kind === InterventionKind.EXPLANATION_OF_VOTE_BEFORE;
  const wantsBallot = kind === InterventionKind.EXPLANATION_OF_VOTE_AFTER;
  const mayHaveBallot = wantsBallot || kind === InterventionKind.POINT_OF_ORDER;
  if (wantsText !== (recommendationId !== null))
    refuse(new InvalidInput("recommendationId", "Name the text for an EXPLANATION_OF_VOTE_BEFORE, and only for that."));
  if ((wantsBallot && ballotId === null) || (!mayHaveBallot && ballotId !== null))
    refuse(
      new InvalidInput("ballotId", "Name the ballot for an EXPLANATION_OF_VOTE_AFTER or a POINT_OF_ORDER about it."),
    );
}

/** While the body votes, only what is about the vote is in order. */
function pointOfOrder({ kind, ballotId }: Asked, voting: readonly string[]): Subject {
  if (ballotId !== null && !voting.includes(ballotId))
    refuse(new InvalidState("CLOSED", "No ballot with this id takes votes here. Raise the point without it."));
  if (ballotId === null && voting.length > 0)
    refuse(
      new InvalidState("OPEN", "A ballot is open: only a point of order about the vote is in order. Name the ballot."),
    );
  return { ...PLAIN, kind, ballotId, secondsAllotted: null };
}

async function reply(tx: EntityManager, { floor, item, kind }: Asked): Promise<Subject> {
  const { delegationId } = floor.admission.seat!;
  const { repliesPerItem, replySeconds } = await speakingRules(tx, floor.table);
  const [row]: { last: string | null; made: number }[] = await tx.query(
    `SELECT (SELECT delegation_id FROM intervention WHERE agenda_item_id = $1 AND started_at IS NOT NULL AND kind <> 'POINT_OF_ORDER'
             ORDER BY started_at DESC LIMIT 1) AS last,
            (SELECT count(*)::int FROM intervention WHERE agenda_item_id = $1 AND delegation_id = $2
             AND kind = 'RIGHT_OF_REPLY' AND state NOT IN ('WITHDRAWN', 'SKIPPED')) AS made`,
    [item.id, delegationId],
  );
  const problem = replyProblem(row!.last, delegationId, row!.made, repliesPerItem);
  if (problem) refuse(new InvalidState(QUEUED, problem));
  return { ...PLAIN, kind, secondsAllotted: replySeconds };
}

type Explained = Omit<Subject, "secondsAllotted">;

async function before(tx: EntityManager, { floor, item, kind, recommendationId }: Asked): Promise<Explained> {
  const text = await tx.findOneBy(Recommendation, { id: recommendationId!, agendaItemId: item.id });
  if (!text) return refuse(new NotFound());
  await requireNoSponsor(tx, floor, text);
  if (!isVotable(text.state))
    refuse(new InvalidState(text.state, `The text is ${text.state}: there is no vote to come.`));
  const states = In([BallotState.OPEN, BallotState.LOCKING]);
  if (await tx.existsBy(Ballot, { recommendationId: text.id, state: states }))
    refuse(new InvalidState("OPEN", "The ballot on this text is open. Explain your vote before it opens or after it."));
  await requireOnce(tx, floor, { kind, recommendationId: text.id });
  return { ...PLAIN, kind, recommendationId: text.id };
}

async function after(tx: EntityManager, { floor, item, kind, ballotId }: Asked): Promise<Explained> {
  const ballot = await tx.findOneBy(Ballot, { id: ballotId!, roundTableId: item.roundTableId });
  const where = { id: ballot?.recommendationId ?? ballotId!, agendaItemId: item.id };
  const text = await tx.findOneBy(Recommendation, where);
  if (!ballot || !text) return refuse(new NotFound());
  await requireNoSponsor(tx, floor, text);
  if (ballot.state !== BallotState.CLOSED && ballot.state !== BallotState.DECLARED)
    refuse(new InvalidState(ballot.state, `The ballot is ${ballot.state}; votes are explained once it is closed.`));
  const { delegationId } = floor.admission.seat!;
  if (!(await tx.existsBy(BallotEligibility, { ballotId: ballot.id, delegationId })))
    refuse(new NotEntitled("Your delegation was not on the roll of this ballot: it has no vote to explain."));
  await requireOnce(tx, floor, { kind, ballotId: ballot.id });
  return { ...PLAIN, kind, recommendationId: text.id, ballotId: ballot.id };
}

/** Its proposal says already why it is for it. */
async function requireNoSponsor(tx: EntityManager, { admission }: Floor, text: Recommendation): Promise<void> {
  const { delegationId } = admission.seat!;
  const sponsors = await sponsorsOf(tx, text.id);
  if (text.proposedById === delegationId || sponsors.some((one) => one.delegationId === delegationId))
    refuse(new NotEntitled("A sponsor does not explain its vote on its own text."));
}

async function requireOnce(
  tx: EntityManager,
  { admission }: Floor,
  about: { kind: InterventionKind; ballotId?: string; recommendationId?: string },
): Promise<void> {
  const { delegationId } = admission.seat!;
  const made = await tx.findBy(Intervention, { delegationId, ...about });
  const standing = made.find(({ state }) => state !== WITHDRAWN && state !== SKIPPED);
  if (standing) refuse(new InvalidState(standing.state, "Your delegation has explained this vote, or is about to."));
}
