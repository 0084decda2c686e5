import { Field } from "type-graphql";
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
