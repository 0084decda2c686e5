import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Participation } from "../conference/participation.entity.js";
import { RoundTable } from "./round-table.entity.js";

export enum AppointmentRole {
  FACILITATOR = "FACILITATOR",
  VICE_CHAIR = "VICE_CHAIR",
  RAPPORTEUR = "RAPPORTEUR",
  OBSERVER = "OBSERVER",
}
registerEnumType(AppointmentRole, {
  name: "AppointmentRole",
  description: "What a person does in one body besides being a delegate.",
  valuesConfig: {
    FACILITATOR: { description: "Chairs the body; one per body." },
    VICE_CHAIR: { description: "Chairs in the facilitator's place." },
    RAPPORTEUR: { description: "Writes the report." },
    OBSERVER: { description: "Watches; sees no comment that is not public." },
  },
});

@ObjectType({ description: "A person's function in one body." })
@guard(inherited)
@shareable
@Entity()
@ForeignKey(() => RoundTable, ["roundTableId", "conferenceId"], ["id", "conferenceId"])
@ForeignKey(() => Participation, ["participationId", "conferenceId"], ["id", "conferenceId"])
@Index("appointment_once", ["roundTableId", "participationId", "role"], { unique: true, where: "ended_at IS NULL" })
@Index("appointment_one_facilitator", ["roundTableId"], {
  unique: true,
  where: "role = 'FACILITATOR' AND ended_at IS NULL",
})
@Check("appointment_role", "role IN ('FACILITATOR', 'VICE_CHAIR', 'RAPPORTEUR', 'OBSERVER')")
export class Appointment {
  @Field(() => ID, { description: "Identifier." })
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ type: "uuid" })
  roundTableId!: string;

  @Index()
  @Column({ type: "uuid" })
  participationId!: string;

  @Column({ type: "uuid" })
  conferenceId!: string;

  @Field(() => AppointmentRole, { description: "The function." })
  @Column({ type: "text" })
  role!: AppointmentRole;

  @Column({ type: "timestamptz", default: () => "now()" })
  appointedAt!: Date;

  @Field(() => Date, { nullable: true, description: "When it ended; null while it lasts." })
  @Column({ type: "timestamptz", nullable: true })
  endedAt!: Date | null;
}
