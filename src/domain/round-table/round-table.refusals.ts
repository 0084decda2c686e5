import { Field, Int } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import { AgendaItemState } from "./agenda-item.entity.js";
import { RoundTableState } from "./round-table.entity.js";

@refusalType("The round table does not meet at the moment.")
export class RoundTableNotOpen extends DomainError {
  override code = "ROUND_TABLE_NOT_OPEN";
  override message: string;
  @Field(() => RoundTableState, { description: "The state it is in." })
  state: RoundTableState;
  constructor(state: RoundTableState) {
    super();
    this.state = state;
    this.message = `The round table is ${state}. It must be OPEN for this.`;
  }
}

@refusalType("The agenda item is not under discussion.")
export class AgendaItemNotUnderDiscussion extends DomainError {
  override code = "AGENDA_ITEM_NOT_UNDER_DISCUSSION";
  override message: string;
  @Field(() => AgendaItemState, { description: "The state it is in." })
  state: AgendaItemState;
  constructor(state: AgendaItemState) {
    super();
    this.state = state;
    this.message = `The agenda item is ${state}. The facilitator must take it up first.`;
  }
}

@refusalType("The viewer must be checked in at this round table.")
export class NotPresent extends DomainError {
  override code = "NOT_PRESENT";
  override message = "Check in at this round table first.";
}

@refusalType(
  "Too few delegations are present to decide, or to open the sitting where the rules want a quorum for that.",
)
export class QuorumNotMet extends DomainError {
  override code = "QUORUM_NOT_MET";
  override message: string;
  @Field(() => Int, { description: "Delegations present." })
  present: number;
  @Field(() => Int, { description: "Delegations that must be present." })
  required: number;
  @Field(() => Int, { description: "Delegations of which the quorum is a share." })
  members: number;
  constructor(present: number, required: number, members: number) {
    super();
    this.present = present;
    this.required = required;
    this.members = members;
    this.message = `${present} of ${members} delegations are present; ${required} must be. ${required - present} more must check in.`;
  }
}
