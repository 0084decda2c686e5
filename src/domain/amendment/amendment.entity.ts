import { Field, ID, Int, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import type { ParagraphKind } from "../recommendation/paragraph.words.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { AmendmentKind, AmendmentState } from "./amendment.words.js";

@ObjectType({
  description:
    "A change to a paragraph of a recommendation that a delegation moves, or to the text of another amendment.",
})
@guard(inherited)
@shareable
@Entity()
@Unique(["id", "recommendationId"])
@Unique(["recommendationId", "number"])
@ForeignKey(() => Recommendation, ["recommendationId", "roundTableId"], ["id", "roundTableId"])
@ForeignKey(() => Amendment, ["parentId", "recommendationId"], ["id", "recommendationId"])
@Index("amendment_one_put_to_vote", ["recommendationId"], { unique: true, where: "state = 'PUT_TO_VOTE'" })
@Check("amendment_number", "number > 0")
@Check("amendment_kind", "kind IN ('ADD', 'DELETE', 'REPLACE', 'MOVE')")
@Check("amendment_paragraph_kind", "paragraph_kind IN ('PREAMBULAR', 'OPERATIVE')")
@Check(
  "amendment_state",
  "state IN ('PROPOSED', 'IN_ORDER', 'OUT_OF_ORDER', 'ACCEPTED_BY_SPONSORS', 'PUT_TO_VOTE', 'ADOPTED', 'REJECTED', 'WITHDRAWN', 'LAPSED')",
)
@Check("amendment_text_length", "length(text) BETWEEN 1 AND 20000")
@Check(
  "amendment_shape",
  `CASE WHEN parent_id IS NOT NULL
    THEN kind = 'REPLACE' AND paragraph_id IS NULL AND place IS NULL AND paragraph_kind IS NULL AND text IS NOT NULL
    ELSE (kind = 'ADD') = (paragraph_id IS NULL) AND (kind = 'ADD') = (paragraph_kind IS NOT NULL)
      AND (kind IN ('ADD', 'MOVE')) = (place IS NOT NULL) AND (kind IN ('ADD', 'REPLACE')) = (text IS NOT NULL) END`,
)
@Check("amendment_settled", "(settled_at IS NULL) = (state IN ('PROPOSED', 'IN_ORDER', 'PUT_TO_VOTE'))")
export class Amendment {
  @Field(() => ID, { description: "Identifier; the paragraph that it adds has the same." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  recommendationId!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  /** Counts the amendments of a recommendation from 1. */
  @Column({ type: "integer" })
  number!: number;

  @Field(() => Int, {
    description:
      "The version that it applies to: the current one while it is not settled, else the one that it was settled on.",
  })
  @Column({ type: "integer" })
  baseVersion!: number;

  @Field(() => AmendmentKind, { description: "What it does." })
  @Column({ type: "text" })
  kind!: AmendmentKind;

  /** The paragraph that it deletes, replaces or moves; null for ADD and for amendments to amendments. */
  @Column({ type: "uuid", nullable: true })
  paragraphId!: string | null;

  /** Behind which paragraph an ADD or MOVE was proposed; where it goes is `place`. */
  @Column({ type: "uuid", nullable: true })
  afterParagraphId!: string | null;

  /** Where an ADD or MOVE goes (place.rules.ts), whatever happens to the paragraphs around it. */
  @Column({ type: "integer", array: true, nullable: true })
  place!: number[] | null;

  @Column({ type: "text", nullable: true })
  paragraphKind!: ParagraphKind | null;

  /** As proposed. */
  @Column({ type: "text", nullable: true })
  text!: string | null;

  /** As amended by another amendment; counts instead of `text`. */
  @Column({ type: "text", nullable: true })
  amendedText!: string | null;

  @Column({ type: "uuid", nullable: true })
  parentId!: string | null;

  @Field(() => AmendmentState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: AmendmentState;

  @Field(() => String, {
    nullable: true,
    description: "Why the chair ruled so, or why it lapsed; null when there is nothing to say.",
  })
  @Column({ type: "text", nullable: true })
  reason!: string | null;

  @ForeignKey(() => Delegation)
  @Column({ type: "uuid" })
  proposedById!: string;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  submittedById!: string;

  @Field(() => Date, { description: "When it was proposed." })
  @Column({ type: "timestamptz", default: () => "now()" })
  proposedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it was settled; null while it is not." })
  @Column({ type: "timestamptz", nullable: true })
  settledAt!: Date | null;
}

@ObjectType({ description: "A sponsor's yes to an amendment. Falls away when the amendment is itself amended." })
@guard(inherited)
@shareable
@Entity()
export class AmendmentAcceptance {
  @ForeignKey(() => Amendment)
  @PrimaryColumn({ type: "uuid" })
  amendmentId!: string;

  @ForeignKey(() => Delegation)
  @PrimaryColumn({ type: "uuid" })
  delegationId!: string;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  acceptedById!: string;

  @Field(() => Date, { description: "When it accepted." })
  @Column({ type: "timestamptz", default: () => "now()" })
  acceptedAt!: Date;
}
