import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { Participation } from "../conference/participation.entity.js";
import { Region } from "../conference/region.entity.js";

export enum RoundTableKind {
  REGIONAL = "REGIONAL",
  PLENARY = "PLENARY",
  DRAFTING_GROUP = "DRAFTING_GROUP",
  PANEL = "PANEL",
}
registerEnumType(RoundTableKind, {
  name: "RoundTableKind",
  description: "What kind of body meets.",
  valuesConfig: {
    REGIONAL: { description: "The delegations of one region." },
    PLENARY: { description: "All delegations." },
    DRAFTING_GROUP: { description: "Some delegations that prepare a text." },
    PANEL: { description: "Experts and an audience." },
  },
});

export enum RoundTableState {
  SCHEDULED = "SCHEDULED",
  OPEN = "OPEN",
  SUSPENDED = "SUSPENDED",
  CLOSED = "CLOSED",
  CANCELLED = "CANCELLED",
}
registerEnumType(RoundTableState, {
  name: "RoundTableState",
  description: "Where a round table stands.",
  valuesConfig: {
    SCHEDULED: { description: "Announced; may be opened or cancelled." },
    OPEN: { description: "It meets." },
    SUSPENDED: { description: "It pauses; may be resumed." },
    CLOSED: { description: "It is over." },
    CANCELLED: { description: "It does not take place." },
  },
});

@ObjectType({
  description:
    "A body that meets: a regional round table, the plenary, a drafting group or a panel. Exists only for those admitted to it.",
})
@guard(inherited)
@shareable
@Entity()
@Unique(["conferenceId", "code"])
@Unique(["conferenceId", "regionId"])
@Unique(["id", "kind"])
@Unique(["id", "conferenceId"])
@ForeignKey(() => Participation, ["presidingId", "conferenceId"], ["id", "conferenceId"])
@Index("round_table_one_plenary", ["conferenceId"], { unique: true, where: "kind = 'PLENARY'" })
@Check("round_table_region_iff_regional", "(kind = 'REGIONAL') = (region_id IS NOT NULL)")
@Check("round_table_code_form", "code ~ '^[A-Z]{2,6}$'")
@Check("round_table_kind", "kind IN ('REGIONAL', 'PLENARY', 'DRAFTING_GROUP', 'PANEL')")
@Check("round_table_state", "state IN ('SCHEDULED', 'OPEN', 'SUSPENDED', 'CLOSED', 'CANCELLED')")
export class RoundTable {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Conference)
  @Column({ type: "uuid" })
  conferenceId!: string;

  @Field(() => RoundTableKind, { description: "What kind of body it is." })
  @Column({ type: "text" })
  kind!: RoundTableKind;

  @Index()
  @ForeignKey(() => Region)
  @Column({ type: "uuid", nullable: true })
  regionId!: string | null;

  @Field(() => String, { description: "Short code used in symbols, for example AFR." })
  @Column({ type: "text" })
  code!: string;

  @Field(() => String, { description: "Title." })
  @Column({ type: "text" })
  title!: string;

  @Field(() => String, { nullable: true, description: "Room in the building; null when not assigned." })
  @Column({ type: "text", nullable: true })
  room!: string | null;

  @Field(() => Date, { nullable: true, description: "Planned start; null when not planned." })
  @Column({ type: "timestamptz", nullable: true })
  startsAt!: Date | null;

  /** Order among the round tables of its conference. */
  @Column({ type: "integer" })
  position!: number;

  @Field(() => RoundTableState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: RoundTableState;

  /** Number of the last recommendation; the next symbol is taken under this row's lock. */
  @Column({ type: "integer", default: 0 })
  lastRecommendation!: number;

  /** Who took the chair, or was given it; null: the facilitator presides. */
  @Column({ type: "uuid", nullable: true })
  presidingId!: string | null;
}
