import { Field, Int, InterfaceType, ObjectType } from "type-graphql";
import { Refusal } from "../kernel/refusal.js";
import { guard, inherited } from "./policy.js";

/** What every refusal tells, so that a client can show a refusal that it does not know yet. */
@InterfaceType({ description: "A deed that was refused: an expected answer, not a fault. Nothing was changed." })
export abstract class DomainError {
  @Field(() => String, { description: "Stable code to switch on, for example BALLOT_CLOSED." })
  code!: string;

  @Field(() => String, { description: "What happened and what to do, for people to read (English)." })
  message!: string;
}

/** Declares a class as a refusal type of the schema. */
export function refusalType(description: string): ClassDecorator {
  return (target) => {
    ObjectType({ implements: DomainError, description })(target);
    guard(inherited)(target);
  };
}

/** Declares a class as the success of a mutation. */
export function successType(description: string): ClassDecorator {
  return (target) => {
    ObjectType({ description })(target);
    guard(inherited)(target);
  };
}

@refusalType("What the input names does not exist, or the viewer may not know of it. Both look the same.")
export class NotFound extends DomainError {
  override code = "NOT_FOUND";
  override message = "There is nothing with this id that you can reach. Check the id and whom you are signed in as.";
}

@refusalType("The viewer can see the thing, but the deed belongs to others.")
export class NotEntitled extends DomainError {
  override code = "NOT_ENTITLED";
  constructor(override message: string) {
    super();
  }
}

@refusalType("A value of the input cannot be used.")
export class InvalidInput extends DomainError {
  override code = "INVALID_INPUT";
  @Field(() => String, { description: "The field of the input that is at fault." })
  field: string;
  constructor(
    field: string,
    override message: string,
  ) {
    super();
    this.field = field;
  }
}

@refusalType("The state of the thing does not allow the deed now.")
export class InvalidState extends DomainError {
  override code = "INVALID_STATE";
  @Field(() => String, { description: "The state it is in." })
  state: string;
  constructor(
    state: string,
    override message: string,
  ) {
    super();
    this.state = state;
  }
}

@refusalType("The thing was changed by somebody else in the meantime: read it again, then decide.")
export class StaleVersion extends DomainError {
  override code = "STALE_VERSION";
  override message = "Somebody changed this in the meantime. Read the current version, then send your change again.";
  @Field(() => Int, { description: "The version that is current now." })
  currentVersion: number;
  constructor(currentVersion: number) {
    super();
    this.currentVersion = currentVersion;
  }
}

@refusalType("The same clientMutationId came with another input before. Use a new one for a new deed.")
export class IdempotencyConflict extends DomainError {
  override code = "IDEMPOTENCY_CONFLICT";
  override message = "This clientMutationId was used before with another input. Use a new one for a new deed.";
}

/** Turns a thrown refusal into the returned union member; everything else stays an exception. */
export async function result<Success extends object>(work: () => Promise<Success>): Promise<Success | object> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.reason as object;
    throw error;
  }
}
