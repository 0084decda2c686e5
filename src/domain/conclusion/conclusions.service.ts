import type { EntityManager } from "typeorm";
import { noteRows } from "../../live/facts.js";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import type { Locale } from "../../platform/graphql/locale.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { CONCLUSIONS_ARRANGED } from "../conference/conference.events.js";
import { Conference } from "../conference/conference.entity.js";
import { mayManage } from "../conference/conference.policy.js";
import { Participation } from "../conference/participation.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { RecommendationState } from "../recommendation/recommendation.entity.js";
import { enter, requireNoOpenBallot } from "../round-table/floor.service.js";
import { RoundTable, RoundTableKind } from "../round-table/round-table.entity.js";
import { Conclusions } from "./conclusions.entity.js";
import * as events from "./conclusions.events.js";
import { type Arranged, documentOf } from "./conclusions.loaders.js";
import { documentHash } from "./conclusions.rules.js";

const PREAMBLE_LENGTH = 20_000;
const MOST_ITEMS = 500;

export interface Preamble {
  readonly locale: Locale;
  readonly text: string;
}

export interface Arrangement {
  readonly conferenceId: string;
  readonly recommendationIds: readonly string[];
  readonly preamble: readonly Preamble[];
  readonly expectedVersion: number;
}

/** A conference whose plenary is held by the secretariat. */
interface Held {
  readonly conference: Conference;
  readonly plenary: RoundTable;
  readonly participationId: string;
  readonly conclusions: Conclusions | null;
}

/** The outcome document of a conference: arranged by the secretariat, then published for good. */
export class ConclusionsService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Puts endorsed texts into an order, with a preamble; replaces what was arranged before. */
  async arrange(viewer: Viewer, input: Arrangement): Promise<Arranged> {
    const ids = input.recommendationIds.map(requireId);
    return this.asSecretariat(viewer, input.conferenceId, async (tx, held) => {
      const { conference, plenary, conclusions } = held;
      requireDistinct(ids);
      const preamble = requirePreamble(input.preamble);
      if (conclusions?.publishedAt) refuse(published());
      const version = conclusions?.version ?? 0;
      if (input.expectedVersion !== version) refuse(new StaleVersion(version));
      for (const { locale } of preamble)
        if (!conference.workingLanguages.includes(locale))
          refuse(new InvalidInput("preamble", `${locale} is not a working language of the conference.`));
      await requireEndorsed(tx, plenary.id, ids);
      await write(tx, conference.id, version + 1, held.participationId, ids, preamble);
      const body = { version: version + 1 };
      await this.journal.append(tx, [{ topicId: conference.id, kind: CONCLUSIONS_ARRANGED, body }]);
    });
  }

  /** Publishes the document for everybody who takes part; it never changes after. Safe to repeat. */
  async publish(viewer: Viewer, conferenceId: string): Promise<Arranged> {
    return this.asSecretariat(
      viewer,
      conferenceId,
      async (tx, { conference, plenary, participationId, conclusions }) => {
        if (conclusions?.publishedAt) return;
        if (!conclusions)
          return refuse(new InvalidState("DRAFT", "Nothing is arranged yet: arrangeConclusions comes first."));
        await requireNoOpenBallot(tx, plenary.id, plenary.state);
        await requireDeclared(tx, plenary);
        await requireComplete(tx, plenary.id);
        const document = await documentIn(tx, conference.id);
        await tx.query(
          "UPDATE conclusions SET published_at = clock_timestamp(), published_by_id = $2, hash = $3 WHERE conference_id = $1",
          [conference.id, participationId, documentHash(document)],
        );
        await noteRows(tx, PUBLISHED, "conference_id = $1", [conference.id]);
        const body = { conferenceId: conference.id };
        await this.journal.append(tx, [{ topicId: plenary.id, kind: events.CONCLUSIONS_PUBLISHED, body }]);
      },
    );
  }

  /** For writing: no text is endorsed and no ballot opened in the plenary meanwhile. */
  private async asSecretariat(
    viewer: Viewer,
    conferenceId: string,
    work: (tx: EntityManager, held: Held) => Promise<void>,
  ): Promise<Arranged> {
    const id = requireId(conferenceId);
    return this.database.transaction(viewer, async (tx) => {
      const participation = await tx.findOneBy(Participation, { accountId: viewer.accountId, conferenceId: id });
      if (!participation) return refuse(new NotFound());
      if (!mayManage(participation))
        refuse(new NotEntitled("Conclusions are arranged and published by the secretariat."));
      const seen = await tx.findOneBy(RoundTable, { conferenceId: id, kind: RoundTableKind.PLENARY });
      const conference = await tx.findOneByOrFail(Conference, { id });
      if (!seen)
        return refuse(new InvalidState(conference.state, "The conference has no plenary that could endorse texts."));
      const { table: plenary } = await enter(tx, viewer, seen.id, "write");
      const conclusions = await tx.findOneBy(Conclusions, { conferenceId: id });
      await work(tx, { conference, plenary, participationId: participation.id, conclusions });
      return documentIn(tx, id);
    });
  }
}

