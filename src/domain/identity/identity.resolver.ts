import { Arg, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../platform/graphql/context.js";
import { anyone, guard, signedIn } from "../../platform/graphql/policy.js";
import { result } from "../../platform/graphql/refusals.js";
import { RefreshSessionInput, SignInInput } from "./identity.inputs.js";
import {
  RefreshSessionResult,
  RefreshSessionSuccess,
  SignInResult,
  SignInSuccess,
  SignOutSuccess,
} from "./identity.results.js";
import type { SignInService } from "./sign-in.service.js";
import { viewerOf } from "./viewer.policy.js";
import { ViewerObject } from "./viewer.types.js";

@Resolver()
export class IdentityResolver {
  constructor(private readonly signIns: SignInService) {}

  @guard(signedIn)
  @Query(() => ViewerObject, { description: "Who is signed in." })
  viewer(@Ctx() context: Context): ViewerObject {
    return new ViewerObject(viewerOf(context));
  }

  @guard(anyone)
  @Extensions({ oncePerOperation: true })
  @Mutation(() => SignInResult, {
    description: "Exchanges a personal access code for tokens. Works signed out; once per operation.",
  })
  signIn(
    @Arg("input", () => SignInInput, { description: "The access code." }) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => {
      const signedIn = await this.signIns.signIn(input.accessCode, context.source);
      context.become(signedIn.viewer);
      return new SignInSuccess(signedIn);
    });
  }

  @guard(anyone)
  @Extensions({ oncePerOperation: true })
  @Mutation(() => RefreshSessionResult, {
    description: "Exchanges a refresh token for new tokens. Works signed out; once per operation.",
  })
  refreshSession(
    @Arg("input", () => RefreshSessionInput, { description: "The refresh token." }) input: RefreshSessionInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return result(async () => {
      const signedIn = await this.signIns.refresh(input.refreshToken);
      context.become(signedIn.viewer);
      return new RefreshSessionSuccess(signedIn);
    });
  }

  @guard(signedIn)
  @Mutation(() => SignOutSuccess, { description: "Ends this sign-in: its tokens stop working and its sockets close." })
  async signOut(@Ctx() context: Context): Promise<SignOutSuccess> {
    await this.signIns.signOut(viewerOf(context));
    return new SignOutSuccess();
  }
}
