import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidInput, InvalidState, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import type { Json } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { Conference } from "../conference/conference.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { type BodyRules, rulesOf } from "../conference/rule-set.rules.js";
import { ENTITLED_DELEGATION } from "../delegation/delegation.policy.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation, RecommendationState } from "../recommendation/recommendation.entity.js";
import { isVotable } from "../recommendation/recommendation.rules.js";
import { RecommendationVersion } from "../recommendation/recommendation-version.entity.js";
import { AgendaItem, AgendaItemState } from "../round-table/agenda-item.entity.js";
import { enter, requireChair, requireOpen } from "../round-table/floor.service.js";
import { PRESENT_SEAT } from "../round-table/quorum.service.js";
import { AgendaItemNotUnderDiscussion } from "../round-table/round-table.refusals.js";
import type { RoundTable } from "../round-table/round-table.entity.js";
import { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import {
  BallotAlreadyOpen,
  LanguageGateClosed,
  ModeNotAvailable,
  QuorumNotMet,
  RuleSetForbids,
} from "./ballot.refusals.js";
import type { Majority, TallyVisibility } from "./ballot.words.js";
import { BallotMode, BallotState } from "./ballot.words.js";
import { hasQuorum, quorumOf } from "../conference/quorum.rules.js";

export interface BallotQuestion {
  readonly recommendationId: string;
  readonly mode?: BallotMode | null;
  readonly majority?: Majority | null;
  readonly tallyVisibility?: TallyVisibility | null;
  readonly closesAt?: Date | null;
  readonly question?: string | null;
  readonly clientMutationId?: string | null;
}

interface Terms {
  readonly mode: BallotMode;
  readonly majority: Majority;
  readonly tallyVisibility: TallyVisibility;
}

/** Putting a question to a body: what applies is settled and who may vote is frozen, in one transaction. */
export class BallotOpeningService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  async open(viewer: Viewer, input: BallotQuestion): Promise<Ballot> {
    const recommendationId = requireId(input.recommendationId);
    const key = readKey(input.clientMutationId);
    const question = input.question == null ? null : requireText("question", input.question, 500);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id: recommendationId });
      if (!seen) return refuse(new NotFound());
      // For writing: presence stands still while quorum and roll are taken.
      const { table, admission } = await enter(tx, viewer, seen.roundTableId, "write");
      const id = uuidv7();
      const earlier = await earlierResult(
        tx,
        viewer,
        "openBallot",
        key,
        inputOf(input, recommendationId, question),
        id,
      );
      if (earlier) return tx.findOneByOrFail(Ballot, { id: earlier });
      requireChair(admission, "Opening a ballot");
      requireOpen(table);
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id: recommendationId },
        lock: { mode: "pessimistic_write" },
      });
      await this.requireVotable(tx, recommendation);
      const { ruleSet, conference } = await rulesFor(tx, table);
      const rules = rulesOf(ruleSet.rules, table.kind);
      const terms = settle(rules, input);
      await requireFuture(tx, input.closesAt ?? null);
      const version = await currentVersionOf(tx, recommendation);
      if (rules.languageGate) await requireConformed(tx, version.id, conference.workingLanguages);
      const counts = await this.freeze(tx, table.id, ruleSet);
      await tx.insert(Ballot, {
        ...{ id, roundTableId: table.id, recommendationId, ruleSetId: ruleSet.id, state: BallotState.OPEN },
        ...{ versionNumber: version.number, versionHash: version.hash },
        question: question ?? `Shall ${recommendation.symbol}, “${version.title}”, be adopted?`,
        ...terms,
        ...counts,
        openedById: admission.participationId,
        closesAt: input.closesAt ?? null,
      });
      const eligible = await insertRoll(tx, id, table.id);
      await tx.update(Recommendation, { id: recommendationId }, { state: RecommendationState.UNDER_CONSIDERATION });
      await this.journal.openTopic(tx, id, table.conferenceId, table.id);
      const body = { ballotId: id, turnout: { voted: 0, eligible, present: counts.presentAtOpen } };
      const entries = [table.id, id].map((topicId) => ({ topicId, kind: events.BALLOT_OPENED, body }));
      await this.journal.append(tx, entries);
      return tx.findOneByOrFail(Ballot, { id });
    });
  }

  private async requireVotable(tx: EntityManager, recommendation: Recommendation): Promise<void> {
    const { state } = recommendation;
    const [last]: { open: boolean; undeclared: boolean }[] = await tx.query(
      `SELECT bool_or(b.closed_at IS NULL) AS open, bool_or(b.state = 'CLOSED' AND d.outcome <> 'NO_QUORUM') AS undeclared
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

  /** Members and presence as of now; the quorum gates the opening. */
  private async freeze(
    tx: EntityManager,
    roundTableId: string,
    ruleSet: RuleSet,
  ): Promise<{ members: number; presentAtOpen: number }> {
    const [row]: { members: number; present: number }[] = await tx.query(
      `SELECT count(*)::int AS members, count(*) FILTER (WHERE ${PRESENT_SEAT})::int AS present
       FROM seat s JOIN delegation d ON d.id = s.delegation_id WHERE s.round_table_id = $1 AND d.kind = 'MEMBER'`,
      [roundTableId],
    );
    const { members, present } = row!;
    const { quorum } = ruleSet.rules;
    if (!hasQuorum(quorum, members, present)) refuse(new QuorumNotMet(present, quorumOf(quorum, members), members));
    return { members, presentAtOpen: present };
  }
}

/** What an idempotency key stands for. */
function inputOf(input: BallotQuestion, recommendationId: string, question: string | null): Json {
  const { mode = null, majority = null, tallyVisibility = null, closesAt } = input;
  return { recommendationId, mode, majority, tallyVisibility, closesAt: closesAt?.toISOString() ?? null, question };
}

function currentVersionOf(tx: EntityManager, recommendation: Recommendation): Promise<RecommendationVersion> {
  const { id: recommendationId, currentVersion: number } = recommendation;
  return tx.findOneByOrFail(RecommendationVersion, { recommendationId, number });
}

async function rulesFor(tx: EntityManager, table: RoundTable): Promise<{ ruleSet: RuleSet; conference: Conference }> {
  const conference = await tx.findOneByOrFail(Conference, { id: table.conferenceId });
  return { conference, ruleSet: await tx.findOneByOrFail(RuleSet, { id: conference.ruleSetId }) };
}

/** What was asked for, completed by the rule set and held against it. */
function settle(rules: BodyRules, input: BallotQuestion): Terms {
  const mode = input.mode ?? (rules.mode as BallotMode);
  const majority = input.majority ?? (rules.majority as Majority);
  const tallyVisibility = input.tallyVisibility ?? (rules.tallyVisibility as TallyVisibility);
  if (!rules.modes.includes(mode))
    refuse(
      new RuleSetForbids(`The rules of this body do not allow ${mode} ballots; they allow ${rules.modes.join(", ")}.`),
    );
  if (!rules.majorities.includes(majority))
    refuse(
      new RuleSetForbids(
        `The rules of this body do not allow the majority ${majority}; they allow ${rules.majorities.join(", ")}.`,
      ),
    );
  if (mode !== BallotMode.RECORDED) refuse(new ModeNotAvailable(mode));
  return { mode, majority, tallyVisibility };
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

async function requireConformed(tx: EntityManager, versionId: string, languages: readonly Locale[]): Promise<void> {
  const rows: { locale: Locale }[] = await tx.query(
    "SELECT locale FROM recommendation_text WHERE version_id = $1 AND conformity IN ('ORIGINAL', 'CONFORMED')",
    [versionId],
  );
  const ready = new Set(rows.map((row) => row.locale));
  const missing = languages.filter((language) => !ready.has(language));
  if (missing.length > 0) refuse(new LanguageGateClosed(missing));
}

/** One row per delegation that may vote now. Answers how many. */
async function insertRoll(tx: EntityManager, ballotId: string, roundTableId: string): Promise<number> {
  const rows: unknown[] = await tx.query(
    `INSERT INTO ballot_eligibility (ballot_id, delegation_id, present_at_open)
     SELECT $1, d.id, ${PRESENT_SEAT} FROM seat s JOIN delegation d ON d.id = s.delegation_id
     WHERE s.round_table_id = $2 AND ${ENTITLED_DELEGATION} RETURNING delegation_id`,
    [ballotId, roundTableId],
  );
  return rows.length;
}
