import { Ctx, Field } from "type-graphql";
import * as amendments from "../amendment/amendment.events.js";
import { Amendment } from "../amendment/amendment.entity.js";
import { amendmentById } from "../amendment/amendment.loaders.js";
import type { Context } from "../../platform/graphql/context.js";
import { Delegation } from "../delegation/delegation.entity.js";
import { delegationById } from "../delegation/delegation.loaders.js";
import { eventType, RoundTableEvent } from "./round-table-event.js";

@eventType(amendments.AMENDMENT_PROPOSED, "An amendment was proposed.")
export class AmendmentProposedEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }
}

@eventType(amendments.AMENDMENT_RULED, "The chair ruled on an amendment.")
export class AmendmentRuledEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }

  @Field(() => Boolean, { description: "Whether it may be considered." })
  inOrder(): boolean {
    return this.event.body["inOrder"] === true;
  }

  @Field(() => String, { nullable: true, description: "Why; null when nothing was said." })
  grounds(): string | null {
    return (this.event.body["grounds"] as string | undefined) ?? null;
  }
}

@eventType(amendments.AMENDMENT_ACCEPTED, "A sponsor accepted an amendment.")
export class AmendmentAcceptedEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }

  @Field(() => Delegation, { description: "The delegation that accepted it." })
  async delegation(@Ctx() context: Context): Promise<Delegation> {
    return (await context.load(delegationById, this.id("delegationId")))!;
  }

  @Field(() => Boolean, { description: "Whether all who must have accepted it: then it is part of the text." })
  complete(): boolean {
    return this.event.body["complete"] === true;
  }
}

@eventType(amendments.AMENDMENT_ADOPTED, "An amendment was adopted by vote and is part of the text.")
export class AmendmentAdoptedEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }
}

@eventType(amendments.AMENDMENT_REJECTED, "An amendment was voted down.")
export class AmendmentRejectedEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }
}

@eventType(amendments.AMENDMENT_LAPSED, "Nothing is left to decide about an amendment.")
export class AmendmentLapsedEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }

  @Field(() => String, { description: "Why." })
  reason(): string {
    return this.event.body["reason"] as string;
  }
}

@eventType(amendments.AMENDMENT_WITHDRAWN, "An amendment was withdrawn.")
export class AmendmentWithdrawnEvent extends RoundTableEvent {
  @Field(() => Amendment, { description: "The amendment, as of now." })
  async amendment(@Ctx() context: Context): Promise<Amendment> {
    return (await context.load(amendmentById, this.id("amendmentId")))!;
  }
}
