import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import type { AdmissionService } from "./admission.service.js";
import type { AgendaService } from "./agenda.service.js";
import type { PresenceService } from "./presence.service.js";
import * as inputs from "./round-table.inputs.js";
import * as results from "./round-table.results.js";
import type { SessionService } from "./session.service.js";

/** The deeds of a body. */
@Resolver()
export class RoundTableDeedsResolver {
  constructor(
    private readonly sessions: SessionService,
    private readonly agenda: AgendaService,
    private readonly presence: PresenceService,
    private readonly admissions: AdmissionService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.OpenRoundTableResult, {
    description: "Opens a round table of a conference in session; for its facilitator.",
  })
  openRoundTable(
    @Arg("input", () => inputs.OpenRoundTableInput, { description: "What to do." }) input: inputs.OpenRoundTableInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.OpenRoundTableSuccess(await this.sessions.open(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.SuspendRoundTableResult, {
    description: "Suspends an open round table; for its facilitator.",
  })
  suspendRoundTable(
    @Arg("input", () => inputs.SuspendRoundTableInput, { description: "What to do." })
    input: inputs.SuspendRoundTableInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.SuspendRoundTableSuccess(await this.sessions.suspend(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.ResumeRoundTableResult, {
    description: "Resumes a suspended round table; for its facilitator.",
  })
  resumeRoundTable(
    @Arg("input", () => inputs.ResumeRoundTableInput, { description: "What to do." })
    input: inputs.ResumeRoundTableInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.ResumeRoundTableSuccess(await this.sessions.resume(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CloseRoundTableResult, {
    description: "Closes a round table; the item under discussion goes back to PENDING. For its facilitator.",
  })
  closeRoundTable(
    @Arg("input", () => inputs.CloseRoundTableInput, { description: "What to do." }) input: inputs.CloseRoundTableInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CloseRoundTableSuccess(await this.sessions.close(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CancelRoundTableResult, {
    description: "Calls off a round table that has not begun; for its facilitator.",
  })
  cancelRoundTable(
    @Arg("input", () => inputs.CancelRoundTableInput, { description: "What to do." })
    input: inputs.CancelRoundTableInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.CancelRoundTableSuccess(
          await this.sessions.cancel(viewerOf(context), input.roundTableId, input.reason),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CheckInResult, {
    description: "Checks the viewer in at its delegation's seat; again changes nothing.",
  })
  checkIn(
    @Arg("input", () => inputs.CheckInInput, { description: "What to do." }) input: inputs.CheckInInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CheckInSuccess(await this.presence.checkIn(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CheckOutResult, { description: "Checks the viewer out; again changes nothing." })
  checkOut(
    @Arg("input", () => inputs.CheckOutInput, { description: "What to do." }) input: inputs.CheckOutInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CheckOutSuccess(await this.presence.checkOut(viewerOf(context), input.roundTableId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.TakeUpAgendaItemResult, {
    description:
      "Takes an agenda item up; the one under discussion until then goes back to PENDING. For the facilitator.",
  })
  takeUpAgendaItem(
    @Arg("input", () => inputs.TakeUpAgendaItemInput, { description: "What to do." })
    input: inputs.TakeUpAgendaItemInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.TakeUpAgendaItemSuccess(await this.agenda.takeUp(viewerOf(context), input.agendaItemId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.CloseAgendaItemResult, {
    description: "Closes the agenda item under discussion; for the facilitator.",
  })
  closeAgendaItem(
    @Arg("input", () => inputs.CloseAgendaItemInput, { description: "What to do." }) input: inputs.CloseAgendaItemInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.CloseAgendaItemSuccess(await this.agenda.close(viewerOf(context), input.agendaItemId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.DeferAgendaItemResult, {
    description: "Puts the agenda item under discussion off; for the facilitator.",
  })
  deferAgendaItem(
    @Arg("input", () => inputs.DeferAgendaItemInput, { description: "What to do." }) input: inputs.DeferAgendaItemInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.DeferAgendaItemSuccess(await this.agenda.defer(viewerOf(context), input.agendaItemId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.AppointResult, {
    description:
      "Appoints a participant to a function in a body; for the secretariat. Not to preside under an open ballot.",
  })
  appoint(
    @Arg("input", () => inputs.AppointInput, { description: "What to do." }) input: inputs.AppointInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.AppointSuccess(
          await this.admissions.appoint(viewerOf(context), input.roundTableId, input.participationId, input.role),
        ),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.EndAppointmentResult, {
    description:
      "Ends an appointment, at any time; what the person watches in the body ends with this event, and so do hall screens that a chair opened who does not preside any more. For the secretariat.",
  })
  endAppointment(
    @Arg("input", () => inputs.EndAppointmentInput, { description: "What to do." }) input: inputs.EndAppointmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.EndAppointmentSuccess(await this.admissions.endAppointment(viewerOf(context), input.appointmentId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawDelegateResult, {
    description:
      "Takes a person out of a delegation, at any time; what the person watches in its bodies ends with this event. A head who is taken out leaves the delegation without one until another delegate is made it. For the secretariat.",
  })
  withdrawDelegate(
    @Arg("input", () => inputs.WithdrawDelegateInput, { description: "What to do." })
    input: inputs.WithdrawDelegateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawDelegateSuccess(
          await this.admissions.withdrawDelegate(viewerOf(context), input.delegateId),
        ),
    );
  }
}
