import { Arg, Ctx, Field, ID, Int, ObjectType, Resolver, Root, Subscription } from "type-graphql";
import { encodeCursor } from "../../live/cursor.js";
import type { LiveEvent } from "../../live/live-event.js";
import type { Context } from "../../platform/graphql/context.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { guard, inherited, type Policy } from "../../platform/graphql/policy.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { ballotById } from "../ballot/ballot.loaders.js";
import { RequestError } from "../../platform/graphql/errors.js";
import { standingIn } from "../round-table/admission.policy.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { FeedService } from "./feed.service.js";
import "./amendment-events.types.js";
import "./ballot-events.types.js";
import "./lineage-events.types.js";
import "./conduct-events.types.js";
import "./chair-events.types.js";
import "./delegation-events.types.js";
import "./room-events.types.js";
import "./speaking-events.types.js";
import { RoundTableEvent, toRoundTableEvent } from "./round-table-event.js";
import "./text-events.types.js";

@ObjectType({ description: "The state of a ballot." })
@guard(inherited)
@shareable
export class BallotTallyUpdate {
  constructor(private readonly moment: LiveEvent) {}

  @Field(() => Int, { description: "Counts changes of this ballot; slow readers skip numbers." })
  get seq(): number {
    return this.moment.seq;
  }

  @Field(() => Date, { description: "When it changed." })
  get at(): Date {
    return this.moment.at;
  }

  @Field(() => String, { description: "Opaque position of this state." })
  get cursor(): string {
    return encodeCursor(this.moment);
  }

  @Field(() => Ballot, { description: "The ballot, in this state or a newer one." })
  async ballot(@Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, this.moment.topicId))!;
  }
}

/** Signed in, which is asked when somebody subscribes; each event is for those whom the hub holds admitted. */
const inWatching: Policy = {
  name: "inWatching",
  check: (context) => context.attributes !== null || context.principal !== null,
};

/**
 * A cut ends a subscription at its number; whoever reads slowly may still be far before it. Objects are shown as of now,
 * so somebody who is no longer admitted must not see them through an old event either.
 */
async function requireAdmitted(context: Context, roundTableId: string): Promise<void> {
  if (await standingIn(context, roundTableId)) return;
  throw new RequestError("REVOKED", "Your admission has ended. Nothing newer is sent.");
}

@Resolver()
export class FeedResolver {
  @guard(inWatching)
  @shareable
  @Subscription(() => RoundTableEvent, {
    description:
      "What happens in a room, in order and complete, from the next event on or from behind `after`. Ends with NOT_FOUND for whoever is not admitted.",
    subscribe: ({ args, context }: { args: { roundTableId: string; after?: string | null }; context: Context }) =>
      context.services.get(FeedService).roundTable(viewerOf(context), args.roundTableId, args.after ?? null),
  })
  async roundTableEvents(
    @Root() event: LiveEvent,
    @Arg("roundTableId", () => ID, { description: "The room." }) _roundTableId: string,
    @Arg("after", () => String, {
      nullable: true,
      description: "A liveCursor or the cursor of an event; the next event comes first when omitted.",
    })
    _after: string | null,
    @Ctx() context: Context,
  ): Promise<RoundTableEvent> {
    await requireAdmitted(context, event.topicId);
    return toRoundTableEvent(event);
  }

  @guard(inWatching)
  @shareable
  @Subscription(() => BallotTallyUpdate, {
    description:
      "The state of one ballot, now and on every change; slow readers skip to the newest. Ends with NOT_FOUND for whoever is not admitted to its body.",
    subscribe: ({ args, context }: { args: { ballotId: string }; context: Context }) =>
      context.services.get(FeedService).ballot(viewerOf(context), args.ballotId),
  })
  async ballotTally(
    @Root() moment: LiveEvent,
    @Arg("ballotId", () => ID, { description: "The ballot." }) _ballotId: string,
    @Ctx() context: Context,
  ): Promise<BallotTallyUpdate> {
    const ballot = await context.load(ballotById, moment.topicId);
    if (ballot) await requireAdmitted(context, ballot.roundTableId);
    return new BallotTallyUpdate(moment);
  }
}
