import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Credentials, Delegation } from "./delegation.entity.js";

/** What may be decided on credentials: PENDING is where they begin, and nobody sends them back there. */
export enum CredentialsRuling {
  ACCEPTED = "ACCEPTED",
  PROVISIONAL = "PROVISIONAL",
  REJECTED = "REJECTED",
}
registerEnumType(CredentialsRuling, {
  name: "CredentialsRuling",
  description: "A decision on credentials.",
  valuesConfig: {
    ACCEPTED: { description: "In order. The delegation must have a head." },
    PROVISIONAL: { description: "Seated until they are in order: votes like an accepted one." },
    REJECTED: { description: "Not in order: no vote." },
  },
});

@ObjectType({ description: "A decision on the credentials of a delegation. Decisions are kept; the newest one holds." })
@guard(inherited)
@shareable
@Entity()
@Unique(["delegationId", "number"])
@ForeignKey(() => Delegation, ["delegationId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["decidedById", "conferenceId"], ["id", "conferenceId"])
@Check("credential_decision_before", "before IN ('PENDING', 'ACCEPTED', 'PROVISIONAL', 'REJECTED')")
@Check("credential_decision_word", "decision IN ('ACCEPTED', 'PROVISIONAL', 'REJECTED')")
export class CredentialDecision {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  /** Counts a delegation's decisions: 1, 2, 3 … */
  @Column({ type: "integer" })
  number!: number;

  @Field(() => Credentials, { description: "What held until then." })
  @Column({ type: "text" })
  before!: Credentials;

  @Field(() => CredentialsRuling, { description: "What was decided." })
  @Column({ type: "text" })
  decision!: CredentialsRuling;

  @Field(() => String, { description: "Why." })
  @Column({ type: "text" })
  reason!: string;

  @Column({ type: "uuid" })
  decidedById!: string;

  @Field(() => Date, { description: "When." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  at!: Date;
}
