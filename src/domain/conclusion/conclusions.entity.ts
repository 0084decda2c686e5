import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Locale } from "../../platform/graphql/locale.js";
import { Conference } from "../conference/conference.entity.js";
import { Participation } from "../conference/participation.entity.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";

/** The outcome document of a conference: a draft of the secretariat until it is published, and never changed after. */
@Entity()
@Check("conclusions_version", "version > 0")
@Check(
  "conclusions_published",
  "(published_at IS NULL) = (hash IS NULL) AND (published_at IS NULL) = (published_by_id IS NULL)",
)
export class Conclusions {
  @ForeignKey(() => Conference)
  @PrimaryColumn({ type: "uuid" })
  conferenceId!: string;

  /** Counts the arrangements from 1. */
  @Column({ type: "integer" })
  version!: number;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid" })
  arrangedById!: string;

  @Column({ type: "timestamptz", default: () => "now()" })
  arrangedAt!: Date;

  @Column({ type: "timestamptz", nullable: true })
  publishedAt!: Date | null;

  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  publishedById!: string | null;

  /** SHA-256, hexadecimal, of the document in all languages (conclusions.rules.ts). */
  @Column({ type: "text", nullable: true })
  hash!: string | null;
}

/** What stands before the endorsed texts, in one language. */
@Entity()
@Check("conclusion_preamble_length", "length(text) BETWEEN 1 AND 20000")
export class ConclusionPreamble {
  @ForeignKey(() => Conclusions)
  @PrimaryColumn({ type: "uuid" })
  conferenceId!: string;

  @PrimaryColumn({ type: "text" })
  locale!: Locale;

  @Column({ type: "text" })
  text!: string;
}

/** An endorsed text and its place in the document. */
@Entity()
@Check("conclusion_item_position", "position > 0")
export class ConclusionItem {
  @ForeignKey(() => Conclusions)
  @PrimaryColumn({ type: "uuid" })
  conferenceId!: string;

  @PrimaryColumn({ type: "integer" })
  position!: number;

  @Index({ unique: true })
  @ForeignKey(() => Recommendation)
  @Column({ type: "uuid" })
  recommendationId!: string;
}
