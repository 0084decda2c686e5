import { Field, ID, Int, ObjectType } from "type-graphql";
import { SealFault, VoteChoice } from "../ballot/ballot.words.js";
import { guard, inherited } from "../../platform/graphql/policy.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { SealState } from "./secret.words.js";

@ObjectType({ description: "What a paper of a secret ballot may say." })
@guard(inherited)
@shareable
export class BallotOption {
  @Field(() => ID, { description: "What castSecretVote takes: a random id, of one length for all choices." })
  id!: string;
  @Field(() => VoteChoice, { description: "What it means." })
  choice!: VoteChoice;
}

@ObjectType({ description: "How the papers of a secret ballot are sealed." })
@guard(inherited)
@shareable
export class SealedBox {
  @Field(() => SealState, { description: "Where it stands." })
  state!: SealState;
  @Field(() => SealFault, { nullable: true, description: "Why it cannot be counted; null when nothing is known." })
  fault!: SealFault | null;
  @Field(() => String, {
    description:
      "The public key that papers are sealed for: X25519, 32 bytes, hexadecimal. Its private half is in the key directory, never in the database.",
  })
  publicKey!: string;
}

@ObjectType({ description: "What will be told of a secret ballot: to be shown before anybody votes." })
@guard(inherited)
@shareable
export class Disclosure {
  @Field(() => Int, { description: "Counts are told from so many papers on." })
  papers!: number;
  @Field(() => Int, {
    description: "So many papers must say something else than the most frequent choice; 0: a unanimous count is told.",
  })
  outside!: number;
  @Field(() => Int, {
    description:
      "Counts are withheld when no more voters than this differ from an earlier secret ballot on the same question whose counts were told; -1: never for that reason.",
  })
  repeats!: number;
  @Field(() => String, { description: "The rule in words (English)." })
  notice!: string;
}
