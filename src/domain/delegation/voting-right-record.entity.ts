import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "./delegation.entity.js";

@ObjectType({ description: "A suspension or restoration of a delegation's voting rights. Records are kept." })
@guard(inherited)
@shareable
@Entity()
@Unique(["delegationId", "number"])
@ForeignKey(() => Delegation, ["delegationId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["decidedById", "conferenceId"], ["id", "conferenceId"])
export class VotingRightRecord {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  /** Counts a delegation's records: 1, 2, 3 …; odd ones suspend, even ones restore. */
  @Column({ type: "integer" })
  number!: number;

  @Field(() => Boolean, { description: "True: suspended; false: restored." })
  get isSuspension(): boolean {
    return this.number % 2 === 1;
  }

  @Field(() => String, { description: "Why." })
  @Column({ type: "text" })
  reason!: string;

  @Column({ type: "uuid" })
  decidedById!: string;

  @Field(() => Date, { description: "When." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  at!: Date;
}
