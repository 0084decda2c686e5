import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import type { Locale } from "../../platform/graphql/locale.js";
import type { ParagraphKind } from "./paragraph.words.js";
import { RecommendationVersion } from "./recommendation-version.entity.js";

/** A paragraph in one version. `paragraphId` is the same in every version in which it stands, however it reads there. */
@Entity()
@Unique(["versionId", "position"])
@Check("recommendation_paragraph_position", "position > 0")
@Check("recommendation_paragraph_kind", "kind IN ('PREAMBULAR', 'OPERATIVE')")
@Check("recommendation_paragraph_place", "cardinality(place) > 0")
export class RecommendationParagraph {
  @ForeignKey(() => RecommendationVersion)
  @PrimaryColumn({ type: "uuid" })
  versionId!: string;

  @Index()
  @PrimaryColumn({ type: "uuid" })
  paragraphId!: string;

  /** Counts the paragraphs of the version from 1. */
  @Column({ type: "integer" })
  position!: number;

  @Column({ type: "text" })
  kind!: ParagraphKind;

  /** Where it stands among those of its kind (place.rules.ts); amendments name places, which do not shift. */
  @Column({ type: "integer", array: true })
  place!: number[];
}

/** What a paragraph says in one language. The whole text in that language is `RecommendationText`, once none is missing. */
@Entity()
@ForeignKey(() => RecommendationParagraph, ["versionId", "paragraphId"], ["versionId", "paragraphId"])
@Check("paragraph_text_length", "length(text) BETWEEN 1 AND 20000")
export class ParagraphText {
  @PrimaryColumn({ type: "uuid" })
  versionId!: string;

  @PrimaryColumn({ type: "uuid" })
  paragraphId!: string;

  @PrimaryColumn({ type: "text" })
  locale!: Locale;

  @Column({ type: "text" })
  text!: string;
}
