import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { Participation } from "../conference/participation.entity.js";
import { RecommendationParagraph } from "../recommendation/paragraph.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import type { LineageRelation } from "./lineage.words.js";

/**
 * A text came from another: forwarded, or merged with others. Append-only, written when the text is made. A text is
 * forwarded or merged once, and only into one that is nobody's origin yet, so there is no circle.
 */
@Entity()
@Unique(["recommendationId", "position"])
@Check("recommendation_origin_position", "position > 0")
@Check("recommendation_origin_other", "origin_id <> recommendation_id")
@Check("recommendation_origin_relation", "relation IN ('FORWARDED', 'MERGED')")
export class RecommendationOrigin {
  @ForeignKey(() => Recommendation)
  @PrimaryColumn({ type: "uuid" })
  recommendationId!: string;

  @Index({ unique: true })
  @ForeignKey(() => Recommendation)
  @PrimaryColumn({ type: "uuid" })
  originId!: string;

  /** Counts the origins of a text from 1. */
  @Column({ type: "integer" })
  position!: number;

  @Column({ type: "text" })
  relation!: LineageRelation;

  @Column({ type: "timestamptz", default: () => "now()" })
  at!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  byId!: string;
}

/** From which paragraph of which version a paragraph came; from several where several read the same. Append-only. */
@Entity()
@ForeignKey(() => RecommendationParagraph, ["versionId", "paragraphId"], ["versionId", "paragraphId"])
@ForeignKey(() => RecommendationParagraph, ["originVersionId", "originParagraphId"], ["versionId", "paragraphId"])
export class ParagraphOrigin {
  /** Made for the new text: the same in all its versions. */
  @PrimaryColumn({ type: "uuid" })
  paragraphId!: string;

  @PrimaryColumn({ type: "uuid" })
  originVersionId!: string;

  @PrimaryColumn({ type: "uuid" })
  originParagraphId!: string;

  /** The first version in which the paragraph stands. */
  @Column({ type: "uuid" })
  versionId!: string;
}
