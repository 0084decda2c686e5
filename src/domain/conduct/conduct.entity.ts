import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { VoteChoice } from "../ballot/ballot.words.js";
import { AnnullingOffice } from "./conduct.words.js";
import { BallotEligibility } from "../ballot/vote.entity.js";

const CHOICES = "choice IN ('FOR', 'AGAINST', 'ABSTAIN')";

/** A delegation was called in a roll call: 1, 2, 3 … in the order of calling. Append-only. */
@Entity()
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@Check("ballot_call_number", "number > 0")
export class BallotCall {
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  calledAt!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  calledById!: string;
}

@ObjectType({ description: "A delegation's objection to a consensus. It ended the ballot; a recorded one may follow." })
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@Check("consensus_objection_reason", "length(reason) BETWEEN 1 AND 2000")
export class ConsensusObjection {
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  delegateId!: string;

  @Field(() => String, { nullable: true, description: "Why; null when no reason was given." })
  @Column({ type: "text", nullable: true })
  reason!: string | null;

  @Field(() => Date, { description: "When it was recorded, by the database clock." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  recordedAt!: Date;
}

@ObjectType({
  description:
    "A vote that a delegate said in the room because its device failed, on its way into the record: one person notes it, another confirms it. Counted from the confirmation on.",
})
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@Index("read_in_one_pending", ["ballotId", "delegationId"], {
  unique: true,
  where: "confirmed_at IS NULL AND rejected_at IS NULL",
})
@Check("read_in_choice", CHOICES)
@Check("read_in_two_persons", "confirmed_by_id <> proposed_by_id")
@Check(
  "read_in_settled_once",
  "(confirmed_by_id IS NULL) = (confirmed_at IS NULL) AND (confirmed_at IS NULL OR rejected_at IS NULL)",
)
export class ReadIn {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  ballotId!: string;

  @Column({ type: "uuid" })
  delegationId!: string;

  /** Who said it. */
  @Column({ type: "uuid" })
  delegateId!: string;

  @Field(() => VoteChoice, { description: "The choice that was said." })
  @Column({ type: "text" })
  choice!: VoteChoice;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  proposedById!: string;

  @Field(() => Date, { description: "When it was noted." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  proposedAt!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  confirmedById!: string | null;

  @Field(() => Date, { nullable: true, description: "When a second person confirmed it; null before." })
  @Column({ type: "timestamptz", nullable: true })
  confirmedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was rejected instead; null otherwise." })
  @Column({ type: "timestamptz", nullable: true })
  rejectedAt!: Date | null;
}

@ObjectType({
  description:
    "How a delegation says, after the close, that it meant to vote. Printed beside the votes, never counted.",
})
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@Check("vote_intention_choice", CHOICES)
@Check("vote_intention_statement", "length(statement) BETWEEN 1 AND 2000")
export class VoteIntention {
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  delegateId!: string;

  @Field(() => VoteChoice, { description: "How it meant to vote." })
  @Column({ type: "text" })
  choice!: VoteChoice;

  @Field(() => String, { nullable: true, description: "In its own words; null when it gave none." })
  @Column({ type: "text", nullable: true })
  statement!: string | null;

  @Field(() => Date, { description: "When it was recorded." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  recordedAt!: Date;
}

@ObjectType({
  description: "The annulment of a ballot, or the proposal to it: the chair and the secretariat, one after the other.",
})
@guard(inherited)
@shareable
@Entity()
@Check("annulment_reason", "length(reason) BETWEEN 1 AND 500")
@Check("annulment_two_persons", "confirmed_by_id <> proposed_by_id")
@Index("annulment_one_standing", ["ballotId"], { unique: true, where: "withdrawn_at IS NULL" })
@Check("annulment_number", "number > 0")
@Check("annulment_proposed_as", "proposed_as IN ('CHAIR', 'SECRETARIAT')")
@Check("annulment_settled_once", "confirmed_at IS NULL OR withdrawn_at IS NULL")
@Check("annulment_confirmed", "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)")
export class Annulment {
  @ForeignKey(() => Ballot)
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  /** Counts the proposals to annul this ballot from 1; at most one stands. */
  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Field(() => String, { description: "Why." })
  @Column({ type: "text" })
  reason!: string;

  @Field(() => AnnullingOffice, { description: "In which office it was proposed; the other one confirms." })
  @Column({ type: "text" })
  proposedAs!: AnnullingOffice;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  proposedById!: string;

  @Field(() => Date, { description: "When it was proposed." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  proposedAt!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  confirmedById!: string | null;

  @Field(() => Date, { nullable: true, description: "When the other confirmed it; null while the ballot stands." })
  @Column({ type: "timestamptz", nullable: true })
  confirmedAt!: Date | null;

  /** When the proposal was taken back. */
  @Column({ type: "timestamptz", nullable: true })
  withdrawnAt!: Date | null;
}
