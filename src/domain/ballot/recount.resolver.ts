import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Reader } from "../../platform/database/database.js";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, signedIn } from "../../platform/graphql/policy.js";
import { isUuid } from "../../platform/kernel/ids.js";
import * as independent from "../../recount/recount.js";
import { participationIn } from "../conference/conference.loaders.js";
import { mayManage } from "../conference/conference.policy.js";
import { Ballot } from "./ballot.entity.js";
import { ballotById } from "./ballot.loaders.js";
import { Decision } from "./decision.entity.js";
import { BallotRecount, Recount } from "./recount.types.js";

/** Counting anew, by the implementation that shares no code with this folder. Reads many rows: asked for, never shared. */
@Resolver(() => BallotRecount)
export class RecountResolver {
  @guard(signedIn)
  @Query(() => Recount, {
    nullable: true,
    description:
      "Counts every closed ballot of a conference anew from its rows; for its secretariat. Null for others, and when there is no such conference.",
  })
  async recount(
    @Arg("conferenceId", () => ID, { description: "The conference." }) conferenceId: string,
    @Ctx() context: Context,
  ): Promise<Recount | null> {
    if (!isUuid(conferenceId)) return null;
    const id = conferenceId.toLowerCase();
    if (!mayManage(await context.loadOwn(participationIn, id))) return null;
    const [counted] = await recountsOf(context.reader, [id]);
    const { findings, decisions, perBallot } = counted!;
    return { agrees: findings.length === 0, decisions, ballots: perBallot.map(shown) };
  }

  @guard(inherited)
  @FieldResolver(() => Ballot, { description: "The ballot." })
  async ballot(@Root() recount: BallotRecount, @Ctx() context: Context): Promise<Ballot> {
    return (await context.load(ballotById, recount.ballotId))!;
  }
}

/** What this adds to decisions. */
@Resolver(() => Decision)
export class DecisionRecountResolver {
  @guard(inherited)
  @FieldResolver(() => BallotRecount, { description: "The ballot counted anew from its rows, now." })
  recount(@Root() decision: Decision, @Ctx() context: Context): Promise<BallotRecount> {
    return context.load(recountOf, decision.ballotId);
  }
}

async function recountsOf(reader: Reader, conferenceIds: readonly string[]): Promise<independent.Recount[]> {
  return reader.read(async (tx) => {
    const recounts: independent.Recount[] = [];
    for (const id of conferenceIds)
      recounts.push(await independent.recountConference((sql, parameters) => tx.query(sql, [...parameters]), id));
    return recounts;
  });
}

/** Recounts by ballot: those of one operation together. */
async function recountOf(reader: Reader, ballotIds: readonly string[]): Promise<BallotRecount[]> {
  const found = await reader.read((tx) =>
    independent.recountBallots((sql, parameters) => tx.query(sql, [...parameters]), ballotIds),
  );
  return ballotIds.map((id) => shown(found.get(id)!));
}

function shown({ ballotId, agrees, findings, notes }: independent.BallotRecount): BallotRecount {
  return { ballotId, agrees, findings: [...findings], notes: notes.map((note) => note.text) };
}
