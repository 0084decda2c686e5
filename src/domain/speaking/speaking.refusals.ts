import { Field } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import { InterventionState } from "./speaking.words.js";

@refusalType("Somebody has the floor: it is given to one delegation at a time.")
export class FloorTaken extends DomainError {
  override code = "FLOOR_TAKEN";
  override message: string;
  @Field(() => InterventionState, { description: "Where the intervention that has the floor stands." })
  state: InterventionState;
  constructor(state: InterventionState) {
    super();
    this.state = state;
    this.message = `Somebody has the floor (${state}). End or skip that intervention first.`;
  }
}

@refusalType("A point of order waits for the chair's ruling; nothing else goes on before.")
export class PointOfOrderPending extends DomainError {
  override code = "POINT_OF_ORDER_PENDING";
  override message = "A point of order waits for a ruling. Rule on it first.";
}

@refusalType("The speakers' list of the agenda item takes no requests.")
export class SpeakersListClosed extends DomainError {
  override code = "SPEAKERS_LIST_CLOSED";
  override message = "The speakers' list of this item is closed. The chair may open it.";
}
