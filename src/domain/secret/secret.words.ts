import { registerEnumType } from "type-graphql";

export enum SealFault {
  KEY_MISSING = "KEY_MISSING",
  PAPERS_DIFFER = "PAPERS_DIFFER",
  PAPER_DAMAGED = "PAPER_DAMAGED",
  SEALED_ELSEWHERE = "SEALED_ELSEWHERE",
}
registerEnumType(SealFault, {
  name: "SealFault",
  description: "Why a secret ballot can take no paper, or cannot be counted. Cancel it and hold another.",
  valuesConfig: {
    KEY_MISSING: {
      description: "The key that opens its papers is not in the key directory, or was damaged there.",
    },
    PAPERS_DIFFER: {
      description: "There are not as many papers in the box as marks on the roll: the database was changed by others.",
    },
    PAPER_DAMAGED: { description: "A paper cannot be opened or holds no choice: the database was changed by others." },
    SEALED_ELSEWHERE: { description: "This server does not share the key directory that the ballot was opened with." },
  },
});

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
