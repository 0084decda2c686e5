import { Field, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Ballot } from "./ballot.entity.js";
import type { Outcome } from "./ballot.words.js";
import { Majority } from "./ballot.words.js";

@ObjectType({
  description:
    "What a ballot decided and why, in integers that anybody can recount. Written once, when the ballot closes.",
})
@guard(inherited)
@shareable
@Entity()
@Check(
  "decision_counts",
  "votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0 AND votes_for + votes_against + abstentions <= eligible",
)
@Check("decision_papers", "papers BETWEEN 0 AND eligible AND votes_for + votes_against + abstentions = papers")
@Check(
  "decision_withheld",
  "num_nulls(votes_for, votes_against, abstentions, threshold, margin) IN (0, 5) AND (votes_for IS NOT NULL OR papers IS NOT NULL)",
)
@Check("decision_objections", "objections >= 0 AND objections <= eligible")
@Check("decision_outcome", "outcome IN ('ADOPTED', 'NOT_ADOPTED', 'NO_QUORUM', 'ANNULLED')")
export class Decision {
  @ForeignKey(() => Ballot)
  @PrimaryColumn({ type: "uuid" })
  ballotId!: string;

  /** What the count gave; a ballot that was annulled since shows ANNULLED. */
  @Column({ type: "text" })
  outcome!: Outcome;

  @Field(() => Majority, { description: "The majority that applied." })
  @Column({ type: "text" })
  majority!: Majority;

  @Field(() => Int, { nullable: true, description: "Votes for; null where the counts are withheld." })
  @Column({ type: "integer", nullable: true })
  votesFor!: number | null;

  @Field(() => Int, { nullable: true, description: "Votes against; null where the counts are withheld." })
  @Column({ type: "integer", nullable: true })
  votesAgainst!: number | null;

  @Field(() => Int, { nullable: true, description: "Abstentions; null where the counts are withheld." })
  @Column({ type: "integer", nullable: true })
  abstentions!: number | null;

  /** Papers in the box of a secret ballot; null in other modes. */
  @Field(() => Int, {
    nullable: true,
    description: "Papers in the box of a secret ballot; null in other modes.",
  })
  @Column({ type: "integer", nullable: true })
  papers!: number | null;

  @Field(() => Int, { description: "Objections to a consensus; 0 in other modes." })
  @Column({ type: "integer", default: 0 })
  objections!: number;

  @Field(() => Int, { description: "Members of the body when the ballot was opened." })
  @Column({ type: "integer" })
  members!: number;

  @Field(() => Int, { description: "Delegations entitled to vote, frozen at opening." })
  @Column({ type: "integer" })
  eligible!: number;

  /** Of how many delegations the quorum was a share at the close; null where it is the members, in decisions from before. */
  @Column({ type: "integer", nullable: true })
  quorumBase!: number | null;

  @Field(() => Int, { description: "Delegations present when the ballot was opened." })
  @Column({ type: "integer" })
  presentAtOpen!: number;

  @Field(() => Int, { description: "Delegations present when it was closed." })
  @Column({ type: "integer" })
  presentAtClose!: number;

  @Field(() => Int, { description: "Delegations that had to be present for a quorum." })
  @Column({ type: "integer" })
  quorum!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      "Votes for that the majority needed, with the votes as they were cast; null where the counts are withheld.",
  })
  @Column({ type: "integer", nullable: true })
  threshold!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Votes for, less the threshold: negative when they fell short; null where the counts are withheld.",
  })
  @Column({ type: "integer", nullable: true })
  margin!: number | null;

  @Field(() => String, { description: "What was decided and why, in a sentence or two (English)." })
  @Column({ type: "text" })
  explanation!: string;

  @Field(() => String, { description: "The rules that applied." })
  @Column({ type: "text" })
  citation!: string;

  /** SHA-256 of the proof and of the roll in canonical JSON, as they were at the close; null in decisions from before. */
  @Column({ type: "text", nullable: true })
  proofHash!: string | null;

  @Column({ type: "text", nullable: true })
  rollHash!: string | null;

  @Field(() => Date, {
    description:
      "When it was counted; votes count up to closedAt of the ballot, which is earlier where it closed by its schedule.",
  })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  decidedAt!: Date;
}
