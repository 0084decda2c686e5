import { registerEnumType } from "type-graphql";

export enum InterventionKind {
  STATEMENT = "STATEMENT",
  QUESTION = "QUESTION",
  RIGHT_OF_REPLY = "RIGHT_OF_REPLY",
  POINT_OF_ORDER = "POINT_OF_ORDER",
  EXPLANATION_OF_VOTE_BEFORE = "EXPLANATION_OF_VOTE_BEFORE",
  EXPLANATION_OF_VOTE_AFTER = "EXPLANATION_OF_VOTE_AFTER",
}
registerEnumType(InterventionKind, {
  name: "InterventionKind",
  description: "What the floor is asked for.",
  valuesConfig: {
    STATEMENT: { description: "A statement." },
    QUESTION: { description: "A question." },
    RIGHT_OF_REPLY: { description: "An answer to what was said: called when the list is exhausted, a few per item." },
    POINT_OF_ORDER: { description: "About procedure: interrupts whoever speaks and is ruled on at once." },
    EXPLANATION_OF_VOTE_BEFORE: { description: "Why the delegation will vote as it will; before a ballot opens." },
    EXPLANATION_OF_VOTE_AFTER: { description: "Why the delegation voted as it did; once the ballot is closed." },
  },
});

export enum InterventionState {
  QUEUED = "QUEUED",
  CALLED = "CALLED",
  SPEAKING = "SPEAKING",
  PAUSED = "PAUSED",
  DONE = "DONE",
  WITHDRAWN = "WITHDRAWN",
  SKIPPED = "SKIPPED",
}
registerEnumType(InterventionState, {
  name: "InterventionState",
  description: "Where an intervention stands.",
  valuesConfig: {
    QUEUED: { description: "On the list." },
    CALLED: { description: "Called by the chair; the clock does not run yet." },
    SPEAKING: { description: "Speaking; the clock runs. At most one in a body." },
    PAUSED: { description: "Interrupted; the clock stands." },
    DONE: { description: "Has spoken, or was ruled on." },
    WITHDRAWN: { description: "Taken back by the delegation." },
    SKIPPED: { description: "Passed over by the chair." },
  },
});

export enum SpeakingPolicy {
  FIRST_COME = "FIRST_COME",
  FEWEST_FIRST = "FEWEST_FIRST",
}
registerEnumType(SpeakingPolicy, {
  name: "SpeakingPolicy",
  description: "Who of those on the list is next. The chair may call somebody else.",
  valuesConfig: {
    FIRST_COME: { description: "Whoever asked first." },
    FEWEST_FIRST: { description: "Whoever has spoken less often on the item, then whoever asked first." },
  },
});
