/** What went wrong, in one form for all transports. */
export interface Problem {
  /**
   * `extensions.code` of the server (docs/errors.md), `CLOSE_1012` and the like for a socket, or one of ours: GAP (an event
   * was missing), BEHIND (more than `maxPending` waited), NO_CURSOR (no `extensions.live` in a message), SIGNED_OUT (`token`
   * had none), ERROR (all else).
   */
  readonly code: string;
  readonly message: string;
  /** Milliseconds to wait at least, where the server said so. */
  readonly retryAfter: number;
  /** As it came. */
  readonly cause: unknown;
}

/** Reads lists of GraphQL errors, errors of Apollo Client and urql that carry such a list, close events, and Errors. */
export function problemOf(cause: unknown): Problem {
  const coded = errorsIn(cause).find((one) => typeof one.extensions?.["code"] === "string");
  if (coded) {
    const seconds = Number(coded.extensions?.["retryAfterSeconds"] ?? 0);
    return problem(String(coded.extensions?.["code"]), coded.message, cause, seconds > 0 ? seconds * 1_000 : 0);
  }
  if (!isObject(cause)) return problem("ERROR", String(cause), cause);
  const { code, reason, message, networkError } = cause;
  if (typeof code === "number") return problem(`CLOSE_${code}`, typeof reason === "string" ? reason : "", cause);
  if (isObject(networkError)) return problemOf(networkError);
  const said = typeof message === "string" ? message : "";
  return problem(typeof code === "string" ? code : "ERROR", said || (errorsIn(cause)[0]?.message ?? ""), cause);
}

export function problem(code: string, message: string, cause: unknown = null, retryAfter = 0): Problem {
  return { code, message, retryAfter, cause };
}

/**
 * What to do about it: `end`; `reload` the snapshot; try again `now` (only if that fails, after a while), `later`, or `much
 * later`; `renew`: once more, because a new token may help.
 */
export type Verdict = "end" | "reload" | "now" | "later" | "much later" | "renew";

const VERDICTS: Readonly<Record<string, Verdict>> = {
  REVOKED: "end",
  SIGNED_OUT: "end",
  NOT_FOUND: "end",
  CURSOR_EXPIRED: "reload",
  CURSOR_AHEAD: "reload",
  EPOCH_CHANGED: "reload",
  UNAUTHENTICATED: "renew",
  CLOSE_4401: "renew",
  // Somebody with six windows open: each that came back at once would push out another.
  CLOSE_4429: "much later",
  UNAVAILABLE: "later",
  INTERNAL_SERVER_ERROR: "later",
  ERROR: "later",
  GAP: "now",
  BEHIND: "now",
};

/** Codes of the server that we do not know say that the request is wrong; it would be refused for ever. */
export function verdictOf({ code }: Problem): Verdict {
  return VERDICTS[code] ?? (code.startsWith("CLOSE_") ? "now" : "end");
}

/** Whether `load` need not be tried again after this. */
export function endsLoading({ code }: Problem): boolean {
  return code === "UNAUTHENTICATED" || code === "SIGNED_OUT" || code === "NOT_FOUND" || code === "FORBIDDEN";
}

interface ErrorLike {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A list itself, or what holds one: `errors` in Apollo Client 4, `graphQLErrors` in urql and Apollo Client 3. */
function errorsIn(cause: unknown): readonly ErrorLike[] {
  if (Array.isArray(cause)) return cause.filter(isErrorLike);
  if (!isObject(cause)) return [];
  const { errors, graphQLErrors } = cause;
  if (Array.isArray(errors)) return errors.filter(isErrorLike);
  if (Array.isArray(graphQLErrors)) return graphQLErrors.filter(isErrorLike);
  return isObject(cause["extensions"]) && isErrorLike(cause) ? [cause] : [];
}

function isErrorLike(value: unknown): value is ErrorLike {
  return isObject(value) && typeof value["message"] === "string";
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
