import { Field } from "type-graphql";
import { InvalidInput, InvalidState, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { Delegate } from "../delegation/delegate.entity.js";
import { AgendaItem } from "./agenda-item.entity.js";
import { Appointment } from "./appointment.entity.js";
import { RoundTable } from "./round-table.entity.js";
import { QuorumNotMet, RoundTableNotOpen } from "./round-table.refusals.js";
import { Seat } from "./seat.entity.js";

@successType("The round table is open.")
export class OpenRoundTableSuccess {
  @Field(() => RoundTable, { description: "The round table, in its new state." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The round table pauses.")
export class SuspendRoundTableSuccess {
  @Field(() => RoundTable, { description: "The round table, in its new state." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The round table goes on.")
export class ResumeRoundTableSuccess {
  @Field(() => RoundTable, { description: "The round table, in its new state." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The round table is over.")
export class CloseRoundTableSuccess {
  @Field(() => RoundTable, { description: "The round table, in its new state." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The round table is called off.")
export class CancelRoundTableSuccess {
  @Field(() => RoundTable, { description: "The round table, in its new state." })
  roundTable: RoundTable;
  constructor(roundTable: RoundTable) {
    this.roundTable = roundTable;
  }
}

@successType("The viewer is checked in.")
export class CheckInSuccess {
  @Field(() => Seat, { description: "The seat of the viewer's delegation." })
  seat: Seat;
  constructor(seat: Seat) {
    this.seat = seat;
  }
}

@successType("The viewer is checked out.")
export class CheckOutSuccess {
  @Field(() => Seat, { description: "The seat of the viewer's delegation." })
  seat: Seat;
  constructor(seat: Seat) {
    this.seat = seat;
  }
}

@successType("The agenda item is under discussion.")
export class TakeUpAgendaItemSuccess {
  @Field(() => AgendaItem, { description: "The agenda item, in its new state." })
  agendaItem: AgendaItem;
  constructor(agendaItem: AgendaItem) {
    this.agendaItem = agendaItem;
  }
}

@successType("The agenda item is dealt with.")
export class CloseAgendaItemSuccess {
  @Field(() => AgendaItem, { description: "The agenda item, in its new state." })
  agendaItem: AgendaItem;
  constructor(agendaItem: AgendaItem) {
    this.agendaItem = agendaItem;
  }
}

@successType("The agenda item is put off.")
export class DeferAgendaItemSuccess {
  @Field(() => AgendaItem, { description: "The agenda item, in its new state." })
  agendaItem: AgendaItem;
  constructor(agendaItem: AgendaItem) {
    this.agendaItem = agendaItem;
  }
}

@successType("The person is appointed.")
export class AppointSuccess {
  @Field(() => Appointment, { description: "The appointment." })
  appointment: Appointment;
  constructor(appointment: Appointment) {
    this.appointment = appointment;
  }
}

@successType("The appointment has ended.")
export class EndAppointmentSuccess {
  @Field(() => Appointment, { description: "The appointment." })
  appointment: Appointment;
  constructor(appointment: Appointment) {
    this.appointment = appointment;
  }
}

@successType("The person has left the delegation.")
export class WithdrawDelegateSuccess {
  @Field(() => Delegate, { description: "The delegate." })
  delegate: Delegate;
  constructor(delegate: Delegate) {
    this.delegate = delegate;
  }
}

export const OpenRoundTableResult = resultOf("openRoundTable", OpenRoundTableSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  QuorumNotMet,
]);
export const SuspendRoundTableResult = resultOf("suspendRoundTable", SuspendRoundTableSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const ResumeRoundTableResult = resultOf("resumeRoundTable", ResumeRoundTableSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const CloseRoundTableResult = resultOf("closeRoundTable", CloseRoundTableSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const CancelRoundTableResult = resultOf("cancelRoundTable", CancelRoundTableSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  InvalidInput,
]);
export const CheckInResult = resultOf("checkIn", CheckInSuccess, [NotFound, NotEntitled, InvalidState]);
export const CheckOutResult = resultOf("checkOut", CheckOutSuccess, [NotFound, NotEntitled, InvalidState]);
export const TakeUpAgendaItemResult = resultOf("takeUpAgendaItem", TakeUpAgendaItemSuccess, [
  NotFound,
  NotEntitled,
  RoundTableNotOpen,
  InvalidState,
]);
export const CloseAgendaItemResult = resultOf("closeAgendaItem", CloseAgendaItemSuccess, [
  NotFound,
  NotEntitled,
  RoundTableNotOpen,
  InvalidState,
]);
export const DeferAgendaItemResult = resultOf("deferAgendaItem", DeferAgendaItemSuccess, [
  NotFound,
  NotEntitled,
  RoundTableNotOpen,
  InvalidState,
]);
export const AppointResult = resultOf("appoint", AppointSuccess, [NotFound, NotEntitled, InvalidState]);
export const EndAppointmentResult = resultOf("endAppointment", EndAppointmentSuccess, [NotFound, NotEntitled]);
export const WithdrawDelegateResult = resultOf("withdrawDelegate", WithdrawDelegateSuccess, [NotFound, NotEntitled]);
