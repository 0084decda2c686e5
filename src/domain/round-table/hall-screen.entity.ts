import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { Participation } from "../conference/participation.entity.js";
import { RoundTable } from "./round-table.entity.js";

/** The participation with which the screens in the hall of a body sign in. It is nobody: an observer of this body and no more. */
@Entity()
@Unique(["participationId"])
@ForeignKey(() => RoundTable, ["roundTableId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["participationId", "conferenceId"], ["id", "conferenceId"])
export class HallScreen {
  @PrimaryColumn({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "uuid" })
  participationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;
}
