import { Ctx, Field, Int, ObjectType } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegateById, delegationById } from "../delegation/delegation.loaders.js";
import type { PlannedRow } from "./enrolment.rules.js";
import { EnrolmentAction } from "./enrolment.words.js";

@ObjectType({ description: "A line of a list of delegates, and what becomes of it." })
@guard(inherited)
export class EnrolmentRow {
  @Field(() => Int, { description: "Number of the line, from 1." })
  number: number;

  @Field(() => EnrolmentAction, { description: "What it does." })
  action: EnrolmentAction;

  @Field(() => DelegateFunction, {
    nullable: true,
    description: "The function before; null for whoever is not in yet.",
  })
  before: DelegateFunction | null;

  @Field(() => String, {
    nullable: true,
    description: "The field of the line that is at fault; null without a problem.",
  })
  field: string | null;

  @Field(() => String, { nullable: true, description: "What is wrong and what to do; null without a problem." })
  message: string | null;

  private readonly delegationId: string | null;
  /** `delegateId`: of somebody who was added just now. */
  constructor(
    planned: PlannedRow,
    private readonly delegateId: string | null = planned.member?.delegateId ?? null,
  ) {
    this.number = planned.number;
    this.action = EnrolmentAction[planned.action];
    this.before = planned.member && DelegateFunction[planned.member.function as DelegateFunction];
    this.field = planned.problem?.field ?? null;
    this.message = planned.problem?.message ?? null;
    this.delegationId = planned.party?.id ?? null;
  }

  @Field(() => Delegation, { nullable: true, description: "The delegation; null where none is of this country." })
  delegation(@Ctx() context: Context): Promise<Delegation | null> | null {
    return this.delegationId === null ? null : context.load(delegationById, this.delegationId);
  }

  @Field(() => Delegate, { nullable: true, description: "The delegate, as of now; null for whoever is not in yet." })
  delegate(@Ctx() context: Context): Promise<Delegate | null> | null {
    return this.delegateId === null ? null : context.load(delegateById, this.delegateId);
  }
}
