import { Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegateById, delegationById } from "../delegation/delegation.loaders.js";
import { Recommendation } from "../recommendation/recommendation.entity.js";
import { recommendationById } from "../recommendation/recommendation.loaders.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { RoundTable } from "../round-table/round-table.entity.js";
import { agendaItemById } from "../round-table/round-table.loaders.js";
import { Intervention } from "./intervention.entity.js";
import * as load from "./speaking.loaders.js";
import type { Placed } from "./speaking.rules.js";
import { SpeakersListObject } from "./speaking.types.js";

@Resolver(() => Intervention)
export class InterventionResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "Whose turn it is." })
  async delegation(@Root() intervention: Intervention, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, intervention.delegationId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegate, { description: "Who asked for the floor." })
  async delegate(@Root() intervention: Intervention, @Ctx() context: Context): Promise<Delegate> {
    return (await context.load(delegateById, intervention.delegateId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => AgendaItem, { description: "On what." })
  async agendaItem(@Root() intervention: Intervention, @Ctx() context: Context): Promise<AgendaItem> {
    return (await context.load(agendaItemById, intervention.agendaItemId))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Recommendation, { nullable: true, description: "The text on which a vote is explained." })
  recommendation(@Root() one: Intervention, @Ctx() context: Context): Promise<Recommendation | null> | null {
    return one.recommendationId === null ? null : context.load(recommendationById, one.recommendationId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Ballot, {
    nullable: true,
    description: "The ballot that an explanation of vote, or a point of order during voting, is about.",
  })
  ballot(@Root() one: Intervention, @Ctx() context: Context): Promise<Ballot | null> | null {
    return one.ballotId === null ? null : context.load(ballotById, one.ballotId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Intervention, { nullable: true, description: "Whom a point of order interrupted." })
  interrupted(@Root() one: Intervention, @Ctx() context: Context): Promise<Intervention | null> | null {
    return one.interruptedId === null ? null : context.load(load.interventionById, one.interruptedId);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Int, { description: "Seconds that it has taken until now, pauses left out." })
  async secondsUsed(@Root() intervention: Intervention, @Ctx() context: Context): Promise<number> {
    return (await context.load(load.clockOf, intervention.id)).secondsUsed;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Date, {
    nullable: true,
    description: "When its time is up if the clock runs on; null while it stands, and without a limit.",
  })
  async endsAt(@Root() intervention: Intervention, @Ctx() context: Context): Promise<Date | null> {
    return (await context.load(load.clockOf, intervention.id)).endsAt;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Int, { nullable: true, description: "Place on the list, 1 is next; null once it was called." })
  async position(@Root() intervention: Intervention, @Ctx() context: Context): Promise<number | null> {
    return (await placeOf(intervention, context))?.position ?? null;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => String, { nullable: true, description: "Why it has this place on the list (English)." })
  async reason(@Root() intervention: Intervention, @Ctx() context: Context): Promise<string | null> {
    return (await placeOf(intervention, context))?.reason ?? null;
  }
}

async function placeOf({ id, agendaItemId }: Intervention, context: Context): Promise<Placed | undefined> {
  return (await context.load(load.queueOfItem, agendaItemId)).find((one) => one.id === id);
}

@Resolver(() => SpeakersListObject)
export class SpeakersListResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => [Intervention], { description: "Those who wait, in the order in which they would be called." })
  async queue(@Root() { item }: SpeakersListObject, @Ctx() context: Context): Promise<Intervention[]> {
    const placed = await context.load(load.queueOfItem, item.id);
    const found = await Promise.all(placed.map(({ id }) => context.load(load.interventionById, id)));
    return found.flatMap((one) => one ?? []);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [Intervention], {
    description: "Every intervention on the item, in the order of requests; the last two hundred.",
  })
  interventions(@Root() { item }: SpeakersListObject, @Ctx() context: Context): Promise<Intervention[]> {
    return context.load(load.interventionsOf, item.id);
  }
}

/** What this word adds to agenda items and bodies. */
@Resolver(() => AgendaItem)
export class AgendaItemSpeakersListResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => SpeakersListObject, { description: "Who asks for the floor on it." })
  async speakersList(@Root() item: AgendaItem, @Ctx() context: Context): Promise<SpeakersListObject> {
    return new SpeakersListObject(item, await context.load(load.listTerms, item.id));
  }
}

@Resolver(() => RoundTable)
export class RoundTableSpeakerResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Intervention, {
    nullable: true,
    description: "Who has the floor: speaking, else called or paused; null when nobody has.",
  })
  speaker(@Root() table: RoundTable, @Ctx() context: Context): Promise<Intervention | null> {
    return context.load(load.speakerIn, table.id);
  }
}
