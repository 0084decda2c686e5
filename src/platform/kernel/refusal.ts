/**
 * Carries a refusal out of a transaction: thrown inside, so that the transaction rolls back by itself;
 * `result()` at the GraphQL edge returns `reason`, which must be a plain object (graphql-js turns a *returned* Error
 * into a field error).
 */
export class Refusal<Reason extends object = object> extends Error {
  constructor(readonly reason: Reason) {
    super(reason.constructor.name);
    this.name = "Refusal";
  }
}

/** Throws the reason as a Refusal. An expression, so that it fits behind `??`. */
export function refuse(reason: object): never {
  throw new Refusal(reason);
}
