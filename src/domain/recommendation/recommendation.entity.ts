import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";

export enum RecommendationState {
  DRAFT = "DRAFT",
  PROPOSED = "PROPOSED",
  UNDER_CONSIDERATION = "UNDER_CONSIDERATION",
  ADOPTED = "ADOPTED",
  ENDORSED = "ENDORSED",
  NOT_ADOPTED = "NOT_ADOPTED",
  DEFERRED = "DEFERRED",
  WITHDRAWN = "WITHDRAWN",
  FORWARDED = "FORWARDED",
  MERGED = "MERGED",
}
registerEnumType(RecommendationState, {
  name: "RecommendationState",
  description: "Where a recommendation stands.",
  valuesConfig: {
    DRAFT: {
      description:
        "Being written, not yet before the body. Everybody admitted to the body sees it; the delegation that wrote it proposes it.",
    },
    PROPOSED: { description: "Before the body." },
    UNDER_CONSIDERATION: { description: "A ballot on it was opened." },
    ADOPTED: { description: "Adopted by the body." },
    ENDORSED: { description: "Adopted by the plenary." },
    NOT_ADOPTED: { description: "Voted down." },
    DEFERRED: { description: "Put off." },
    WITHDRAWN: { description: "Withdrawn before a ballot on it was opened." },
    FORWARDED: { description: "Adopted by the body and forwarded to the plenary, where a copy of it stands." },
    MERGED: { description: "Became part of another text of the body, together with others." },
  },
});

@ObjectType({ description: "A text that a delegation proposes to a body, in numbered versions." })
@guard(inherited)
@shareable
@Entity()
@Unique(["roundTableId", "number"])
@Unique(["id", "roundTableId"])
@ForeignKey(() => AgendaItem, ["agendaItemId", "roundTableId"], ["id", "roundTableId"])
@Check("recommendation_number", "number > 0")
@Check("recommendation_version", "current_version > 0")
@Check(
  "recommendation_state",
  "state IN ('DRAFT', 'PROPOSED', 'UNDER_CONSIDERATION', 'ADOPTED', 'NOT_ADOPTED', 'DEFERRED', 'WITHDRAWN', 'FORWARDED', 'MERGED')",
)
export class Recommendation {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Index()
  @Column({ type: "uuid" })
  agendaItemId!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "integer" })
  number!: number;

  @Field(() => String, { description: "Symbol, unique in the series, for example HNCB/15/AFR/R.3." })
  @Column({ type: "text" })
  symbol!: string;

  @Field(() => String, { description: "Title of the current version." })
  @Column({ type: "text" })
  title!: string;

  /** ADOPTED in the plenary reads ENDORSED; the row says ADOPTED. */
  @Column({ type: "text" })
  state!: RecommendationState;

  @Index()
  @ForeignKey(() => Delegation)
  @Column({ type: "uuid" })
  proposedById!: string;

  /** Who sent it; null when it came with the conference file. */
  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  submittedById!: string | null;

  @Column({ type: "integer", default: 1 })
  currentVersion!: number;

  @Field(() => Date, { description: "When it was proposed." })
  @Column({ type: "timestamptz", default: () => "now()" })
  proposedAt!: Date;
}
