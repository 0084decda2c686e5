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
import { type BodyRules, majorityFor, rulesOf } from "../conference/rule-set.rules.js";
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
import { BallotMode, BallotState, Majority, type TallyVisibility } from "./ballot.words.js";
import { OF_QUORUM_BASE } from "./counting.service.js";
import { hasQuorum, quorumOf } from "../conference/quorum.rules.js";
import { insertRoll } from "./roll.service.js";

export interface BallotQuestion {
  readonly recommendationId: string;
  readonly mode?: BallotMode | null;
  readonly majority?: Majority | null;
  readonly tallyVisibility?: TallyVisibility | null;
  readonly closesAt?: Date | null;
  readonly question?: string | null;
  /** The delegation that a roll call begins with; drawn by lot when omitted. */
  readonly firstCalledId?: string | null;
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
    const first = input.firstCalledId == null ? null : requireId(input.firstCalledId);
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
      const supersedesId = await annulledBefore(tx, recommendationId);
      await tx.insert(Ballot, {
        supersedesId,
        ...{ id, roundTableId: table.id, recommendationId, ruleSetId: ruleSet.id, state: BallotState.OPEN },
        ...{ versionNumber: version.number, versionHash: version.hash },
        question: question ?? `Shall ${recommendation.symbol}, “${version.title}”, be adopted?`,
        ...terms,
        ...counts,
        openedById: admission.participationId,
        closesAt: input.closesAt ?? null,
      });
      const ballot = await tx.findOneByOrFail(Ballot, { id });
      const eligible = await insertRoll(tx, ballot, first);
      await tx.update(Recommendation, { id: recommendationId }, { state: RecommendationState.UNDER_CONSIDERATION });
      await this.journal.openTopic(tx, id, table.conferenceId, table.id);
      const body = { ballotId: id, turnout: { voted: 0, eligible, present: counts.presentAtOpen } };
      const entries = [table.id, id].map((topicId) => ({ topicId, kind: events.BALLOT_OPENED, body }));
      await this.journal.append(tx, entries);
      return ballot;
    });
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

/** The newest annulled ballot on the text that no other supersedes yet. */
async function annulledBefore(tx: EntityManager, recommendationId: string): Promise<string | null> {
  const [row]: { id: string }[] = await tx.query(
    `SELECT id FROM ballot b WHERE recommendation_id = $1 AND state = 'ANNULLED'
       AND NOT EXISTS (SELECT FROM ballot n WHERE n.supersedes_id = b.id) ORDER BY closed_at DESC LIMIT 1`,
    [recommendationId],
  );
  return row?.id ?? null;
}

/** What an idempotency key stands for. */
function inputOf(input: BallotQuestion, recommendationId: string, question: string | null): Json {
  const { mode = null, majority = null, tallyVisibility = null, closesAt, firstCalledId } = input;
  const asked = {
    recommendationId,
    mode,
    majority,
    tallyVisibility,
    closesAt: closesAt?.toISOString() ?? null,
    question,
  };
  // Keys that were claimed before a roll call could be asked for stand for the same input.
  return firstCalledId == null ? asked : { ...asked, firstCalledId };
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
  const majority = input.majority ?? usualMajority(rules, mode);
  const tallyVisibility = input.tallyVisibility ?? (rules.tallyVisibility as TallyVisibility);
  if (!rules.modes.includes(mode))
    refuse(
      new RuleSetForbids(`The rules of this body do not allow ${mode} ballots; they allow ${rules.modes.join(", ")}.`),
    );
  // Consensus has no majority to choose: whoever may put a text for consensus may ask for none but this.
  if (mode === BallotMode.CONSENSUS ? majority !== Majority.CONSENSUS : !rules.majorities.includes(majority))
    refuse(
      new RuleSetForbids(
        `The rules of this body do not allow the majority ${majority} here; they allow ${rules.majorities.join(", ")}, and CONSENSUS in mode CONSENSUS only.`,
      ),
    );
  if (mode !== BallotMode.CONSENSUS && majority === Majority.CONSENSUS)
    refuse(
      new RuleSetForbids("CONSENSUS is a mode of its own: a ballot in which votes are cast needs another majority."),
    );
  if (mode === BallotMode.SECRET) refuse(new ModeNotAvailable(mode));
  if (input.firstCalledId != null && mode !== BallotMode.ROLL_CALL)
    refuse(new InvalidInput("firstCalledId", "Only in a roll call is somebody called first."));
  return { mode, majority, tallyVisibility };
}

/** The majority of the rule set; where a body decides by consensus only, a vote that is asked for takes the first other one. */
function usualMajority(rules: BodyRules, mode: BallotMode): Majority {
  if (mode === BallotMode.CONSENSUS) return Majority.CONSENSUS;
  const usual = majorityFor(rules, "RECOMMENDATION") as Majority;
  const other = (rules.majorities as Majority[]).find((one) => one !== Majority.CONSENSUS);
  return usual === Majority.CONSENSUS ? (other ?? usual) : usual;
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
