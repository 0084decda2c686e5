import { Field } from "type-graphql";
import {
  IdempotencyConflict,
  InvalidInput,
  InvalidState,
  NotEntitled,
  NotFound,
  successType,
} from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { AgendaItem } from "../round-table/agenda-item.entity.js";
import { AgendaItemNotUnderDiscussion, NotPresent, RoundTableNotOpen } from "../round-table/round-table.refusals.js";
import { Intervention } from "./intervention.entity.js";
import { FloorTaken, PointOfOrderPending, SpeakersListClosed } from "./speaking.refusals.js";

@successType("The list takes requests.")
export class OpenSpeakersListSuccess {
  @Field(() => AgendaItem, { description: "The agenda item, with its list." })
  agendaItem: AgendaItem;
  constructor(agendaItem: AgendaItem) {
    this.agendaItem = agendaItem;
  }
}

@successType("The list takes no more requests.")
export class CloseSpeakersListSuccess {
  @Field(() => AgendaItem, { description: "The agenda item, with its list." })
  agendaItem: AgendaItem;
  constructor(agendaItem: AgendaItem) {
    this.agendaItem = agendaItem;
  }
}

@successType("The delegation is on the list, or its point of order is raised.")
export class RequestFloorSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The request is withdrawn.")
export class WithdrawRequestSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The delegation is called.")
export class CallSpeakerSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The clock runs.")
export class StartSpeakingSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The clock stands.")
export class PauseSpeakerSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The clock runs on.")
export class ResumeSpeakerSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The turn is over.")
export class EndSpeechSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The delegation is passed over.")
export class SkipSpeakerSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("There is more time.")
export class ExtendTimeSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

@successType("The point of order is ruled on.")
export class RuleOnPointOfOrderSuccess {
  @Field(() => Intervention, { description: "The intervention, in its new state." })
  intervention: Intervention;
  constructor(intervention: Intervention) {
    this.intervention = intervention;
  }
}

export const OpenSpeakersListResult = resultOf("openSpeakersList", OpenSpeakersListSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  RoundTableNotOpen,
  AgendaItemNotUnderDiscussion,
]);
export const CloseSpeakersListResult = resultOf("closeSpeakersList", CloseSpeakersListSuccess, [NotFound, NotEntitled]);
export const RequestFloorResult = resultOf("requestFloor", RequestFloorSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  RoundTableNotOpen,
  AgendaItemNotUnderDiscussion,
  NotPresent,
  SpeakersListClosed,
  PointOfOrderPending,
  IdempotencyConflict,
]);
export const WithdrawRequestResult = resultOf("withdrawRequest", WithdrawRequestSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
]);
export const CallSpeakerResult = resultOf("callSpeaker", CallSpeakerSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
  AgendaItemNotUnderDiscussion,
  FloorTaken,
  PointOfOrderPending,
]);
export const StartSpeakingResult = resultOf("startSpeaking", StartSpeakingSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
  PointOfOrderPending,
]);
export const PauseSpeakerResult = resultOf("pauseSpeaker", PauseSpeakerSuccess, [NotFound, NotEntitled, InvalidState]);
export const ResumeSpeakerResult = resultOf("resumeSpeaker", ResumeSpeakerSuccess, [
  NotFound,
  NotEntitled,
  InvalidState,
  RoundTableNotOpen,
  PointOfOrderPending,
]);
export const EndSpeechResult = resultOf("endSpeech", EndSpeechSuccess, [NotFound, NotEntitled, InvalidState]);
export const SkipSpeakerResult = resultOf("skipSpeaker", SkipSpeakerSuccess, [NotFound, NotEntitled, InvalidState]);
export const ExtendTimeResult = resultOf("extendTime", ExtendTimeSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
  IdempotencyConflict,
]);
export const RuleOnPointOfOrderResult = resultOf("ruleOnPointOfOrder", RuleOnPointOfOrderSuccess, [
  NotFound,
  NotEntitled,
  InvalidInput,
  InvalidState,
]);
