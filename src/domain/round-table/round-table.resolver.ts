import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import { encodeCursor } from "../../live/cursor.js";
import type { Journal } from "../../live/journal.js";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { isUuid } from "../../platform/kernel/ids.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { conferenceById, participationById, regionById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { Region } from "../conference/region.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { admissionOf } from "./admission.policy.js";
import { AdmissionObject } from "./admission.types.js";
import { AgendaItem } from "./agenda-item.entity.js";
import { Appointment, AppointmentRole } from "./appointment.entity.js";
import { RoundTable } from "./round-table.entity.js";
import * as load from "./round-table.loaders.js";
import { Seat } from "./seat.entity.js";

@Resolver(() => RoundTable)
export class RoundTableResolver {
  constructor(private readonly journal: Journal) {}

  @guard(signedIn)
  @Query(() => RoundTable, {
    nullable: true,
    description:
      "One round table; null when it does not exist or the viewer is not admitted to it, which look the same.",
  })
  async roundTable(
    @Arg("id", () => ID, { description: "Identifier." }) id: string,
    @Ctx() context: Context,
  ): Promise<RoundTable | null> {
    if (!isUuid(id)) return null;
    const admission = await admissionOf(context, id.toLowerCase());
    return admission ? context.load(load.roundTableById, admission.roundTableId) : null;
  }

  @guard(inherited)
  @FieldResolver(() => String, {
    description:
      "Where the live feed stands in the very moment that the rest of this answer shows: subscribe with `after: liveCursor` and there is neither gap nor overlap.",
  })
  async liveCursor(@Root() table: RoundTable, @Ctx() context: Context): Promise<string> {
    const [head] = await context.reader.read((tx) => this.journal.heads(tx, [table.id]));
    if (!head) throw new Error(`Round table ${table.id} has no topic`);
    return encodeCursor({ ...head, seq: head.head });
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Conference, { description: "The conference." })
  async conference(@Root() table: RoundTable, @Ctx() context: Context): Promise<Conference> {
    return (await context.load(conferenceById, table.conferenceId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Region, {
    nullable: true,
    description: "The region of a regional round table; null for other bodies.",
  })
  region(@Root() table: RoundTable, @Ctx() context: Context): Promise<Region | null> | null {
    return table.regionId === null ? null : context.load(regionById, table.regionId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { nullable: true, description: "Who chairs it; null while nobody is appointed." })
  async facilitator(@Root() table: RoundTable, @Ctx() context: Context): Promise<Participation | null> {
    const chair = (await context.load(load.appointmentsOf, table.id)).find(
      (one) => one.role === AppointmentRole.FACILITATOR,
    );
    return chair ? context.load(participationById, chair.participationId) : null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, {
    nullable: true,
    description: "Who is in the chair now: the facilitator, unless a vice-chair has taken it. Casts no vote.",
  })
  presidingOfficer(@Root() table: RoundTable, @Ctx() context: Context): Promise<Participation | null> {
    return table.presidingId ? context.load(participationById, table.presidingId) : this.facilitator(table, context);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Appointment], { description: "Functions held in it." })
  appointments(@Root() table: RoundTable, @Ctx() context: Context): Promise<Appointment[]> {
    return context.load(load.appointmentsOf, table.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Seat], { description: "Seats, by country." })
  seats(@Root() table: RoundTable, @Ctx() context: Context): Promise<Seat[]> {
    return context.load(load.seatsOf, table.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Int, { description: "How many of its delegations are present." })
  async present(@Root() table: RoundTable, @Ctx() context: Context): Promise<number> {
    return (await context.load(load.standingByTable, table.id)).attendance.present;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [AgendaItem], { description: "Agenda, in order." })
  agendaItems(@Root() table: RoundTable, @Ctx() context: Context): Promise<AgendaItem[]> {
    return context.load(load.agendaOf, table.id);
  }

  @guard(inherited)
  @FieldResolver(() => AdmissionObject, { description: "As what the viewer is admitted." })
  async myAdmission(@Root() table: RoundTable, @Ctx() context: Context): Promise<AdmissionObject> {
    const admission = (await admissionOf(context, table.id))!;
    return new AdmissionObject(
      admission,
      admission.seat ? await context.load(delegationById, admission.seat.delegationId) : null,
    );
  }
}
