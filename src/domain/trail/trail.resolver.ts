import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from "type-graphql";
import { connectionOf, type Page, PageArgs, pageOf, pageRequest } from "../../platform/graphql/connection.js";
import type { Context } from "../../platform/graphql/context.js";
import { refuseInput } from "../../platform/graphql/input.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { entriesBehind, type ListedEntry } from "../../trail/reading.js";
import type { HeadSigner } from "../../trail/heads.js";
import { Conference } from "../conference/conference.entity.js";
import { participationIn } from "../conference/conference.loaders.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { headOf, lagOf } from "./trail.loaders.js";
import { mayListEntries } from "./trail.policy.js";
import { Trail, TrailEntry, TrailHead, TrailKey } from "./trail.types.js";

export const TrailEntryConnection = connectionOf(TrailEntry, "TrailEntry");

@Resolver(() => Trail)
export class TrailResolver {
  constructor(private readonly signer: HeadSigner) {}

  @guard(signedIn)
  @Query(() => TrailKey, { description: "The public key that the heads of all trails are verified with." })
  trailKey(): Promise<TrailKey> {
    return this.signer.key();
  }

  @guard(inherited)
  @FieldResolver(() => TrailHead, {
    nullable: true,
    description:
      "The newest signed head, at most a minute behind; for everybody who takes part. Null before the first.",
  })
  head(@Root() trail: Trail, @Ctx() context: Context): Promise<TrailHead | null> {
    return context.load(headOf, trail.conferenceId);
  }

  @guard(inherited)
  @FieldResolver(() => Int, { description: "For how many seconds the oldest deed has waited to be chained." })
  lag(@Root() trail: Trail, @Ctx() context: Context): Promise<number> {
    return context.load(lagOf, trail.conferenceId);
  }

  @guard(inherited)
  @FieldResolver(() => TrailEntryConnection, {
    nullable: true,
    description: "The entries, oldest first; for the secretariat and administrators who take part. Null for others.",
  })
  async entries(
    @Root() trail: Trail,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<ListedEntry> | null> {
    if (!mayListEntries(viewerOf(context), await context.loadOwn(participationIn, trail.conferenceId))) return null;
    const { limit, after } = pageRequest(args);
    if (after !== null && !/^\d{1,15}$/.test(after)) refuseInput("after", "this is not a cursor of this list.");
    const rows = await context.reader.read((tx) => entriesBehind(tx, trail.conferenceId, Number(after ?? -1), limit));
    return pageOf(rows, args, (row) => String(row.number));
  }
}

/** What this adds to conferences. */
@Resolver(() => Conference)
export class ConferenceTrailResolver {
  @guard(inherited)
  @FieldResolver(() => Trail, { description: "The chain of all recorded deeds." })
  trail(@Root() conference: Conference): Trail {
    return { conferenceId: conference.id };
  }
}
