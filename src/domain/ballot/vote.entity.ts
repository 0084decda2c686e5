import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { Participation } from "../conference/participation.entity.js";
import { Ballot } from "./ballot.entity.js";
import { VoteChoice, VoteSource } from "./ballot.words.js";

/** Who may vote on a ballot, frozen when it was opened: one row per delegation. Only the chair adds to it, on the record. */
@Entity()
@Index("ballot_eligibility_called_in_order", ["ballotId", "callOrder"], {
  unique: true,
  where: "call_order IS NOT NULL",
})
@Check("ballot_eligibility_marked", "has_voted = (marked_by_id IS NOT NULL) AND (has_voted OR mark_key IS NULL)")
@Check("ballot_eligibility_admitted", "(admitted_at IS NULL) = (admitted_by_id IS NULL)")
export class BallotEligibility {
  @ForeignKey(() => Ballot)
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @ForeignKey(() => Delegation)
  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "boolean" })
  presentAtOpen!: boolean;

  @Column({ type: "boolean", nullable: true })
  presentAtClose!: boolean | null;

  /** Place in a roll call, from 1; null in other modes. */
  @Column({ type: "integer", nullable: true })
  callOrder!: number | null;

  /** When the chair admitted it to the open ballot; null for those on the roll from the opening. */
  @Column({ type: "timestamptz", nullable: true })
  admittedAt!: Date | null;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  admittedById!: string | null;

  /** In a secret ballot, that its paper is in the box; false in every other mode. Made once, never taken back. */
  @Column({ type: "boolean", default: false })
  hasVoted!: boolean;

  /** Who brought it. */
  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  markedById!: string | null;

  /** Keyed hash of that person's idempotency key, without the choice. */
  @Column({ type: "bytea", nullable: true })
  markKey!: Buffer | null;
}

@ObjectType({ description: "A delegation's recorded vote on a ballot." })
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@Check("vote_choice", "choice IN ('FOR', 'AGAINST', 'ABSTAIN')")
@Check("vote_source", "source IN ('DEVICE', 'READ_IN')")
export class Vote {
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @Field(() => VoteChoice, { description: "The choice." })
  @Column({ type: "text" })
  choice!: VoteChoice;

  @Field(() => Date, { description: "When it was recorded, by the database clock." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  castAt!: Date;

  /** The delegate who sent it, or who said it in the room. */
  @Column({ type: "uuid" })
  delegateId!: string;

  @Field(() => VoteSource, { description: "How it came in." })
  @Column({ type: "text", default: "DEVICE" })
  source!: VoteSource;
}

/** Every cast and change of a recorded vote, in order. Append-only. */
@Entity()
@Index("vote_record_key", ["ballotId", "participationId", "clientMutationId"], {
  unique: true,
  where: "client_mutation_id IS NOT NULL",
})
@ForeignKey(() => BallotEligibility, ["ballotId", "delegationId"], ["ballotId", "delegationId"])
@Check("vote_record_source", "source IN ('DEVICE', 'READ_IN')")
export class VoteRecord {
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  /** 1: the cast; 2 and on: changes. */
  @PrimaryColumn({ type: "integer" })
  number!: number;

  @Column({ type: "text" })
  choice!: VoteChoice;

  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  at!: Date;

  /** Who sent it; for a vote that was read in, who confirmed it. */
  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  participationId!: string;

  @Column({ type: "text", default: "DEVICE" })
  source!: VoteSource;

  /** The person's idempotency key, if one was sent: a retry finds its own deed, however the vote has changed since. */
  @Column({ type: "text", nullable: true })
  clientMutationId!: string | null;
}
