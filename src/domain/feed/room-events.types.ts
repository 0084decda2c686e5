import { Ctx, Field, Int } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { QuorumState } from "../round-table/quorum.types.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import { agendaItemById, roundTableById, seatById } from "../round-table/round-table.loaders.js";
import { Seat } from "../round-table/seat.entity.js";
import { QUORUM, quorumThen } from "./visible.js";
import * as tables from "../round-table/round-table.events.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(tables.ROUND_TABLE_OPENED, "The round table was opened.")
export class RoundTableOpenedEvent extends RoundTableEvent {
  @Field(() => RoundTable, { description: "The round table, as of now." })
  async roundTable(@Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, this.event.topicId))!;
  }
}

@eventType(tables.ROUND_TABLE_SUSPENDED, "The round table pauses.")
export class RoundTableSuspendedEvent extends RoundTableEvent {
  @Field(() => RoundTable, { description: "The round table, as of now." })
  async roundTable(@Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, this.event.topicId))!;
  }
}

@eventType(tables.ROUND_TABLE_RESUMED, "The round table goes on.")
export class RoundTableResumedEvent extends RoundTableEvent {
  @Field(() => RoundTable, { description: "The round table, as of now." })
  async roundTable(@Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, this.event.topicId))!;
  }
}

@eventType(tables.ROUND_TABLE_CLOSED, "The round table is over.")
export class RoundTableClosedEvent extends RoundTableEvent {
  @Field(() => RoundTable, { description: "The round table, as of now." })
  async roundTable(@Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, this.event.topicId))!;
  }
}

@eventType(tables.ROUND_TABLE_CANCELLED, "The round table was called off. The subscription completes after this event.")
export class RoundTableCancelledEvent extends RoundTableEvent {
  @Field(() => RoundTable, { description: "The round table, as of now." })
  async roundTable(@Ctx() context: Context): Promise<RoundTable> {
    return (await context.load(roundTableById, this.event.topicId))!;
  }

  @Field(() => String, { description: "Why." })
  reason(): string {
    return this.id("reason");
  }
}

@eventType(tables.AGENDA_ITEM_TAKEN_UP, "An agenda item is under discussion; the one before went back to PENDING.")
export class AgendaItemTakenUpEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(tables.AGENDA_ITEM_CLOSED, "An agenda item was dealt with.")
export class AgendaItemClosedEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(tables.AGENDA_ITEM_DEFERRED, "An agenda item was put off.")
export class AgendaItemDeferredEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(
  tables.AGENDA_ITEM_REOPENED,
  "An agenda item is PENDING again: a ballot on a text under it was annulled, and the body may decide anew.",
)
export class AgendaItemReopenedEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(tables.DELEGATE_CHECKED_IN, "A member of a delegation checked in.")
export class DelegateCheckedInEvent extends RoundTableEvent {
  @Field(() => Seat, { description: "The delegation's seat, as of now." })
  async seat(@Ctx() context: Context): Promise<Seat> {
    return (await context.load(seatById, this.id("seatId")))!;
  }

  @Field(() => Boolean, { description: "Whether the delegation is present, as of this event." })
  isPresent(): boolean {
    return this.event.body["isPresent"] === true;
  }

  @Field(() => Int, { description: "Delegations present in the body, as of this event." })
  present(): number {
    return Number(this.event.body["present"]);
  }

  @Field(() => QuorumState, { nullable: true, description: QUORUM })
  quorum(): QuorumState | null {
    return quorumThen(this.event);
  }
}

@eventType(tables.DELEGATE_CHECKED_OUT, "A member of a delegation checked out.")
export class DelegateCheckedOutEvent extends RoundTableEvent {
  @Field(() => Seat, { description: "The delegation's seat, as of now." })
  async seat(@Ctx() context: Context): Promise<Seat> {
    return (await context.load(seatById, this.id("seatId")))!;
  }

  @Field(() => Boolean, { description: "Whether the delegation is present, as of this event." })
  isPresent(): boolean {
    return this.event.body["isPresent"] === true;
  }

  @Field(() => Int, { description: "Delegations present in the body, as of this event." })
  present(): number {
    return Number(this.event.body["present"]);
  }

  @Field(() => QuorumState, { nullable: true, description: QUORUM })
  quorum(): QuorumState | null {
    return quorumThen(this.event);
  }
}

@eventType(tables.ADMISSION_GRANTED, "Somebody was appointed to a function in this body.")
export class AdmissionGrantedEvent extends RoundTableEvent {
  @Field(() => Participation, { description: "The person." })
  async participation(@Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, this.id("participationId")))!;
  }
}

@eventType(
  tables.ADMISSION_ENDED,
  "Somebody is no longer admitted as before. That person's own subscriptions end here.",
)
export class AdmissionEndedEvent extends RoundTableEvent {
  @Field(() => Participation, { description: "The person." })
  async participation(@Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, this.id("participationId")))!;
  }
}
