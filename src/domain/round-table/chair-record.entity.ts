import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { Participation } from "../conference/participation.entity.js";
import { RoundTable } from "./round-table.entity.js";

/** A change of who presides over a body. Append-only: minutes say under whose chair something was decided. */
@Entity()
@Unique(["roundTableId", "number"])
@ForeignKey(() => RoundTable, ["roundTableId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["participationId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["recordedById", "conferenceId"], ["id", "conferenceId"])
export class ChairRecord {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  /** Counts the changes in a body: 1, 2, 3 … */
  @Column({ type: "integer" })
  number!: number;

  /** Who presides from then on; null: nobody, because the body has no facilitator. */
  @Column({ type: "uuid", nullable: true })
  participationId!: string | null;

  @Column({ type: "uuid" })
  recordedById!: string;

  @Column({ type: "timestamptz", default: () => "clock_timestamp()" })
  at!: Date;
}
