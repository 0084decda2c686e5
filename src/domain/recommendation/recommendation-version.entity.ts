import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { Locale } from "../../platform/graphql/locale.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Recommendation } from "./recommendation.entity.js";

@ObjectType({ description: "One version of a recommendation's text. Never changed: a revision is a new version." })
@guard(inherited)
@shareable
@Entity()
@Unique(["recommendationId", "number"])
@Check("recommendation_version_number", "number > 0")
@Check("recommendation_version_title", "length(title) BETWEEN 1 AND 300")
export class RecommendationVersion {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Recommendation)
  @Column({ type: "uuid" })
  recommendationId!: string;

  @Field(() => Int, { description: "Number of the version, from 1." })
  @Column({ type: "integer" })
  number!: number;

  @Field(() => String, { description: "Title in this version." })
  @Column({ type: "text" })
  title!: string;

  @Field(() => Locale, { description: "Language in which it was proposed." })
  @Column({ type: "text" })
  originalLocale!: Locale;

  @Field(() => String, {
    description:
      "SHA-256, hexadecimal, of {locale, text, title} in canonical JSON (sorted keys, NFC): what a ballot on this version is bound to.",
  })
  @Column({ type: "text" })
  hash!: string;

  @Field(() => Date, { description: "When it was made." })
  @Column({ type: "timestamptz", default: () => "now()" })
  createdAt!: Date;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  createdById!: string | null;
}

export enum Conformity {
  ORIGINAL = "ORIGINAL",
  DRAFT = "DRAFT",
  CONFORMED = "CONFORMED",
}
registerEnumType(Conformity, {
  name: "Conformity",
  description: "Whether a language version may be relied on.",
  valuesConfig: {
    ORIGINAL: { description: "The language in which it was proposed." },
    DRAFT: { description: "A translation that has not been compared with the original." },
    CONFORMED: { description: "Compared with the original by the secretariat." },
  },
});

/** The text of a version in one language: its paragraphs, joined by a blank line. A draft may be replaced; the original and conformed ones stay. */
@Entity()
@Check("recommendation_text_length", "length(text) BETWEEN 1 AND 200000")
@Check("recommendation_text_conformity", "conformity IN ('ORIGINAL', 'DRAFT', 'CONFORMED')")
export class RecommendationText {
  @ForeignKey(() => RecommendationVersion)
  @PrimaryColumn({ type: "uuid" })
  versionId!: string;

  @PrimaryColumn({ type: "text" })
  locale!: Locale;

  @Column({ type: "text" })
  text!: string;

  @Column({ type: "text" })
  conformity!: Conformity;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  filedById!: string | null;
}
