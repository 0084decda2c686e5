import { createUnionType, Field } from "type-graphql";
import { successType } from "../../platform/graphql/refusals.js";
import { AccessCodeRejected, RefreshTokenRejected, TooManyAttempts } from "./identity.refusals.js";
import type { SignedIn } from "./sign-in.service.js";
import { ViewerObject } from "./viewer.types.js";

@successType("Signed in: send the access token with every request and keep the refresh token secret.")
export class SignInSuccess {
  @Field(() => String, { description: "Bearer token for HTTP and connection_init, for ten minutes." })
  accessToken: string;

  @Field(() => Date, { description: "When the access token expires. A socket that is open stays open." })
  accessTokenExpiresAt: Date;

  @Field(() => String, { description: "For refreshSession; works once." })
  refreshToken: string;

  @Field(() => ViewerObject, { description: "Who signed in." })
  viewer: ViewerObject;

  constructor(signedIn: SignedIn) {
    this.accessToken = signedIn.accessToken;
    this.accessTokenExpiresAt = signedIn.accessTokenExpiresAt;
    this.refreshToken = signedIn.refreshToken;
    this.viewer = new ViewerObject(signedIn.viewer);
  }
}

@successType("The session was continued with new tokens.")
export class RefreshSessionSuccess extends SignInSuccess {}

@successType("Signed out: the tokens of this sign-in no longer work and its sockets close.")
export class SignOutSuccess {
  @Field(() => Boolean, { description: "Always true." })
  signedOut = true;
}

export const SignInResult = createUnionType({
  name: "SignInResult",
  description: "What signIn answers.",
  types: () => [SignInSuccess, AccessCodeRejected, TooManyAttempts] as const,
});
export const RefreshSessionResult = createUnionType({
  name: "RefreshSessionResult",
  description: "What refreshSession answers.",
  types: () => [RefreshSessionSuccess, RefreshTokenRejected] as const,
});
