import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "./delegation.entity.js";

export enum DelegateFunction {
  HEAD = "HEAD",
  ALTERNATE = "ALTERNATE",
  DELEGATE = "DELEGATE",
  ADVISER = "ADVISER",
}
registerEnumType(DelegateFunction, {
  name: "DelegateFunction",
  description: "A person's place in a delegation.",
  valuesConfig: {
    HEAD: { description: "Head of delegation; one per delegation." },
    ALTERNATE: { description: "Stands in for the head." },
    DELEGATE: { description: "Delegate." },
    ADVISER: { description: "Adviser: neither votes nor proposes." },
  },
});

@ObjectType({ description: "A person in a delegation." })
@guard(inherited)
@shareable
@Entity()
@Unique(["id", "delegationId"])
@ForeignKey(() => Delegation, ["delegationId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["participationId", "conferenceId"], ["id", "conferenceId"])
@Index("delegate_one_head", ["delegationId"], { unique: true, where: "function = 'HEAD' AND withdrawn_at IS NULL" })
@Index("delegate_one_delegation", ["participationId"], { unique: true, where: "withdrawn_at IS NULL" })
@Check("delegate_function", "function IN ('HEAD', 'ALTERNATE', 'DELEGATE', 'ADVISER')")
export class Delegate {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  participationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  @Field(() => DelegateFunction, { description: "Place in the delegation." })
  @Column({ type: "text" })
  function!: DelegateFunction;

  @Field(() => Date, { nullable: true, description: "When the person left the delegation; null while in it." })
  @Column({ type: "timestamptz", nullable: true })
  withdrawnAt!: Date | null;
}
