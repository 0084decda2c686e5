import { Check, Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import type { SpeakingPolicy } from "./speaking.words.js";

/** The speakers' list of an agenda item, from the first time that it was opened. What clients get is SpeakersListObject. */
@Entity()
@ForeignKey(() => AgendaItem, ["agendaItemId", "roundTableId"], ["id", "roundTableId"])
@Check("speakers_list_policy", "policy IN ('FIRST_COME', 'FEWEST_FIRST')")
@Check("speakers_list_seconds", "seconds > 0")
export class SpeakersList {
  @PrimaryColumn({ type: "uuid" })
  agendaItemId!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Column({ type: "boolean" })
  isOpen!: boolean;

  /** Seconds for a statement or question; null: no limit. */
  @Column({ type: "integer", nullable: true })
  seconds!: number | null;

  /** As the rule set said when the list was opened first. */
  @Column({ type: "text" })
  policy!: SpeakingPolicy;
}
