import { type ClassType, Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { encodeCursor } from "../../live/cursor.js";
import type { LiveEvent } from "../../live/live-event.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";

/** What every event of a room tells, so that a client can follow kinds that it does not know yet. */
@InterfaceType({
  description:
    "Something that happened in a room. Fields of the event itself are as of its number; objects reached from it are as of now.",
})
export abstract class RoundTableEvent {
  constructor(readonly event: LiveEvent) {}

  @Field(() => Int, { description: "Number in this room: 1, 2, 3 … without a gap, the same for everybody admitted." })
  get seq(): number {
    return this.event.seq;
  }

  @Field(() => Date, { description: "When it was recorded." })
  get at(): Date {
    return this.event.at;
  }

  @Field(() => String, { description: "Send it as `after` to go on behind this event." })
  get cursor(): string {
    return encodeCursor(this.event);
  }

  protected id(name: string): string {
    return this.event.body[name] as string;
  }
}

const classes = new Map<string, ClassType<RoundTableEvent>>();

/** Declares the class that shows events of a kind. */
export function eventType(kind: string, description: string): ClassDecorator {
  return (target) => {
    ObjectType({ implements: RoundTableEvent, description })(target);
    guard(inherited)(target);
    shareable(target);
    classes.set(kind, target as unknown as ClassType<RoundTableEvent>);
  };
}

/** The classes, for the schema: implementers that no field names would be left out. */
export function eventTypes(): ClassType<RoundTableEvent>[] {
  return [...classes.values()];
}

export function toRoundTableEvent(event: LiveEvent): RoundTableEvent {
  const Class = classes.get(event.kind) as (new (event: LiveEvent) => RoundTableEvent) | undefined;
  if (!Class) throw new Error(`No event type shows ${event.kind}`);
  return new Class(event);
}
