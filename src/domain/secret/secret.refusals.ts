import { Field } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";
import { SealFault } from "./secret.words.js";

const WORDS: Record<SealFault, string> = {
  [SealFault.KEY_MISSING]:
    "The key of this secret ballot is missing: nothing can be counted. Restore the key directory, or cancel the ballot and hold another.",
  [SealFault.PAPERS_DIFFER]:
    "Papers in the box and marks on the roll differ: somebody has changed the database. Cancel the ballot and hold another.",
  [SealFault.PAPER_DAMAGED]:
    "A paper in the box cannot be opened: somebody has changed the database. Cancel the ballot and hold another.",
  [SealFault.SEALED_ELSEWHERE]:
    "This server does not share the key directory that this ballot was opened with. Try again; the operator must give all servers the same KEY_DIR.",
};

@refusalType("A secret ballot can take no paper here, or cannot be counted. Nothing was changed.")
export class BallotSealFaulty extends DomainError {
  override code = "BALLOT_SEAL_FAULTY";
  override message: string;
  @Field(() => SealFault, { description: "What is wrong." })
  fault: SealFault;
  constructor(fault: SealFault) {
    super();
    this.fault = fault;
    this.message = WORDS[fault];
  }
}
