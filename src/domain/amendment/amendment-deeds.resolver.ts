import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { viewerOf } from "../identity/viewer.policy.js";
import * as inputs from "./amendment.inputs.js";
import * as results from "./amendment.results.js";
import type { AmendmentService } from "./amendment.service.js";
import type { ProposingAmendmentsService } from "./proposing-amendments.service.js";

/** The deeds around amendments. Putting one to the vote is a ballot's. */
@Resolver()
export class AmendmentDeedsResolver {
  constructor(
    private readonly proposing: ProposingAmendmentsService,
    private readonly amendments: AmendmentService,
  ) {}

  @guard(signedIn)
  @Mutation(() => results.ProposeAmendmentResult, {
    description: "Proposes to change a paragraph, or the text of another amendment; for delegations seated there.",
  })
  proposeAmendment(
    @Arg("input", () => inputs.ProposeAmendmentInput, { description: "What to do." })
    input: inputs.ProposeAmendmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () => new results.ProposeAmendmentSuccess(await this.proposing.propose(viewerOf(context), input)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.RuleOnAmendmentResult, {
    description: "Says whether an amendment is in order; for the facilitator. What is not in order ends here.",
  })
  ruleOnAmendment(
    @Arg("input", () => inputs.RuleOnAmendmentInput, { description: "What to do." }) input: inputs.RuleOnAmendmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => new results.RuleOnAmendmentSuccess(await this.amendments.rule(viewerOf(context), input)));
  }

  @guard(signedIn)
  @Mutation(() => results.AcceptAmendmentResult, {
    description:
      "Accepts an amendment as a sponsor of the text, or an amendment to the own amendment. When all sponsors have accepted, the text has a new version. Safe to repeat.",
  })
  acceptAmendment(
    @Arg("input", () => inputs.AcceptAmendmentInput, { description: "What to do." }) input: inputs.AcceptAmendmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.AcceptAmendmentSuccess(await this.amendments.accept(viewerOf(context), input.amendmentId)),
    );
  }

  @guard(signedIn)
  @Mutation(() => results.WithdrawAmendmentResult, {
    description:
      "Takes an amendment back until it is put to the vote; for the delegation that proposed it. Safe to repeat.",
  })
  withdrawAmendment(
    @Arg("input", () => inputs.WithdrawAmendmentInput, { description: "What to do." })
    input: inputs.WithdrawAmendmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(
      async () =>
        new results.WithdrawAmendmentSuccess(await this.amendments.withdraw(viewerOf(context), input.amendmentId)),
    );
  }
}
