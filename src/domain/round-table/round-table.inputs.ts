import { Field, ID, InputType } from "type-graphql";
import { AppointmentRole } from "./appointment.entity.js";

@InputType({ description: "Opening a round table." })
export class OpenRoundTableInput {
  @Field(() => ID, { description: "The round table, SCHEDULED." })
  roundTableId!: string;
}

@InputType({ description: "Suspending a round table." })
export class SuspendRoundTableInput {
  @Field(() => ID, { description: "The round table, OPEN, with no ballot open." })
  roundTableId!: string;
}

@InputType({ description: "Resuming a round table." })
export class ResumeRoundTableInput {
  @Field(() => ID, { description: "The round table, SUSPENDED." })
  roundTableId!: string;
}

@InputType({ description: "Closing a round table." })
export class CloseRoundTableInput {
  @Field(() => ID, { description: "The round table, OPEN, with no ballot open." })
  roundTableId!: string;
}

@InputType({ description: "Calling off a round table that has not begun." })
export class CancelRoundTableInput {
  @Field(() => ID, { description: "The round table, SCHEDULED." })
  roundTableId!: string;

  @Field(() => String, { description: "Why, for its participants; up to 500 characters." })
  reason!: string;
}

@InputType({ description: "Checking in." })
export class CheckInInput {
  @Field(() => ID, { description: "Where." })
  roundTableId!: string;
}

@InputType({ description: "Checking out." })
export class CheckOutInput {
  @Field(() => ID, { description: "Where." })
  roundTableId!: string;
}

@InputType({ description: "Taking up an agenda item." })
export class TakeUpAgendaItemInput {
  @Field(() => ID, { description: "The item." })
  agendaItemId!: string;
}

@InputType({ description: "Closing an agenda item." })
export class CloseAgendaItemInput {
  @Field(() => ID, { description: "The item, UNDER_DISCUSSION." })
  agendaItemId!: string;
}

@InputType({ description: "Putting an agenda item off." })
export class DeferAgendaItemInput {
  @Field(() => ID, { description: "The item, UNDER_DISCUSSION." })
  agendaItemId!: string;
}

@InputType({ description: "Appointing somebody to a function in a body." })
export class AppointInput {
  @Field(() => ID, { description: "The body." })
  roundTableId!: string;

  @Field(() => ID, { description: "The participation of the person, at the same conference." })
  participationId!: string;

  @Field(() => AppointmentRole, { description: "The function." })
  role!: AppointmentRole;
}

@InputType({ description: "Ending an appointment." })
export class EndAppointmentInput {
  @Field(() => ID, { description: "The appointment." })
  appointmentId!: string;
}

@InputType({ description: "Taking a person out of a delegation." })
export class WithdrawDelegateInput {
  @Field(() => ID, { description: "The delegate." })
  delegateId!: string;
}
