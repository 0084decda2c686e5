import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Delegation } from "../delegation/delegation.entity.js";
import type { RoundTableKind } from "./round-table.entity.js";
import { RoundTable } from "./round-table.entity.js";

@ObjectType({ description: "A delegation's place in a body. Presence belongs to the seat." })
@guard(inherited)
@shareable
@Entity()
@Unique(["roundTableId", "delegationId"])
@Unique(["id", "delegationId"])
@ForeignKey(() => RoundTable, ["roundTableId", "tableKind"], ["id", "kind"])
@ForeignKey(() => RoundTable, ["roundTableId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Delegation, ["delegationId", "conferenceId"], ["id", "conferenceId"])
@Index("seat_one_region", ["delegationId"], { unique: true, where: "table_kind = 'REGIONAL'" })
export class Seat {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  /** Repeats the table's kind, so that the database itself holds "one regional round table per delegation". */
  @Column({ type: "text" })
  tableKind!: RoundTableKind;

  @Index()
  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;
}
