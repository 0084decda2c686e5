import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidInput, InvalidState, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { sponsorsOf } from "../recommendation/sponsoring.service.js";
import { maySpeakForDelegation } from "../round-table/admission.policy.js";
import { enter, type Floor, requireChair, requireNotOver, requireOpen } from "../round-table/floor.service.js";
import { entryOf, incorporate, lapseSubs, settle } from "./amending.service.js";
import { Amendment, AmendmentAcceptance } from "./amendment.entity.js";
import * as events from "./amendment.events.js";
import { isUnsettled, isWithdrawable } from "./amendment.rules.js";
import { AmendmentState } from "./amendment.words.js";
import { requireAmendable, requireNoneAtVote } from "./at-vote.service.js";

export const REASON_LENGTH = 500;

export interface Ruling {
  readonly amendmentId: string;
  readonly inOrder: boolean;
  readonly reason?: string | null;
}

interface Held {
  readonly floor: Floor;
  readonly recommendation: Recommendation;
  readonly amendment: Amendment;
}

/** What becomes of an amendment without a vote: the chair's ruling, acceptance by the sponsors, withdrawal. */
export class AmendmentService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The chair says whether it may be considered. */
  async rule(viewer: Viewer, { amendmentId, inOrder, reason }: Ruling): Promise<Amendment> {
    const why = reason == null ? null : requireText("reason", reason, REASON_LENGTH);
    return this.with(viewer, amendmentId, async (tx, { floor, recommendation, amendment }) => {
      requireChair(floor.admission, "Ruling on an amendment");
      requireNotOver(floor.table);
      // What this ends may be an amendment to it that is being voted on.
      await requireNoneAtVote(tx, recommendation);
      if (!inOrder && why === null) refuse(new InvalidInput("reason", "Say why it is not in order."));
      requireState(amendment, AmendmentState.PROPOSED, "The chair rules on it once.");
      const ruled = entryOf(amendment, events.AMENDMENT_RULED, { inOrder, grounds: why });
      if (inOrder) {
        await tx.update(Amendment, { id: amendment.id }, { state: AmendmentState.IN_ORDER, reason: why });
        return [ruled];
      }
      await settle(tx, amendment.id, AmendmentState.OUT_OF_ORDER, why);
      return [ruled, ...(await lapseSubs(tx, amendment, "The amendment that it amends is not in order."))];
    });
  }

  /**
   * A sponsor accepts it; the delegation that proposed an amendment accepts what amends that one. Once all have, it is
   * part of the text. Who proposed it need not say so again. Safe to repeat: whoever accepted already may ask again after
   * another sponsor has stepped back.
   */
  async accept(viewer: Viewer, amendmentId: string): Promise<Amendment> {
    return this.with(viewer, amendmentId, async (tx, { floor, recommendation, amendment }) => {
      const acceptors = await this.acceptors(tx, amendment);
      const { admission, table } = floor;
      const own = admission.seat?.delegationId;
      if (!maySpeakForDelegation(admission) || !own || !acceptors.includes(own))
        return refuse(new NotEntitled("An amendment is accepted by the sponsors of what it amends."));
      if (amendment.state === AmendmentState.ACCEPTED_BY_SPONSORS) return [];
      requireOpen(table);
      requireState(amendment, AmendmentState.IN_ORDER, "Sponsors accept what the chair has ruled to be in order.");
      await requireAmendable(tx, recommendation);
      await requireNoSubs(tx, amendment);
      const added: unknown[] = await tx.query(
        "INSERT INTO amendment_acceptance (amendment_id, delegation_id, accepted_by_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING delegation_id",
        [amendment.id, own, admission.participationId],
      );
      const given = new Set((await acceptancesOf(tx, amendment.id)).map(({ delegationId }) => delegationId));
      const complete = acceptors.every((one) => given.has(one) || one === amendment.proposedById);
      if (added.length === 0 && !complete) return [];
      const accepted = entryOf(amendment, events.AMENDMENT_ACCEPTED, { delegationId: own, complete });
      if (!complete) return [accepted];
      return [accepted, ...(await incorporate(tx, recommendation, amendment, "ACCEPTANCE", admission.participationId))];
    });
  }

  /** The delegation that proposed it takes it back, until it is put to the vote. Safe to repeat. */
  async withdraw(viewer: Viewer, amendmentId: string): Promise<Amendment> {
    return this.with(viewer, amendmentId, async (tx, { floor, recommendation, amendment }) => {
      const { admission } = floor;
      if (!maySpeakForDelegation(admission) || admission.seat?.delegationId !== amendment.proposedById)
        refuse(new NotEntitled("Only the delegation that proposed the amendment may withdraw it."));
      if (amendment.state === AmendmentState.WITHDRAWN) return [];
      requireNotOver(floor.table);
      await requireNoneAtVote(tx, recommendation);
      if (!isWithdrawable(amendment.state))
        refuse(new InvalidState(amendment.state, `The amendment is ${amendment.state} and stays.`));
      await settle(tx, amendment.id, AmendmentState.WITHDRAWN);
      const told = await lapseSubs(tx, amendment, "The amendment that it amends was withdrawn.");
      return [entryOf(amendment, events.AMENDMENT_WITHDRAWN), ...told];
    });
  }

  /** Delegations all of whom must accept an amendment. */
  private async acceptors(tx: EntityManager, { parentId, recommendationId }: Amendment): Promise<string[]> {
    if (parentId !== null) return [(await tx.findOneByOrFail(Amendment, { id: parentId })).proposedById];
    return (await sponsorsOf(tx, recommendationId)).map(({ delegationId }) => delegationId);
  }

  private async with(
    viewer: Viewer,
    amendmentId: string,
    work: (tx: EntityManager, held: Held) => Promise<Entry[]>,
  ): Promise<Amendment> {
    const id = requireId(amendmentId);
    return this.database.transaction(viewer, async (tx) => {
      const seen = await tx.findOneBy(Amendment, { id });
      if (!seen) return refuse(new NotFound());
      const floor = await enter(tx, viewer, seen.roundTableId);
      const recommendation = await tx.findOneOrFail(Recommendation, {
        where: { id: seen.recommendationId },
        lock: { mode: "pessimistic_write" },
      });
      const amendment = await tx.findOneByOrFail(Amendment, { id });
      const told = await work(tx, { floor, recommendation, amendment });
      if (told.length > 0) await this.journal.append(tx, told);
      return tx.findOneByOrFail(Amendment, { id });
    });
  }
}

function acceptancesOf(tx: EntityManager, amendmentId: string): Promise<AmendmentAcceptance[]> {
  return tx.findBy(AmendmentAcceptance, { amendmentId });
}

/** What amends an amendment is decided before it. */
async function requireNoSubs(tx: EntityManager, amendment: Amendment): Promise<void> {
  const subs = await tx.findBy(Amendment, { parentId: amendment.id });
  if (subs.some(({ state }) => isUnsettled(state)))
    refuse(
      new InvalidState(amendment.state, "What amends this amendment comes first: settle it, or have it withdrawn."),
    );
}

function requireState({ state }: Amendment, wanted: AmendmentState, otherwise: string): void {
  if (state !== wanted) refuse(new InvalidState(state, `The amendment is ${state}. ${otherwise}`));
}
