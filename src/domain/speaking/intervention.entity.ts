import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { InterventionKind, InterventionState } from "./speaking.words.js";

const KINDS =
  "'STATEMENT', 'QUESTION', 'RIGHT_OF_REPLY', 'POINT_OF_ORDER', 'EXPLANATION_OF_VOTE_BEFORE', 'EXPLANATION_OF_VOTE_AFTER'";

@ObjectType({ description: "A delegation's turn to speak on an agenda item, from the request to its end." })
@guard(inherited)
@shareable
@Entity()
@Unique(["agendaItemId", "number"])
@ForeignKey(() => AgendaItem, ["agendaItemId", "roundTableId"], ["id", "roundTableId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@ForeignKey(() => Recommendation, ["recommendationId", "roundTableId"], ["id", "roundTableId"])
@Index("intervention_one_speaking", ["roundTableId"], { unique: true, where: "state = 'SPEAKING'" })
@Index("intervention_one_waiting", ["agendaItemId", "delegationId", "kind"], {
  unique: true,
  where: "ended_at IS NULL",
})
@Index("intervention_round_table_id_idx", ["roundTableId"], { where: "ended_at IS NULL" })
@Check("intervention_kind", `kind IN (${KINDS})`)
@Check("intervention_state", "state IN ('QUEUED', 'CALLED', 'SPEAKING', 'PAUSED', 'DONE', 'WITHDRAWN', 'SKIPPED')")
@Check("intervention_running", "(state = 'SPEAKING') = (running_since IS NOT NULL)")
@Check("intervention_ended", "(state IN ('DONE', 'WITHDRAWN', 'SKIPPED')) = (ended_at IS NOT NULL)")
@Check("intervention_ruled", "(is_upheld IS NULL) = (ruling IS NULL)")
@Check("intervention_used", "used_ms >= 0")
@Check("intervention_allotted", "seconds_allotted > 0")
export class Intervention {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  agendaItemId!: string;

  @Field(() => Int, { description: "Order of the requests on the item: 1, 2, 3 …" })
  @Column({ type: "integer" })
  number!: number;

  @Column({ type: "uuid" })
  delegationId!: string;

  /** Who asked. The floor is the delegation's. */
  @Column({ type: "uuid" })
  delegateId!: string;

  @Field(() => InterventionKind, { description: "What the floor was asked for." })
  @Column({ type: "text" })
  kind!: InterventionKind;

  @Field(() => InterventionState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: InterventionState;

  /** The text that a vote explained is about. */
  @Column({ type: "uuid", nullable: true })
  recommendationId!: string | null;

  /** The ballot that a vote explained, or a point of order during voting, is about. */
  @ForeignKey(() => Ballot)
  @Column({ type: "uuid", nullable: true })
  ballotId!: string | null;

  /** Whom a point of order interrupted. */
  @ForeignKey(() => Intervention)
  @Column({ type: "uuid", nullable: true })
  interruptedId!: string | null;

  @Field(() => Int, { nullable: true, description: "Seconds that it may take, extensions included; null: no limit." })
  @Column({ type: "integer", nullable: true })
  secondsAllotted!: number | null;

  /** Milliseconds used until the clock was stopped last, by the database's clock. */
  @Column({ type: "integer", default: 0 })
  usedMs!: number;

  @Field(() => Date, { description: "When the floor was asked for." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  requestedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was called; null before." })
  @Column({ type: "timestamptz", nullable: true })
  calledAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it began to speak; null before." })
  @Column({ type: "timestamptz", nullable: true })
  startedAt!: Date | null;

  /** Since when the clock runs without a pause; null while it stands. */
  @Column({ type: "timestamptz", nullable: true })
  runningSince!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it ended, in whatever way; null before." })
  @Column({ type: "timestamptz", nullable: true })
  endedAt!: Date | null;

  @Field(() => Boolean, { nullable: true, description: "Of a point of order: whether the chair upheld it." })
  @Column({ type: "boolean", nullable: true })
  isUpheld!: boolean | null;

  @Field(() => String, { nullable: true, description: "Of a point of order: the chair's ruling." })
  @Column({ type: "text", nullable: true })
  ruling!: string | null;
}
