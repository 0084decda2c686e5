import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { RoundTable } from "./round-table.entity.js";

@ObjectType({ description: "A roll call of presence: the chair called delegations by name and recorded who is there." })
@guard(inherited)
@shareable
@Entity()
@Unique(["roundTableId", "number"])
@ForeignKey(() => RoundTable, ["roundTableId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["calledById", "conferenceId"], ["id", "conferenceId"])
@Check("roll_call_counts", "present BETWEEN 0 AND members")
export class RollCall {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  @Field(() => Int, { description: "Counts the roll calls of the body: 1, 2, 3 …" })
  @Column({ type: "integer" })
  number!: number;

  @Field(() => Int, { description: "Member delegations of the body." })
  @Column({ type: "integer" })
  members!: number;

  @Field(() => Int, { description: "Member delegations that are present after it." })
  @Column({ type: "integer" })
  present!: number;

  @Column({ type: "uuid" })
  calledById!: string;

  @Field(() => Date, { description: "When." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  at!: Date;
}

@ObjectType({ description: "What was recorded of one delegation at a roll call." })
@guard(inherited)
@shareable
@Entity()
export class RollCallAnswer {
  @ForeignKey(() => RollCall)
  @PrimaryColumn({ type: "uuid" })
  rollCallId!: string;

  @ForeignKey(() => Delegation)
  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @Field(() => Boolean, { description: "Whether it was there." })
  @Column({ type: "boolean" })
  isPresent!: boolean;

  @Field(() => String, { nullable: true, description: "A remark, for example “excused”; null when there is none." })
  @Column({ type: "text", nullable: true })
  note!: string | null;
}
