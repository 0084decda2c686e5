import { registerEnumType } from "type-graphql";

export enum RehearsalState {
  RUNNING = "RUNNING",
  FINISHED = "FINISHED",
  STOPPED = "STOPPED",
  FAILED = "FAILED",
}
registerEnumType(RehearsalState, {
  name: "RehearsalState",
  description: "Where a rehearsal stands.",
  valuesConfig: {
    RUNNING: { description: "It is being played." },
    FINISHED: { description: "It was played to its end." },
    STOPPED: { description: "Somebody stopped it, or the server was stopped." },
    FAILED: { description: "It could not go on; the words say why." },
  },
});
