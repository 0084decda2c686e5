import { Field, ID, ObjectType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Series } from "./series.entity.js";

@ObjectType({ description: "A region of a series, whose members meet in a regional round table." })
@guard(inherited)
@shareable
@Entity()
@Unique(["seriesId", "code"])
@Check("region_code_form", "code ~ '^[A-Z][A-Z0-9_]{1,39}$'")
export class Region {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Series)
  @Column({ type: "uuid" })
  seriesId!: string;

  @Field(() => String, {
    description: "Stable code, for example AFRICA, AMERICAS, ASIA_SOUTH_PACIFIC, EUROPE, MIDDLE_EAST_NORTH_AFRICA.",
  })
  @Column({ type: "text" })
  code!: string;

  /** Names by language tag: ar, en, fr, es. */
  @Column({ type: "jsonb" })
  names!: Record<string, string>;
}
