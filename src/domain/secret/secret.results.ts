import { Field } from "type-graphql";
import { InvalidInput, NotEntitled, NotFound, successType } from "../../platform/graphql/refusals.js";
import { resultOf } from "../../platform/graphql/unions.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { AlreadyVoted, BallotClosed, BallotSealFaulty, ModeMismatch } from "../ballot/ballot.refusals.js";
import { NotPresent, RoundTableNotOpen } from "../round-table/round-table.refusals.js";
import type { SecretCast } from "./secret-casting.service.js";

@successType("The paper is in the box.")
export class CastSecretVoteSuccess {
  @Field(() => String, {
    description:
      "Signed by the server (compact JWS, EdDSA): that the paper of this delegation was taken in this ballot. Says nothing of the choice, and is the same each time.",
  })
  receipt: string;
  @Field(() => Ballot, { description: "The ballot." })
  ballot: Ballot;
  constructor({ receipt, ballot }: SecretCast) {
    this.receipt = receipt;
    this.ballot = ballot;
  }
}

export const CastSecretVoteResult = resultOf("castSecretVote", CastSecretVoteSuccess, [
  NotFound,
  NotEntitled,
  NotPresent,
  InvalidInput,
  RoundTableNotOpen,
  BallotClosed,
  AlreadyVoted,
  ModeMismatch,
  BallotSealFaulty,
]);
