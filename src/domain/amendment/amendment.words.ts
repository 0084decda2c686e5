import { registerEnumType } from "type-graphql";

export enum AmendmentKind {
  ADD = "ADD",
  DELETE = "DELETE",
  REPLACE = "REPLACE",
  MOVE = "MOVE",
}
registerEnumType(AmendmentKind, {
  name: "AmendmentKind",
  description: "What an amendment does with a paragraph.",
  valuesConfig: {
    ADD: { description: "Adds a paragraph." },
    DELETE: { description: "Removes a paragraph whole." },
    REPLACE: { description: "Gives a paragraph, or the amendment that it amends, another text." },
    MOVE: { description: "Puts a paragraph elsewhere among those of its kind." },
  },
});

export enum AmendmentState {
  PROPOSED = "PROPOSED",
  IN_ORDER = "IN_ORDER",
  OUT_OF_ORDER = "OUT_OF_ORDER",
  ACCEPTED_BY_SPONSORS = "ACCEPTED_BY_SPONSORS",
  PUT_TO_VOTE = "PUT_TO_VOTE",
  ADOPTED = "ADOPTED",
  REJECTED = "REJECTED",
  WITHDRAWN = "WITHDRAWN",
  LAPSED = "LAPSED",
}
registerEnumType(AmendmentState, {
  name: "AmendmentState",
  description: "Where an amendment stands.",
  valuesConfig: {
    PROPOSED: { description: "Waits for the chair's ruling." },
    IN_ORDER: { description: "The chair ruled that it is in order: sponsors may accept it, or it is voted on." },
    OUT_OF_ORDER: { description: "The chair ruled that it is not in order." },
    ACCEPTED_BY_SPONSORS: { description: "All sponsors accepted it; it is part of the text." },
    PUT_TO_VOTE: { description: "A ballot on it was opened." },
    ADOPTED: { description: "Adopted by vote; it is part of the text." },
    REJECTED: { description: "Voted down." },
    WITHDRAWN: { description: "Taken back by the delegation that proposed it." },
    LAPSED: { description: "Another decision left nothing for it to change." },
  },
});

export enum AmendmentEffect {
  REBASED = "REBASED",
  LAPSES = "LAPSES",
}
registerEnumType(AmendmentEffect, {
  name: "AmendmentEffect",
  description: "What becomes of an amendment when another is adopted.",
  valuesConfig: {
    REBASED: { description: "It stands, and now applies to what the other has made of the text." },
    LAPSES: { description: "Nothing is left for it to change." },
  },
});
