import { ERROR_CODES } from "../../src/platform/graphql/errors.js";

const STATUSES = [200, 400, 401, 403, 404, 405, 413, 415, 429];
const ERROR_KEYS = ["message", "locations", "path", "extensions"];
const FACTS = ["code", "limit", "earliest", "head", "retryAfterSeconds"];

/** What must never reach a client: SQL, names of tables and constraints, stacks, paths, classes. */
const INSIDE = [
  /SQLSTATE|syntax error at or near|invalid (input|byte|message)|duplicate key|violates|out of range|null value in/i,
  /\b(relation|column|constraint|function|operator) "/i,
  /\b\w+_(pk|fk|key|idx)\b/,
  /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b.*\b(FROM|VALUES|SET|WHERE)\b/,
  /\b(Query|Type|Reference|Range|Syntax|Entity|Aggregate)\w*Error\b(?!:)/,
  /typeorm|node_modules|pg-pool|postgres|\/src\/|\.(ts|js):\d+/i,
  /Cannot (read|convert|set)|is not (a function|iterable|defined(?! by type))\b|undefined\b/,
  /stacktrace/i,
];

export interface Expectation {
  /** Texts that must not come back. */
  readonly secrets?: readonly string[];
  /** True: names of the schema are not suggested. */
  readonly introspectionOff?: boolean;
  /** True: an error of ours, masked, is a failure. Always, unless a test brings the fault about. */
  readonly internalAllowed?: boolean;
}

/** Everything that is wrong with an answer, in words; empty when it may go out. `status` null: it came over a socket. */
export function wrongWith(status: number | null, text: string, expected: Expectation = {}): string[] {
  const wrong: string[] = [];
  if (status !== null && !STATUSES.includes(status)) wrong.push(`status ${status}`);
  for (const pattern of INSIDE) if (pattern.test(text)) wrong.push(`shows ${pattern.exec(text)![0]}`);
  for (const secret of expected.secrets ?? []) if (text.includes(secret)) wrong.push(`repeats ${secret}`);
  if (expected.introspectionOff && /Did you mean/.test(text)) wrong.push("suggests names of the schema");
  const body = parsed(text);
  if (body === undefined) return [...wrong, "is no JSON"];
  for (const error of errorsIn(body)) wrong.push(...wrongWithError(error, expected));
  return wrong.map((one) => `${one}: ${text.slice(0, 400)}`);
}

function wrongWithError(error: Record<string, unknown>, expected: Expectation): string[] {
  const extensions = (error["extensions"] ?? {}) as Record<string, unknown>;
  const code = extensions["code"] as (typeof ERROR_CODES)[number];
  const wrong: string[] = [];
  if (!ERROR_CODES.includes(code)) wrong.push(`has the code ${String(code)}`);
  if (code === "INTERNAL_SERVER_ERROR" && !expected.internalAllowed) wrong.push("is a fault of the server");
  if (typeof error["message"] !== "string" || error["message"] === "") wrong.push("has an error without a message");
  for (const key of Object.keys(error)) if (!ERROR_KEYS.includes(key)) wrong.push(`has an error with ${key}`);
  for (const key of Object.keys(extensions)) if (!FACTS.includes(key) && key !== "errorId") wrong.push(`tells ${key}`);
  return wrong;
}

/** The errors of an HTTP answer, or of any frame of a socket. */
function errorsIn(body: unknown): Record<string, unknown>[] {
  const frame = body as { errors?: unknown; type?: unknown; payload?: { errors?: unknown } | null } | null;
  const list = frame?.type === "error" ? frame.payload : (frame?.errors ?? frame?.payload?.errors ?? []);
  return Array.isArray(list) ? (list as Record<string, unknown>[]) : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
