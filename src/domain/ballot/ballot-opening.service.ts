import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import type { Json } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { rulesOf } from "../conference/rule-set.rules.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";
import { AgendaItem, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { enter, type Floor, requireChair, requireOpen } from "../round-table/floor.service.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import { AgendaItemNotUnderDiscussion, QuorumNotMet } from "../round-table/round-table.refusals.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { BallotAlreadyOpen, ModeNotAvailable } from "./ballot.refusals.js";
import { BallotMode, BallotState } from "./ballot.words.js";
import { entriesOn } from "./ballot-floor.service.js";
import { OF_QUORUM_BASE } from "./counting.service.js";
import { hasQuorum, quorumOf } from "../conference/quorum.rules.js";
import { noteBallot } from "./recorded.service.js";
import { insertRoll } from "./roll.service.js";
import type { Secrecy } from "./secrecy.types.js";
import { amendmentAsSubject, textAsSubject } from "./subject.service.js";
import { type Asked, settleTerms } from "./terms.service.js";

export interface BallotQuestion extends Asked {
  readonly recommendationId: string;
  /** An amendment to that text, to be voted on instead of the text as a whole. */
  readonly amendmentId?: string | null;
  readonly closesAt?: Date | null;
  readonly question?: string | null;
  readonly clientMutationId?: string | null;
}

/** The ballot, and what the chair should know: the order of voting is the chair's to confirm. */
export interface Opened {
  readonly ballot: Ballot;
  readonly warnings: readonly string[];
}

/** The question with its values read. */
interface Question extends BallotQuestion {
  readonly id: string;
  readonly amendmentId: string | null;
  readonly firstCalledId: string | null;
  readonly question: string | null;
}

/** Putting a question to a body: what applies is settled and who may vote is frozen, in one transaction. */
export class BallotOpeningService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly secrecy: Secrecy,
  ) {}

  async open(viewer: Viewer, input: BallotQuestion): Promise<Opened> {
    const recommendationId = requireId(input.recommendationId);
    const amendmentId = input.amendmentId == null ? null : requireId(input.amendmentId);
    const key = readKey(input.clientMutationId);
    const first = input.firstCalledId == null ? null : requireId(input.firstCalledId);
    const question = input.question == null ? null : requireText("question", input.question, 500);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id: recommendationId });
      if (!seen) return refuse(new NotFound());
      // For writing: presence stands still while quorum and roll are taken.
      const floor = await enter(tx, viewer, seen.roundTableId, "write");
      const id = uuidv7();
      const claim = inputOf(input, recommendationId, question);
      const earlier = await earlierResult(tx, viewer, "openBallot", key, claim, id);
      if (earlier) return { ballot: await tx.findOneByOrFail(Ballot, { id: earlier }), warnings: [] };
      requireChair(floor.admission, "Opening a ballot");
      requireOpen(floor.table);
      return this.put(tx, floor, { ...input, recommendationId, amendmentId, firstCalledId: first, question, id });
    });
  }

  private async put(tx: EntityManager, { table, admission }: Floor, input: Question): Promise<Opened> {
    const { id, recommendationId, amendmentId, closesAt = null } = input;
    const lock = { mode: "pessimistic_write" } as const;
    const recommendation = await tx.findOneOrFail(Recommendation, { where: { id: recommendationId }, lock });
    await this.requireVotable(tx, recommendation);
    const { ruleSet, conference } = await rulesFor(tx, table);
    const rules = rulesOf(ruleSet.rules, table.kind);
    const terms = settleTerms(rules, input, amendmentId === null ? "RECOMMENDATION" : "AMENDMENT");
    if (terms.mode === BallotMode.SECRET) await this.requireSecrecy(tx);
    await requireFuture(tx, closesAt);
    const gate = rules.languageGate ? conference.workingLanguages : [];
    const minimum = ruleSet.rules.texts.minimumSponsors;
    const subject =
      amendmentId === null
        ? await textAsSubject(tx, recommendation, gate, minimum)
        : await amendmentAsSubject(tx, recommendation, amendmentId);
    const counts = await this.freeze(tx, table.id, ruleSet);
    const { warnings, question, ...facts } = subject;
    await tx.insert(Ballot, {
      ...{ id, roundTableId: table.id, recommendationId, amendmentId, ruleSetId: ruleSet.id, state: BallotState.OPEN },
      ...{ ...facts, ...terms, ...counts, question: input.question ?? question, closesAt },
      supersedesId: await annulledBefore(tx, recommendationId, amendmentId),
      openedById: admission.participationId,
    });
    const ballot = await tx.findOneByOrFail(Ballot, { id });
    const eligible = await insertRoll(tx, ballot, input.firstCalledId);
    const sealed = ballot.mode === BallotMode.SECRET ? await this.secrecy.seal(tx, ballot) : [];
    await tx.update(Recommendation, { id: recommendationId }, { state: RecommendationState.UNDER_CONSIDERATION });
    await this.journal.openTopic(tx, id, table.conferenceId, table.id);
    await noteBallot(tx, id);
    const turnout = { voted: 0, eligible, present: counts.presentAtOpen };
    await this.journal.append(tx, entriesOn(ballot, events.BALLOT_OPENED, { turnout }));
    return { ballot, warnings: [...warnings, ...sealed] };
  }

  private async requireSecrecy(tx: EntityManager): Promise<void> {
    const fault = await this.secrecy.fault(tx);
    if (fault) refuse(new ModeNotAvailable(BallotMode.SECRET, fault));
  }

  private async requireVotable(tx: EntityManager, recommendation: Recommendation): Promise<void> {
    const { state } = recommendation;
    const [last]: { open: boolean; undeclared: boolean }[] = await tx.query(
      `SELECT bool_or(b.closed_at IS NULL) AS open, bool_or(b.state = 'CLOSED' AND (d.outcome = 'ADOPTED' OR d.outcome = 'NOT_ADOPTED' AND b.mode <> 'CONSENSUS')) AS undeclared
       FROM ballot b LEFT JOIN decision d ON d.ballot_id = b.id WHERE b.recommendation_id = $1`,
      [recommendation.id],
    );
    if (last?.open) refuse(new BallotAlreadyOpen());
    if (last?.undeclared) {
      refuse(new InvalidState(state, "A ballot on this text is closed and decided. Declare its decision first."));
    }
    if (!isVotable(state)) {
      refuse(new InvalidState(state, `The recommendation is ${state}; a ballot needs it to be before the body.`));
    }
    const item = await tx.findOneByOrFail(AgendaItem, { id: recommendation.agendaItemId });
    if (item.state !== AgendaItemState.UNDER_DISCUSSION) refuse(new AgendaItemNotUnderDiscussion(item.state));
  }

  /** Members and presence as of now; the quorum gates the opening where the rules say so. */
  private async freeze(
    tx: EntityManager,
    roundTableId: string,
    ruleSet: RuleSet,
  ): Promise<{ members: number; quorumBase: number; presentAtOpen: number }> {
    const [row]: { members: number; base: number; present: number }[] = await tx.query(
      `SELECT count(*)::int AS members, count(*) FILTER (WHERE ${OF_QUORUM_BASE})::int AS base,
              count(*) FILTER (WHERE ${OF_QUORUM_BASE} AND ${PRESENT_SEAT})::int AS present
       FROM seat s JOIN delegation d ON d.id = s.delegation_id JOIN rule_set r ON r.id = $2
       WHERE s.round_table_id = $1 AND d.kind = 'MEMBER'`,
      [roundTableId, ruleSet.id],
    );
    const { members, base, present } = row!;
    const { quorum } = ruleSet.rules;
    if (quorum.at.includes("OPEN_BALLOT") && !hasQuorum(quorum, base, present))
      refuse(new QuorumNotMet(present, quorumOf(quorum, base), base));
    return { members, quorumBase: base, presentAtOpen: present };
  }
}

