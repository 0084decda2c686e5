import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { connectionOf, type Page, PageArgs } from "../../platform/graphql/connection.js";
import type { Context } from "../../platform/graphql/context.js";
import { guard, type Policy } from "../../platform/graphql/policy.js";
import { Conference } from "../conference/conference.entity.js";
import { participationIn } from "../conference/conference.loaders.js";
import { mayManage } from "../conference/conference.policy.js";
import { Participation } from "../conference/participation.entity.js";
import { Appointment } from "./appointment.entity.js";
import { participantsOf } from "./participants.loaders.js";
import { appointmentsHeldBy } from "./round-table.loaders.js";

const ParticipationConnection = connectionOf(Participation, "Participation");

const ofSecretariat: Policy<Conference> = {
  name: "maySeeParticipants",
  otherwise: "null",
  check: async (context, { id }) => mayManage(await context.loadOwn(participationIn, id)),
};

/** In which bodies somebody has a function: for that person and the secretariat, for others may not even know the bodies. */
const ofOneself: Policy<Participation> = {
  name: "maySeeAppointments",
  otherwise: "null",
  check: async (context, { id, conferenceId }) => {
    const own = await context.loadOwn(participationIn, conferenceId);
    return own?.id === id || mayManage(own);
  },
};

/** Everybody at a conference, for whoever makes the badges. */
@Resolver(() => Conference)
export class ConferenceParticipantsResolver {
  @guard(ofSecretariat)
  @FieldResolver(() => ParticipationConnection, {
    nullable: true,
    description:
      "Everybody who takes part, in the order in which they were enrolled, without the screens of halls; null but for the secretariat.",
  })
  participants(
    @Root() conference: Conference,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Participation>> {
    return participantsOf(context.reader, conference.id, args);
  }
}

@Resolver(() => Participation)
export class ParticipationAppointmentsResolver {
  @guard(ofOneself)
  @FieldResolver(() => [Appointment], {
    nullable: true,
    description: "Functions that the person holds in bodies now; null but for that person and the secretariat.",
  })
  appointments(@Root() participation: Participation, @Ctx() context: Context): Promise<Appointment[]> {
    return context.load(appointmentsHeldBy, participation.id);
  }
}
