import { Field, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { Recommendation } from "./recommendation.entity.js";

@ObjectType({ description: "A delegation stands behind a recommendation: the one that proposed it, or a co-sponsor." })
@guard(inherited)
@shareable
@Entity()
@Unique(["recommendationId", "number"])
@Index("sponsorship_once", ["recommendationId", "delegationId"], { unique: true, where: "withdrawn_at IS NULL" })
@Check("sponsorship_number", "number > 0")
export class Sponsorship {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Recommendation)
  @Column({ type: "uuid" })
  recommendationId!: string;

  @Index()
  @ForeignKey(() => Delegation)
  @Column({ type: "uuid" })
  delegationId!: string;

  /** Counts the sponsorships of a recommendation from 1, also those that ended: the lowest that stands is the earliest. */
  @Column({ type: "integer" })
  number!: number;

  @Field(() => Date, { description: "Since when." })
  @Column({ type: "timestamptz", default: () => "now()" })
  sponsoredAt!: Date;

  /** Who declared it; null when it came with the conference file. */
  @ForeignKey(() => Participation)
  @Column({ type: "uuid", nullable: true })
  sponsoredById!: string | null;

  @Column({ type: "timestamptz", nullable: true })
  withdrawnAt!: Date | null;
}
