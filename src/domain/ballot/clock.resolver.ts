import { Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { databaseTime } from "./clock.loaders.js";

/** The clock by which ballots open and close. */
@Resolver()
export class ClockResolver {
  @guard(signedIn)
  @Query(() => Date, {
    description:
      "The database's clock, by which ballots close. Ask it a few times and keep the answer that came fastest: half of its round trip later is now, and a countdown to closesAt runs by that.",
  })
  serverTime(@Ctx() context: Context): Promise<Date> {
    return databaseTime(context.reader);
  }
}
