import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { Locale } from "../../platform/graphql/locale.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { RuleSet } from "./rule-set.entity.js";
import { Series } from "./series.entity.js";

export enum ConferenceState {
  PLANNED = "PLANNED",
  IN_SESSION = "IN_SESSION",
  CLOSED = "CLOSED",
}
registerEnumType(ConferenceState, {
  name: "ConferenceState",
  description: "Where a conference stands.",
  valuesConfig: {
    PLANNED: { description: "Announced; its round tables cannot be opened yet." },
    IN_SESSION: { description: "Its round tables meet." },
    CLOSED: { description: "Over; its conclusions are published to all participants." },
  },
});

@ObjectType({ description: "One edition of a series of conferences." })
@guard(inherited)
@shareable
@Entity()
@Unique(["seriesId", "number"])
@Check("conference_dates", "ends_on >= starts_on")
@Check("conference_number", "number > 0")
@Check("conference_state", "state IN ('PLANNED', 'IN_SESSION', 'CLOSED')")
export class Conference {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => Series)
  @Column({ type: "uuid" })
  seriesId!: string;

  @Field(() => Int, { description: "Number of the edition within its series, for example 15." })
  @Column({ type: "integer" })
  number!: number;

  @Field(() => String, { description: "Title of the edition." })
  @Column({ type: "text" })
  title!: string;

  @Field(() => String, { nullable: true, description: "Theme of the edition, when it has one." })
  @Column({ type: "text", nullable: true })
  theme!: string | null;

  @Field(() => String, { description: "City where it meets." })
  @Column({ type: "text" })
  city!: string;

  @Field(() => String, { description: "First day, ISO 8601 date in the conference's time zone." })
  @Column({ type: "date" })
  startsOn!: string;

  @Field(() => String, { description: "Last day, ISO 8601 date in the conference's time zone." })
  @Column({ type: "date" })
  endsOn!: string;

  @Field(() => String, { description: "IANA time zone, for example Europe/Paris." })
  @Column({ type: "text" })
  timeZone!: string;

  @Field(() => [Locale], { description: "Languages in which its texts are distributed." })
  @Column({ type: "text", array: true })
  workingLanguages!: Locale[];

  @Field(() => ConferenceState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: ConferenceState;

  @Index()
  @ForeignKey(() => RuleSet)
  @Column({ type: "uuid" })
  ruleSetId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Officials who attended, as reported; a figure, not a count of rows here.",
  })
  @Column({ type: "integer", nullable: true })
  officialsAttended!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Countries that attended, as reported; a figure, not a count of rows here.",
  })
  @Column({ type: "integer", nullable: true })
  countriesAttended!: number | null;

  /** Loaded as demo data: its access codes are public, so a server that others can reach refuses to serve it. */
  @Column({ type: "boolean", default: false })
  isDemo!: boolean;
}
