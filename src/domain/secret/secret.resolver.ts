import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Keys } from "../../platform/auth/keys.js";
import type { Context } from "../../platform/graphql/context.js";
import { guard, inherited, type Policy, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { shareable } from "../../platform/graphql/sharing.js";
import { Ballot } from "../ballot/ballot.entity.js";
import { BallotMode } from "../ballot/ballot.words.js";
import { ruleSetById } from "../conference/conference.loaders.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { admissionOf } from "../round-table/admission.policy.js";
import { disclosureWords } from "./disclosure.rules.js";
import { receiptFor } from "./receipt.service.js";
import { CHOICES, type SealingService } from "./sealing.service.js";
import type { SecretCastingService } from "./secret-casting.service.js";
import { CastSecretVoteInput } from "./secret.inputs.js";
import { ownMarks, sealOf } from "./secret.loaders.js";
import { CastSecretVoteResult, CastSecretVoteSuccess } from "./secret.results.js";
import { BallotOption, Disclosure, SealedBox } from "./secret.types.js";
import { SealState } from "./secret.words.js";

/** For members of a delegation: whether it has voted is theirs to know, and no choice. */
const ofOwnDelegation: Policy<Ballot> = {
  name: "maySeeOwnMark",
  check: async (context, ballot) => (await admissionOf(context, ballot.roundTableId))?.seat != null,
  otherwise: "null",
};

/** Secret ballots: casting, and what a secret ballot shows of itself. */
@Resolver(() => Ballot)
export class SecretBallotResolver {
  constructor(
    private readonly casting: SecretCastingService,
    private readonly keys: Keys,
    private readonly sealing: SealingService,
  ) {}

  @guard(signedIn)
  @Mutation(() => CastSecretVoteResult, {
    description:
      "Casts the vote of the viewer's delegation in a SECRET ballot, for good: it is never changed and cannot be read back. Safe to send again with the same clientMutationId.",
  })
  castSecretVote(
    @Arg("input", () => CastSecretVoteInput, { description: "What to do." }) input: CastSecretVoteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new CastSecretVoteSuccess(await this.casting.cast(viewerOf(context), input)));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => [BallotOption], {
    nullable: true,
    description:
      "What a paper may say, for castSecretVote; null where the ballot is not secret, or this server does not have its keys.",
  })
  async options(@Root() ballot: Ballot, @Ctx() context: Context): Promise<BallotOption[] | null> {
    const kept = await context.load(sealOf, ballot.id);
    const ids = kept && this.sealing.optionIds(kept);
    return ids && ids.map((id, place) => ({ id, choice: CHOICES[place]! }));
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => SealedBox, {
    nullable: true,
    description: "How its papers are sealed; null where the ballot is not secret.",
  })
  async box(@Root() ballot: Ballot, @Ctx() context: Context): Promise<SealedBox | null> {
    const kept = await context.load(sealOf, ballot.id);
    if (!kept) return null;
    const fault = ballot.closedAt ? null : kept.fault;
    const state = ballot.closedAt ? SealState.DESTROYED : fault ? SealState.FAULTY : SealState.SEALED;
    return { state, fault, publicKey: kept.publicKey.toString("hex") };
  }

  @guard(inherited)
  @shareable
  @FieldResolver(() => Disclosure, {
    nullable: true,
    description: "What will be told of its counts, by the rule set; null where the ballot is not secret.",
  })
  async disclosure(@Root() ballot: Ballot, @Ctx() context: Context): Promise<Disclosure | null> {
    if (ballot.mode !== BallotMode.SECRET) return null;
    const { disclosure } = (await context.load(ruleSetById, ballot.ruleSetId))!.rules;
    const { papers, repeats, hideUnanimity } = disclosure;
    const outside = hideUnanimity ? disclosure.outside : 0;
    return { papers, repeats, outside, notice: disclosureWords(disclosure) };
  }

  @guard(ofOwnDelegation)
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      "Whether the paper of the viewer's own delegation is in the box of this secret ballot; null for others and in other modes.",
  })
  async hasVoted(@Root() ballot: Ballot, @Ctx() context: Context): Promise<boolean | null> {
    if (ballot.mode !== BallotMode.SECRET) return null;
    return (await context.loadOwn(ownMarks, ballot))?.hasVoted ?? null;
  }

  @guard(ofOwnDelegation)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "The receipt of the viewer's own delegation, as castSecretVote gave it; null when its paper is not in the box.",
  })
  async receipt(@Root() ballot: Ballot, @Ctx() context: Context): Promise<string | null> {
    if (ballot.mode !== BallotMode.SECRET) return null;
    const mark = await context.loadOwn(ownMarks, ballot);
    return mark?.hasVoted ? receiptFor(this.keys, ballot, mark.delegationId) : null;
  }
}
