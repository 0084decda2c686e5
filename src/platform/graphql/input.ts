import { isUuid } from "../kernel/ids.js";
import { Refusal } from "../kernel/refusal.js";
import { normalText, textProblem } from "../kernel/text.js";
import { RequestError } from "./errors.js";
import { InvalidInput, NotFound } from "./refusals.js";

/** An argument of a query that cannot be used: queries have no refusal union, so it is an error of the request. */
export function refuseInput(argument: string, message: string): never {
  throw new RequestError("BAD_USER_INPUT", `${argument}: ${message}`);
}

/** The text as it will be stored, or InvalidInput. `maximum` counts characters (code points). */
export function requireText(field: string, value: string, maximum: number): string {
  const problem = textProblem(value, maximum);
  if (problem) throw new Refusal(new InvalidInput(field, problem));
  return normalText(value);
}

/** An id that can stand in a query, or NotFound: a malformed id names nothing, just as an unknown one. */
export function requireId(id: string): string {
  if (!isUuid(id)) throw new Refusal(new NotFound());
  return id.toLowerCase();
}

/** The idempotency key: any well-formed text up to 100 characters. */
export function readKey(value: string | null | undefined): string | null {
  if (value == null) return null;
  const problem = textProblem(value, 100);
  if (problem) throw new Refusal(new InvalidInput("clientMutationId", problem));
  return value;
}
