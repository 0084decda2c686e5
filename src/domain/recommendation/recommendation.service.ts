import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound, StaleVersion } from "../../platform/graphql/refusals.js";
import { uuidv4 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { enter, type Floor, requireNotOver } from "../round-table/floor.service.js";
import * as events from "./recommendation.events.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import { matchParagraphs } from "./paragraphs.rules.js";
import { isEditable } from "./recommendation.rules.js";
import { endSponsorships, sponsorsOf } from "./sponsoring.service.js";
import { currentText, replaceText, type TextFollower } from "./versions.service.js";
import { requireWording, type SentText, TITLE_LENGTH } from "./wording.service.js";

export interface Revision extends SentText {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly title?: string | null;
}

/** More versions are made by adopting amendments alone: each is kept for good, with all its paragraphs. */
const MOST_VERSIONS = 100;

/** What the delegation that proposed a text does with it: revising, withdrawing. Versions are never changed. */
export class RecommendationService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly follower: TextFollower,
  ) {}

  /** The sponsor replaces the text by a new version, until a ballot on it was opened. */
  async revise(viewer: Viewer, input: Revision): Promise<Recommendation> {
    const given = input.title == null ? null : requireText("title", input.title, TITLE_LENGTH);
    return this.asSponsor(viewer, input.recommendationId, async (tx, { table, admission }, recommendation) => {
      const wording = requireWording(input);
      if (recommendation.currentVersion !== input.expectedVersion)
        refuse(new StaleVersion(recommendation.currentVersion));
      requireFewVersions(recommendation);
      const before = await currentText(tx, recommendation);
      const paragraphs = matchParagraphs(before.paragraphs, wording, uuidv4);
      const title = given ?? recommendation.title;
      const by = admission.participationId;
      const version = await replaceText(tx, recommendation, before, { title, paragraphs, by });
      const followed = await this.follower.revised(tx, recommendation, before.paragraphs, paragraphs);
      const body = { recommendationId: recommendation.id, version };
      const revised = { topicId: table.id, kind: events.RECOMMENDATION_REVISED, body };
      await this.journal.append(tx, [revised, ...followed]);
    });
  }

  /** The sponsor takes the text back, until a ballot on it was opened; not over the heads of co-sponsors. */
  async withdraw(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.asSponsor(viewer, recommendationId, async (tx, { table }, recommendation) => {
      const { id, state } = recommendation;
      const sponsors = await sponsorsOf(tx, id);
      if (sponsors.length > 1)
        refuse(
          new InvalidState(
            state,
            "Other delegations sponsor it, too. Withdraw your sponsorship: it stays before the body as theirs.",
          ),
        );
      await endSponsorships(
        tx,
        sponsors.map((one) => one.id),
      );
      await tx.update(Recommendation, { id }, { state: RecommendationState.WITHDRAWN });
      const followed = await this.follower.ended(tx, recommendation);
      const body = { recommendationId: id };
      const withdrawn = { topicId: table.id, kind: events.RECOMMENDATION_WITHDRAWN, body };
      await this.journal.append(tx, [withdrawn, ...followed]);
    });
  }

  private async asSponsor(
    viewer: Viewer,
    recommendationId: string,
    work: (tx: EntityManager, floor: Floor, recommendation: Recommendation) => Promise<void>,
  ): Promise<Recommendation> {
    const id = requireId(recommendationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enter(tx, viewer, seen.roundTableId);
      requireNotOver(floor.table);
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id },
        lock: { mode: "pessimistic_write" },
      });
      if (
        !maySpeakForDelegation(floor.admission) ||
        floor.admission.seat?.delegationId !== recommendation.proposedById
      ) {
        refuse(new NotEntitled("Only the delegation that proposed the text may do this."));
      }
      if (!isEditable(recommendation.state))
        refuse(
          new InvalidState(
            recommendation.state,
            `The recommendation is ${recommendation.state} and can no longer be changed.`,
          ),
        );
      await requireOwn(tx, recommendation);
      await work(tx, floor, recommendation);
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }
}

function requireFewVersions({ currentVersion, state }: Recommendation): void {
  if (currentVersion < MOST_VERSIONS) return;
  refuse(
    new InvalidState(
      state,
      `The text has ${currentVersion} versions, as many as a sponsor may make. Propose a new one.`,
    ),
  );
}

/** What another body has adopted is not its sponsor's any more. The one place where a text looks at where it came from. */
async function requireOwn(tx: EntityManager, { id, state }: Recommendation): Promise<void> {
  const origins: unknown[] = await tx.query("SELECT FROM recommendation_origin WHERE recommendation_id = $1 LIMIT 1", [
    id,
  ]);
  if (origins.length > 0)
    refuse(new InvalidState(state, "This text came from another body or was merged of several: propose an amendment."));
}
