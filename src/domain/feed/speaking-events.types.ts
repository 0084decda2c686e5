import { Ctx, Field, Int } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { agendaItemById } from "../round-table/round-table.loaders.js";
import { Intervention } from "../speaking/intervention.entity.js";
import * as speaking from "../speaking/speaking.events.js";
import { interventionById } from "../speaking/speaking.loaders.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(speaking.SPEAKERS_LIST_OPENED, "Delegations may ask for the floor on an agenda item.")
export class SpeakersListOpenedEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(speaking.SPEAKERS_LIST_CLOSED, "An agenda item's list takes no more requests.")
export class SpeakersListClosedEvent extends RoundTableEvent {
  @Field(() => AgendaItem, { description: "The agenda item, as of now." })
  async agendaItem(@Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, this.id("agendaItemId")))!;
  }
}

@eventType(speaking.FLOOR_REQUESTED, "A delegation asked for the floor.")
export class FloorRequestedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }
}

@eventType(speaking.FLOOR_REQUEST_WITHDRAWN, "A delegation took its request back.")
export class FloorRequestWithdrawnEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }
}

@eventType(speaking.SPEAKER_CALLED, "The chair called a delegation.")
export class SpeakerCalledEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }
}

@eventType(speaking.SPEAKER_SKIPPED, "The chair passed a delegation over.")
export class SpeakerSkippedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }
}

@eventType(speaking.SPEECH_STARTED, "A delegation speaks; the clock runs.")
export class SpeechStartedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }
}

@eventType(speaking.SPEECH_PAUSED, "The clock of whoever speaks stands.")
export class SpeechPausedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Int, { description: "Seconds that it had taken, as of this event." })
  secondsUsed(): number {
    return Number(this.event.body["secondsUsed"]);
  }
}

@eventType(speaking.SPEECH_RESUMED, "Whoever was interrupted speaks on.")
export class SpeechResumedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Int, { description: "Seconds that it had taken, as of this event." })
  secondsUsed(): number {
    return Number(this.event.body["secondsUsed"]);
  }
}

@eventType(speaking.SPEECH_ENDED, "A delegation's turn is over.")
export class SpeechEndedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Int, { description: "Seconds that it had taken, as of this event." })
  secondsUsed(): number {
    return Number(this.event.body["secondsUsed"]);
  }
}

@eventType(speaking.SPEAKING_TIME_EXTENDED, "An intervention has more time.")
export class SpeakingTimeExtendedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Int, { description: "Seconds that were added." })
  secondsAdded(): number {
    return Number(this.event.body["seconds"]);
  }
}

@eventType(speaking.POINT_OF_ORDER_RAISED, "A point of order was raised; whoever spoke is paused until it is ruled on.")
export class PointOfOrderRaisedEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Intervention, { nullable: true, description: "Whom it interrupted, as of now; null when nobody spoke." })
  async interrupted(@Ctx() context: Context): Promise<Intervention | null> {
    const id = this.event.body["interruptedId"] as string | null;
    return id === null ? null : context.load(interventionById, id);
  }
}

@eventType(speaking.POINT_OF_ORDER_RULED, "The chair ruled on a point of order.")
export class PointOfOrderRuledEvent extends RoundTableEvent {
  @Field(() => Intervention, { description: "The intervention, as of now." })
  async intervention(@Ctx() context: Context): Promise<Intervention> {
    return (await context.load(interventionById, this.id("interventionId")))!;
  }

  @Field(() => Boolean, { description: "Whether it was upheld." })
  isUpheld(): boolean {
    return this.event.body["isUpheld"] === true;
  }

  @Field(() => String, { description: "The ruling." })
  ruling(): string {
    return this.id("ruling");
  }
}
