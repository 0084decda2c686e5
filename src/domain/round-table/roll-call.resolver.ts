import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { QuorumState } from "./quorum.types.js";
import { RollCall, RollCallAnswer } from "./roll-call.entity.js";
import { answersOf, rollCallsOf } from "./roll-call.loaders.js";
import { RoundTable } from "./round-table.entity.js";
import { standingByTable } from "./round-table.loaders.js";

@Resolver(() => RollCall)
export class RollCallResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Participation, { description: "Who called it." })
  async calledBy(@Root() rollCall: RollCall, @Ctx() context: Context): Promise<Participation> {
    return (await context.load(participationById, rollCall.calledById))!;
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RollCallAnswer], { description: "What was recorded, by country." })
  answers(@Root() rollCall: RollCall, @Ctx() context: Context): Promise<RollCallAnswer[]> {
    return context.load(answersOf, rollCall.id);
  }
}

@Resolver(() => RollCallAnswer)
export class RollCallAnswerResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => Delegation, { description: "The delegation." })
  async delegation(@Root() answer: RollCallAnswer, @Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, answer.delegationId))!;
  }
}

@Resolver(() => RoundTable)
export class RoundTableQuorumResolver {
  @guard(inherited)
  @shareable
  @FieldResolver(() => QuorumState, { description: "Whether it may decide with those who are present now." })
  async quorum(@Root() table: RoundTable, @Ctx() context: Context): Promise<QuorumState> {
    return new QuorumState((await context.load(standingByTable, table.id)).quorum);
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [RollCall], { description: "Roll calls of presence, the newest first; the last twenty." })
  rollCalls(@Root() table: RoundTable, @Ctx() context: Context): Promise<RollCall[]> {
    return context.load(rollCallsOf, table.id);
  }
}
