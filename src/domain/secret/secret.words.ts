import { registerEnumType } from "type-graphql";

export enum SealState {
  SEALED = "SEALED",
  FAULTY = "FAULTY",
  DESTROYED = "DESTROYED",
}
registerEnumType(SealState, {
  name: "SealState",
  description: "Where the box of a secret ballot stands.",
  valuesConfig: {
    SEALED: { description: "Papers come in, and nobody can open them before the close." },
    FAULTY: { description: "It cannot be counted as it stands; `fault` says why." },
    DESTROYED: { description: "The ballot is over: papers and key are destroyed." },
  },
});
