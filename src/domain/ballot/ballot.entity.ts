import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Amendment } from "../amendment/amendment.entity.js";
import { Participation } from "../conference/participation.entity.js";
import { RuleSet } from "../conference/rule-set.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { RecommendationVersion } from "../recommendation/recommendation-version.entity.js";
import { BallotMode, BallotState, Majority, TallyVisibility } from "./ballot.words.js";

@ObjectType({
  description:
    "A question put to a body. It takes votes between openedAt and its close, judged by the database clock alone.",
})
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => Recommendation, ["recommendationId", "roundTableId"], ["id", "roundTableId"])
@ForeignKey(() => RecommendationVersion, ["recommendationId", "versionNumber"], ["recommendationId", "number"])
@ForeignKey(() => Amendment, ["amendmentId", "recommendationId"], ["id", "recommendationId"])
@Index("ballot_one_open", ["recommendationId"], { unique: true, where: "state IN ('OPEN', 'LOCKING')" })
@Check("ballot_closed_at", "(state IN ('OPEN', 'LOCKING')) = (closed_at IS NULL)")
@Check("ballot_mode", "mode IN ('CONSENSUS', 'RECORDED', 'ROLL_CALL', 'SECRET')")
@Check(
  "ballot_majority",
  "majority IN ('CONSENSUS', 'SIMPLE', 'TWO_THIRDS', 'ABSOLUTE_OF_MEMBERS', 'TWO_THIRDS_OF_MEMBERS', 'UNANIMITY')",
)
@Check("ballot_tally_visibility", "tally_visibility IN ('HIDDEN', 'TURNOUT', 'LIVE')")
@Check("ballot_state", "state IN ('OPEN', 'LOCKING', 'CLOSED', 'DECLARED', 'CANCELLED', 'ANNULLED')")
@Check("ballot_locking_at", "state <> 'LOCKING' OR (locking_at IS NOT NULL AND closes_at IS NOT NULL)")
@Check("ballot_subject", "(subject IS NULL) = (subject_hash IS NULL)")
@Index("ballot_superseded_once", ["supersedesId"], { unique: true })
export class Ballot {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  recommendationId!: string;

  /** The amendment that is voted on; null when it is the text as a whole. */
  @Column({ type: "uuid", nullable: true })
  amendmentId!: string | null;

  @Column({ type: "integer" })
  versionNumber!: number;

  @Field(() => String, {
    description: "Hash of the version that is voted on; compare it with the text you were shown.",
  })
  @Column({ type: "text" })
  versionHash!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "SHA-256, hexadecimal, of what is voted on in full: of a text, {locale, text} of each conformed language by locale; of an amendment, {kind, paragraphId, paragraphKind, parentId, place, text}; as they read at the opening, in canonical JSON. Null in ballots from before.",
  })
  @Column({ type: "text", nullable: true })
  subjectHash!: string | null;

  /**
   * What `subjectHash` is of, as it read at the opening, in canonical JSON: of a text [{locale, sha256}], the texts
   * themselves being settled rows; of an amendment all that is hashed. For the recount: not read with the ballot.
   */
  @Column({ type: "text", nullable: true, select: false })
  subject?: string | null;

  @Field(() => String, { description: "The question as read out." })
  @Column({ type: "text" })
  question!: string;

  @Field(() => BallotMode, { description: "How votes are given." })
  @Column({ type: "text" })
  mode!: BallotMode;

  @Field(() => Majority, { description: "The majority that adopts." })
  @Column({ type: "text" })
  majority!: Majority;

  @Field(() => TallyVisibility, { description: "What the body sees while the ballot is open." })
  @Column({ type: "text" })
  tallyVisibility!: TallyVisibility;

  @Field(() => BallotState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: BallotState;

  @ForeignKey(() => RuleSet)
  @Column({ type: "uuid" })
  ruleSetId!: string;

  /** Members of the body, counted when the ballot was opened. */
  @Column({ type: "integer" })
  members!: number;

  /** Of how many delegations the quorum is a share; null in ballots from before it could differ from the members. */
  @Column({ type: "integer", nullable: true })
  quorumBase!: number | null;

  /** Delegations of that base present when the ballot was opened. */
  @Column({ type: "integer" })
  presentAtOpen!: number;

  @Field(() => Date, { description: "When it was opened." })
  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  openedAt!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  openedById!: string;

  @Field(() => Date, { nullable: true, description: "When it will close by itself; null when the chair closes it." })
  @Column({ type: "timestamptz", nullable: true })
  closesAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When the countdown to its close was announced; null before." })
  @Column({ type: "timestamptz", nullable: true })
  lockingAt!: Date | null;

  /** The annulled ballot on the same question that this one is held in place of. */
  @ForeignKey(() => Ballot)
  @Column({ type: "uuid", nullable: true })
  supersedesId!: string | null;

  @Field(() => Date, { nullable: true, description: "When it stopped taking votes; null while it takes them." })
  @Column({ type: "timestamptz", nullable: true })
  closedAt!: Date | null;

  /** Null when it closed by its schedule. */
  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  closedById!: string | null;

  @Field(() => Date, { nullable: true, description: "When the chair declared the decision; null before." })
  @Column({ type: "timestamptz", nullable: true })
  declaredAt!: Date | null;

  @Field(() => String, { nullable: true, description: "Why it was cancelled; null when it was not." })
  @Column({ type: "text", nullable: true })
  cancelReason!: string | null;
}
