import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { RoundTable } from "./round-table.entity.js";

export enum AgendaItemKind {
  INFORMATION = "INFORMATION",
  DISCUSSION = "DISCUSSION",
  DECISION = "DECISION",
}
registerEnumType(AgendaItemKind, {
  name: "AgendaItemKind",
  description: "What an agenda item is for.",
  valuesConfig: {
    INFORMATION: { description: "The body is informed." },
    DISCUSSION: { description: "The body discusses." },
    DECISION: { description: "The body is to decide." },
  },
});

export enum AgendaItemState {
  PENDING = "PENDING",
  UNDER_DISCUSSION = "UNDER_DISCUSSION",
  CLOSED = "CLOSED",
  DEFERRED = "DEFERRED",
}
registerEnumType(AgendaItemState, {
  name: "AgendaItemState",
  description: "Where an agenda item stands.",
  valuesConfig: {
    PENDING: { description: "Not taken up, or sent back when another was taken up." },
    UNDER_DISCUSSION: { description: "The body is at it; at most one per body." },
    CLOSED: { description: "Dealt with." },
    DEFERRED: { description: "Put off." },
  },
});

@ObjectType({ description: "A point on the agenda of a body." })
@guard(inherited)
@shareable
@Entity()
@Unique(["roundTableId", "position"])
@Unique(["id", "roundTableId"])
@Index("agenda_item_one_under_discussion", ["roundTableId"], { unique: true, where: "state = 'UNDER_DISCUSSION'" })
@Check("agenda_item_position", "position > 0")
@Check("agenda_item_minutes", "minutes > 0")
@Check("agenda_item_kind", "kind IN ('INFORMATION', 'DISCUSSION', 'DECISION')")
@Check("agenda_item_state", "state IN ('PENDING', 'UNDER_DISCUSSION', 'CLOSED', 'DEFERRED')")
export class AgendaItem {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @ForeignKey(() => RoundTable)
  @Column({ type: "uuid" })
  roundTableId!: string;

  @Field(() => Int, { description: "Place on the agenda, from 1." })
  @Column({ type: "integer" })
  position!: number;

  @Field(() => String, { description: "Title." })
  @Column({ type: "text" })
  title!: string;

  @Field(() => AgendaItemKind, { description: "What it is for." })
  @Column({ type: "text" })
  kind!: AgendaItemKind;

  @Field(() => AgendaItemState, { description: "Where it stands." })
  @Column({ type: "text" })
  state!: AgendaItemState;

  @Field(() => Int, { nullable: true, description: "Time box in minutes; null when none is set." })
  @Column({ type: "integer", nullable: true })
  minutes!: number | null;
}
