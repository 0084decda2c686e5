import { Ctx, Field } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { participationById } from "../conference/conference.loaders.js";
import { Participation } from "../conference/participation.entity.js";
import { QuorumState } from "../round-table/quorum.types.js";
import { RollCall } from "../round-table/roll-call.entity.js";
import { rollCallById } from "../round-table/roll-call.loaders.js";
import * as tables from "../round-table/round-table.events.js";
import { QUORUM, quorumThen } from "./visible.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(tables.QUORUM_REACHED, "Enough delegations are present: the body may decide.")
export class QuorumReachedEvent extends RoundTableEvent {
  @Field(() => QuorumState, { nullable: true, description: QUORUM })
  quorum(): QuorumState | null {
    return quorumThen(this.event);
  }
}

@eventType(tables.QUORUM_LOST, "Too few delegations are present: the body cannot decide.")
export class QuorumLostEvent extends RoundTableEvent {
  @Field(() => QuorumState, { nullable: true, description: QUORUM })
  quorum(): QuorumState | null {
    return quorumThen(this.event);
  }
}

@eventType(tables.ROLL_CALLED, "The chair called the roll; presence is as recorded in it.")
export class RollCalledEvent extends RoundTableEvent {
  @Field(() => RollCall, { description: "The roll call." })
  async rollCall(@Ctx() context: Context): Promise<RollCall> {
    return (await context.load(rollCallById, this.id("rollCallId")))!;
  }

  @Field(() => QuorumState, { nullable: true, description: QUORUM })
  quorum(): QuorumState | null {
    return quorumThen(this.event);
  }
}

/** An event about who presides. */
abstract class ChairEvent extends RoundTableEvent {
  protected async person(context: Context, name: string): Promise<Participation | null> {
    const id = this.event.body[name] as string | null;
    return id === null ? null : context.load(participationById, id);
  }
}

@eventType(tables.CHAIR_TAKEN, "Somebody took the chair.")
export class ChairTakenEvent extends ChairEvent {
  @Field(() => Participation, { nullable: true, description: "Who presides from then on; null: nobody." })
  presidingOfficer(@Ctx() context: Context): Promise<Participation | null> {
    return this.person(context, "participationId");
  }

  @Field(() => Participation, { nullable: true, description: "Who presided until then; null: nobody." })
  previousOfficer(@Ctx() context: Context): Promise<Participation | null> {
    return this.person(context, "previousId");
  }
}

@eventType(tables.CHAIR_HANDED_OVER, "The chair passed to somebody else.")
export class ChairHandedOverEvent extends ChairEvent {
  @Field(() => Participation, { nullable: true, description: "Who presides from then on; null: nobody." })
  presidingOfficer(@Ctx() context: Context): Promise<Participation | null> {
    return this.person(context, "participationId");
  }

  @Field(() => Participation, { nullable: true, description: "Who presided until then; null: nobody." })
  previousOfficer(@Ctx() context: Context): Promise<Participation | null> {
    return this.person(context, "previousId");
  }
}
