import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { Delegate } from "../delegation/delegate.entity.js";
import { Account } from "../identity/account.entity.js";
import { Seat } from "./seat.entity.js";

/** How a record of presence came about. */
export type PresenceSource = "SELF" | "ROLL_CALL" | "SECRETARIAT" | "WITHDRAWN" | "SESSION_END";

/** One check-in or check-out of a delegate at a seat. Append-only: presence is what the newest records say. */
@Entity()
@ForeignKey(() => Seat, ["seatId", "delegationId"], ["id", "delegationId"])
@ForeignKey(() => Delegate, ["delegateId", "delegationId"], ["id", "delegationId"])
@Index(["seatId", "delegateId", "number"], { unique: true })
@Check("presence_record_source", "source IN ('SELF', 'ROLL_CALL', 'SECRETARIAT', 'WITHDRAWN', 'SESSION_END')")
export class PresenceRecord {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  seatId!: string;

  @Column({ type: "uuid" })
  delegationId!: string;

  @Column({ type: "uuid" })
  delegateId!: string;

  /** Counts a delegate's records at this seat: 1, 2, 3 …; odd ones are check-ins, even ones check-outs. */
  @Column({ type: "integer" })
  number!: number;

  @Column({ type: "timestamptz", default: () => "now()" })
  at!: Date;

  @ForeignKey(() => Account)
  @Column({ type: "uuid" })
  recordedBy!: string;

  @Column({ type: "text", default: "SELF" })
  source!: PresenceSource;

  @Column({ type: "text", nullable: true })
  note!: string | null;
}