/** What the trail keeps of published conclusions: the hash of the whole document. */
export const PUBLISHED = {
  table: "conclusions",
  columns: ["conference_id", "version", "published_at", "published_by_id", "hash"],
};

function published(): InvalidState {
  return new InvalidState("PUBLISHED", "The conclusions are published and do not change any more.");
}

function requireDistinct(ids: readonly string[]): void {
  if (new Set(ids).size === ids.length && ids.length <= MOST_ITEMS) return;
  refuse(new InvalidInput("recommendationIds", `Name each text once, at most ${MOST_ITEMS}.`));
}

function requirePreamble(given: readonly Preamble[]): Preamble[] {
  if (new Set(given.map(({ locale }) => locale)).size < given.length)
    refuse(new InvalidInput("preamble", "Send one text for each language."));
  return given.map(({ locale, text }) => ({ locale, text: requireText("preamble", text, PREAMBLE_LENGTH) }));
}

async function requireEndorsed(tx: EntityManager, plenaryId: string, ids: readonly string[]): Promise<void> {
  const rows: { id: string; state: RecommendationState; symbol: string }[] = await tx.query(
    "SELECT id, state, symbol FROM recommendation WHERE id = ANY($1) AND round_table_id = $2",
    [ids, plenaryId],
  );
  if (rows.length < ids.length) refuse(new NotFound());
  for (const { state, symbol } of rows)
    if (state !== RecommendationState.ADOPTED)
      refuse(new InvalidState(state, `${symbol} is ${state}; conclusions hold what the plenary has endorsed.`));
}

async function requireDeclared(tx: EntityManager, plenary: RoundTable): Promise<void> {
  const waiting: unknown[] = await tx.query(
    `SELECT FROM ballot b JOIN decision d ON d.ballot_id = b.id JOIN recommendation r ON r.id = b.recommendation_id
     WHERE b.round_table_id = $1 AND b.state = 'CLOSED' AND b.amendment_id IS NULL AND d.outcome = 'ADOPTED' AND r.state = 'UNDER_CONSIDERATION' LIMIT 1`,
    [plenary.id],
  );
  if (waiting.length > 0)
    refuse(
      new InvalidState(plenary.state, "A decision of the plenary is not declared yet. Declare or annul it first."),
    );
}

/** Everything that was endorsed has its place, and everything that has a place is still endorsed. */
async function requireComplete(tx: EntityManager, plenaryId: string): Promise<void> {
  const rows: { symbol: string; state: RecommendationState }[] = await tx.query(
    `SELECT r.symbol, r.state FROM recommendation r LEFT JOIN conclusion_item i ON i.recommendation_id = r.id
     WHERE r.round_table_id = $1 AND (r.state = 'ADOPTED') <> (i.position IS NOT NULL) ORDER BY r.number`,
    [plenaryId],
  );
  if (rows.length === 0) return;
  const words = rows.map(({ symbol, state }) =>
    state === RecommendationState.ADOPTED ? `${symbol} has no place yet` : `${symbol} is ${state} now`,
  );
  refuse(new InvalidState("DRAFT", `${words.join("; ")}. Arrange the conclusions again.`));
}

async function write(
  tx: EntityManager,
  conferenceId: string,
  version: number,
  by: string,
  ids: readonly string[],
  preamble: readonly Preamble[],
): Promise<void> {
  await tx.query(
    `INSERT INTO conclusions (conference_id, version, arranged_by_id) VALUES ($1, $2, $3)
     ON CONFLICT (conference_id) DO UPDATE SET version = excluded.version, arranged_by_id = excluded.arranged_by_id, arranged_at = now()`,
    [conferenceId, version, by],
  );
  await tx.query("DELETE FROM conclusion_item WHERE conference_id = $1", [conferenceId]);
  await tx.query("DELETE FROM conclusion_preamble WHERE conference_id = $1", [conferenceId]);
  await tx.query(
    `INSERT INTO conclusion_item (conference_id, position, recommendation_id)
     SELECT $1, r.position, r.id FROM unnest($2::uuid[]) WITH ORDINALITY AS r(id, position)`,
    [conferenceId, ids],
  );
  await tx.query(
    `INSERT INTO conclusion_preamble (conference_id, locale, text)
     SELECT $1, p.locale, p.text FROM json_to_recordset($2::json) AS p(locale text, text text)`,
    [conferenceId, JSON.stringify(preamble)],
  );
}

async function documentIn(tx: EntityManager, conferenceId: string): Promise<Arranged> {
  const [document] = await documentOf({ read: (work) => work(tx) }, [conferenceId]);
  return document!;
}
