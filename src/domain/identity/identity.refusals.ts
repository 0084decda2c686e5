import { Field, Int } from "type-graphql";
import { DomainError, refusalType } from "../../platform/graphql/refusals.js";

@refusalType(
  "The access code does not work: unknown, mistyped, expired or revoked. The answer is the same for all of these.",
)
export class AccessCodeRejected extends DomainError {
  override code = "ACCESS_CODE_REJECTED";
  override message = "This access code does not work. Check it letter by letter, or ask the secretariat for a new one.";
}

@refusalType("Too many wrong access codes came from this address. A right one still signs in.")
export class TooManyAttempts extends DomainError {
  override code = "TOO_MANY_ATTEMPTS";
  override message =
    "Too many wrong access codes came from your network. A right one still works; otherwise wait a little.";
  @Field(() => Int, { description: "Seconds after which wrong codes are answered plainly again." })
  retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super();
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

@refusalType("The refresh token does not work: unknown, used before, or its session has ended.")
export class RefreshTokenRejected extends DomainError {
  override code = "REFRESH_TOKEN_REJECTED";
  override message = "This sign-in has ended. Sign in again with your access code.";
}
