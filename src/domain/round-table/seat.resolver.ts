import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Conference } from "../conference/conference.entity.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { ViewerObject } from "../identity/viewer.types.js";
import { AgendaItem } from "./agenda-item.entity.js";
import { Appointment } from "./appointment.entity.js";
import { RoundTable } from "./round-table.entity.js";
import * as load from "./round-table.loaders.js";
import { Seat } from "./seat.entity.js";

@Resolver(() => Seat)
export class SeatResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Boolean, { description: "Whether a member of the delegation is checked in here." })
  isPresent(@Root() seat: Seat, @Ctx() context: Context): Promise<boolean> {
    return context.load(load.seatPresence, seat.id);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Whose seat it is." })
  async delegation(@Root() seat: Seat, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, seat.delegationId))!;
  }
}

@Resolver(() => AgendaItem)
export class AgendaItemResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => RoundTable, { description: "The body whose agenda it is on." })
  async roundTable(@Root() item: AgendaItem, @Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(load.roundTableById, item.roundTableId))!;
  }
}

@Resolver(() => Appointment)
export class AppointmentResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => RoundTable, { description: "The body." })
  async roundTable(@Root() appointment: Appointment, @Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(load.roundTableById, appointment.roundTableId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who holds the function." })
  async participation(@Root() appointment: Appointment, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, appointment.participationId))!;
  }
}

/** What this word adds to conferences and viewers. */
@Resolver(() => Conference)
export class ConferenceRoundTablesResolver {
  @guard(inherited)
  @FieldResolver(() => [RoundTable], { description: "Round tables that the viewer may enter, in order." })
  roundTables(@Root() conference: Conference, @Ctx() context: Context): Promise<RoundTable[]> {
    return context.loadOwn(load.enterableTables, conference.id);
  }
}

@Resolver(() => ViewerObject)
export class ViewerFacilitatesResolver {
  @guard(inherited)
  @FieldResolver(() => [RoundTable], { description: "Bodies that the person chairs." })
  facilitates(@Root() viewer: ViewerObject, @Ctx() context: Context): Promise<RoundTable[]> {
    return context.load(load.tablesFacilitatedBy, viewer.id);
  }
}
