import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { unwrapResolverError } from "@apollo/server/errors";
import { isTemporary, withoutParameters } from "../database/faults.js";
import { uuidv4 } from "../kernel/ids.js";

/** Codes that `extensions.code` may hold. The table in docs/errors.md is tested against this list. */
export const ERROR_CODES = [
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "LIMIT_EXCEEDED",
  "NOT_FOUND",
  "REVOKED",
  "CURSOR_EXPIRED",
  "CURSOR_AHEAD",
  "EPOCH_CHANGED",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** An error of the request itself. Its text and facts reach the client, so they hold nothing secret. */
export class RequestError extends GraphQLError {
  constructor(code: ErrorCode, message: string, facts: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...facts } });
  }
}

const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens/;
const PUBLIC_KEYS = new Set(["earliest", "head", "retryAfterSeconds", "limit"]);

export interface MaskOptions {
  /** Called with everything that is masked, and the id under which the client can report it. */
  readonly log: (error: unknown, errorId: string) => void;
  /** False hides names of the schema that the client did not send ("Did you mean"). */
  readonly revealSchema: boolean;
}

/** The one mask for both doors: what is not meant for clients becomes an id, the rest loses stacks and values. */
export function maskError(
  formatted: GraphQLFormattedError,
  thrown: unknown,
  options: MaskOptions,
): GraphQLFormattedError {
  const original = unwrapResolverError(thrown) as { originalError?: unknown } | null;
  const code = codeOf(formatted, thrown);
  if (code === null) return masked(formatted, original, options);
  const message = redact(formatted.message, code, options.revealSchema);
  const tokens = TOO_MANY_TOKENS.exec(formatted.message)?.[1];
  const facts = tokens
    ? { limit: Number(tokens) }
    : Object.fromEntries(Object.entries(formatted.extensions ?? {}).filter(([key]) => PUBLIC_KEYS.has(key)));
  return { ...places(formatted), message, extensions: { code, ...facts } };
}

function codeOf(formatted: GraphQLFormattedError, thrown: unknown): ErrorCode | null {
  const code = formatted.extensions?.["code"];
  const inner = thrown instanceof GraphQLError ? thrown.originalError : null;
  // Apollo puts its own code over that of a validation rule; ours says more.
  if (inner instanceof RequestError) return inner.extensions["code"] as ErrorCode;
  if (TOO_MANY_TOKENS.test(formatted.message)) return "LIMIT_EXCEEDED";
  if (typeof code === "string" && code !== "INTERNAL_SERVER_ERROR" && ERROR_CODES.includes(code as ErrorCode))
    return code as ErrorCode;
  if (code === "PERSISTED_QUERY_NOT_FOUND" || code === "PERSISTED_QUERY_NOT_SUPPORTED") return "BAD_REQUEST";
  // graphql-js itself raises GraphQLErrors for bad variables and documents; nothing of ours is inside them.
  if (!(thrown instanceof GraphQLError) || (inner && !(inner instanceof GraphQLError))) return null;
  if (/^(Must provide an? operation|Unknown operation|Unable to identify operation)/.test(thrown.message))
    return "OPERATION_RESOLUTION_FAILURE";
  return /^(Variable "\$|Argument "|Too many errors processing variables)/.test(thrown.message)
    ? "BAD_USER_INPUT"
    : null;
}

function masked(formatted: GraphQLFormattedError, original: unknown, options: MaskOptions): GraphQLFormattedError {
  const errorId = uuidv4();
  options.log(withoutParameters(original), errorId);
  if (isTemporary(original)) {
    const message = "The server could not do this right now. Nothing was lost; send it again in a moment.";
    return { ...places(formatted), message, extensions: { code: "UNAVAILABLE", errorId, retryAfterSeconds: 2 } };
  }
  const message = `Something went wrong on the server. Report the id ${errorId} to the secretariat.`;
  return { ...places(formatted), message, extensions: { code: "INTERNAL_SERVER_ERROR", errorId } };
}

/** Values may be a choice or an access code: they are never repeated. Suggestions name the schema. */
function redact(message: string, code: ErrorCode, revealSchema: boolean): string {
  let text = message;
  if (code === "BAD_USER_INPUT" || code === "GRAPHQL_VALIDATION_FAILED") text = withoutValues(text);
  if (code === "GRAPHQL_PARSE_FAILED") text = text.replace(/((?:Block)?String|Int|Float) "[\s\S]*"/, "$1");
  if (!revealSchema) text = text.replace(/ ?Did you mean [\s\S]*?\?/g, "");
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}

/** How graphql-js says what is wrong with a value. What it repeats of the value is left out; so is a guess at what was meant. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/Value [\s\S]+ does not exist in ("\w+" enum)\.(?: Did you mean [^?]*\?)?$/, "The value does not exist in $1."],
  [/((?:Enum "\w+"|\b\w+) cannot represent)[\s\S]*$/, "$1 this value."],
  [/Expected value of type ("[^"]+"), found [\s\S]*$/, "Expected value of type $1."],
  [/(Field "\w+" of required type "[^"]+" was not provided\.)$/, "$1"],
  [/(Field "\w+" is not defined by type "\w+"\.(?: Did you mean [^?]*\?)?)$/, "$1"],
  [/(Expected (?:non-nullable )?type "[^"]+" (?:not to be null|to be an object)\.)$/, "$1"],
  [/(Expected type "[^"]+")\. [\s\S]*$/, "$1."],
];

/** Says what is wrong with a value and where, in words that cannot hold the value. */
function withoutValues(message: string): string {
  const [, variable, rest] = /^(Variable "\$\w+" got invalid value )([\s\S]*)$/.exec(message) ?? [];
  const [, argument] = /^(Argument "\w+" has invalid value )/.exec(message) ?? [];
  if (argument) return `${argument.trim()}.`;
  for (const [reason, words] of REASONS) {
    const found = new RegExp(`^${variable ? "([\\s\\S]*); " : "()"}${reason.source}`).exec(rest ?? message);
    if (!found) continue;
    const [, before = "", ...parts] = found;
    const said = words.replace("$1", parts[0] ?? "");
    return variable ? `${variable.trim()}${/ at "[\w.[\]]+"$/.exec(before)?.[0] ?? ""}; ${said}` : said;
  }
  return variable ? `${variable.trim()}.` : message;
}

function places(formatted: GraphQLFormattedError): Partial<GraphQLFormattedError> {
  return {
    ...(formatted.locations ? { locations: formatted.locations } : {}),
    ...(formatted.path ? { path: formatted.path } : {}),
  };
}
