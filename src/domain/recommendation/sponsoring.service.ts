import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { enter, requireNotOver } from "../round-table/floor.service.js";
import { Recommendation, RecommendationState } from "./recommendation.entity.js";
import * as events from "./recommendation.events.js";
import { TooFewSponsors } from "./recommendation.refusals.js";
import { isVotable } from "./recommendation.rules.js";
import { Sponsorship } from "./sponsorship.entity.js";

/** Who stands behind a text: the delegation that proposed it, and co-sponsors. */
export class SponsoringService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** A seated delegation joins the sponsors. Safe to repeat. */
  async sponsor(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.asDelegation(viewer, recommendationId, async (tx, recommendation, { delegationId, by }) => {
      if (await standing(tx, recommendation.id, delegationId)) return;
      await addSponsor(tx, recommendation.id, delegationId, by);
      await this.tell(tx, recommendation, events.RECOMMENDATION_SPONSORED, delegationId);
    });
  }

  /** A sponsor steps back. When it is the one that proposed the text, the earliest co-sponsor takes its place. Safe to repeat. */
  async withdraw(viewer: Viewer, recommendationId: string): Promise<Recommendation> {
    return this.asDelegation(viewer, recommendationId, async (tx, recommendation, { delegationId }) => {
      const own = await standing(tx, recommendation.id, delegationId);
      if (!own) return;
      const others = (await sponsorsOf(tx, recommendation.id)).filter((one) => one.id !== own.id);
      if (others.length === 0)
        refuse(
          new InvalidState(
            recommendation.state,
            "No other delegation sponsors it. Withdraw the recommendation instead.",
          ),
        );
      await endSponsorships(tx, [own.id]);
      if (recommendation.proposedById === delegationId)
        await tx.update(Recommendation, { id: recommendation.id }, { proposedById: others[0]!.delegationId });
      await this.tell(tx, recommendation, events.SPONSORSHIP_WITHDRAWN, delegationId);
    });
  }

  private async tell(
    tx: EntityManager,
    { id: recommendationId, roundTableId: topicId }: Recommendation,
    kind: string,
    delegationId: string,
  ): Promise<void> {
    await this.journal.append(tx, [{ topicId, kind, body: { recommendationId, delegationId } }]);
  }

  private async asDelegation(
    viewer: Viewer,
    recommendationId: string,
    work: (
      tx: EntityManager,
      recommendation: Recommendation,
      own: { readonly delegationId: string; readonly by: string },
    ) => Promise<void>,
  ): Promise<Recommendation> {
    const id = requireId(recommendationId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Recommendation, { id });
      if (!seen) return refuse(new NotFound());
      const { table, admission } = await enter(tx, viewer, seen.roundTableId);
      const lock = { mode: "pessimistic_write" } as const;
      const recommendation = await tx.findOneOrFail(Recommendation, { where: { id }, lock });
      if (!maySpeakForDelegation(admission))
        refuse(new NotEntitled("Texts are sponsored by delegations seated at this round table."));
      requireNotOver(table);
      const { state } = recommendation;
      if (state !== RecommendationState.DRAFT && !isVotable(state))
        refuse(new InvalidState(state, `The recommendation is ${state}; its sponsors stay as they are.`));
      await work(tx, recommendation, { delegationId: admission.seat!.delegationId, by: admission.participationId });
      return tx.findOneByOrFail(Recommendation, { id });
    });
  }
}

/** The sponsors of a text, the earliest first. */
export function sponsorsOf(tx: EntityManager, recommendationId: string): Promise<Sponsorship[]> {
  return tx
    .createQueryBuilder(Sponsorship, "s")
    .where("s.recommendation_id = :recommendationId AND s.withdrawn_at IS NULL", { recommendationId })
    .orderBy("s.number")
    .getMany();
}

/** Refuses what needs more sponsors than a text has. */
export async function requireSponsors(tx: EntityManager, recommendationId: string, minimum: number): Promise<void> {
  const { length } = await sponsorsOf(tx, recommendationId);
  if (length < minimum) refuse(new TooFewSponsors(length, minimum));
}

/** The caller holds the recommendation's row, or has just made it. */
export async function addSponsor(
  tx: EntityManager,
  recommendationId: string,
  delegationId: string,
  by: string | null,
): Promise<void> {
  await tx.query(
    `INSERT INTO sponsorship (id, recommendation_id, delegation_id, number, sponsored_by_id)
     SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4 FROM sponsorship WHERE recommendation_id = $2`,
    [uuidv7(), recommendationId, delegationId, by],
  );
}

export async function endSponsorships(tx: EntityManager, ids: readonly string[]): Promise<void> {
  await tx.query("UPDATE sponsorship SET withdrawn_at = clock_timestamp() WHERE id = ANY($1)", [ids]);
}

async function standing(
  tx: EntityManager,
  recommendationId: string,
  delegationId: string,
): Promise<Sponsorship | null> {
  return (await sponsorsOf(tx, recommendationId)).find((one) => one.delegationId === delegationId) ?? null;
}