/** The newest annulled ballot on the same question that no other supersedes yet. */
async function annulledBefore(
  tx: EntityManager,
  recommendationId: string,
  amendmentId: string | null,
): Promise<string | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM ballot b WHERE recommendation_id = $1 AND amendment_id IS NOT DISTINCT FROM $2 AND state = 'ANNULLED'
       AND NOT EXISTS (SELECT FROM ballot n WHERE n.supersedes_id = b.id) ORDER BY closed_at DESC LIMIT 1`,
    [recommendationId, amendmentId],
  );
  return row?.id ?? null;
}

/** What an idempotency key stands for. */
function inputOf(input: BallotQuestion, recommendationId: string, question: string | null): Json {
  const { mode = null, majority = null, tallyVisibility = null, closesAt, firstCalledId, amendmentId } = input;
  const asked = {
    recommendationId,
    mode,
    majority,
    tallyVisibility,
    closesAt: closesAt?.toISOString() ?? null,
    question,
  };
  // Keys that were claimed before more could be asked for stand for the same input.
  return {
    ...asked,
    ...(firstCalledId == null ? {} : { firstCalledId }),
    ...(amendmentId == null ? {} : { amendmentId }),
  };
}

async function rulesFor(tx: EntityManager, table: RoundTable): Promise<{ ruleSet: RuleSet; conference: Conference }> {
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  return { conference, ruleSet: await tx.findOneByOrFail(RuleSet, { id: conference.ruleSetId }) };
}

async function requireFuture(tx: EntityManager, closesAt: Date | null): Promise<void> {
  if (!closesAt) return;
  if (Number.isNaN(closesAt.getTime())) refuse(new InvalidInput("closesAt", "closesAt is not a time."));
  const [row]: { future: boolean }[] = await tx.query(
    "SELECT $1::timestamptz > clock_timestamp() AND $1::timestamptz < clock_timestamp() + interval '30 days' AS future",
    [closesAt],
  );
  if (!row?.future) refuse(new InvalidInput("closesAt", "closesAt must lie in the future, at most 30 days ahead."));
}
