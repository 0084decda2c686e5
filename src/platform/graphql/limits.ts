import { costLimitRule } from "@escape.tech/graphql-armor-cost-limit";
import { maxAliasesRule } from "@escape.tech/graphql-armor-max-aliases";
import { maxDepthRule } from "@escape.tech/graphql-armor-max-depth";
import { maxDirectivesRule } from "@escape.tech/graphql-armor-max-directives";
import {
  type ASTVisitor,
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { type ErrorCode, RequestError } from "./errors.js";
import { rowsAskedFor } from "./rows.js";

/**
 * What one operation may cost. HTTP and WebSocket both take their numbers from here and nowhere else. Calibrated on the
 * contract's documents plus half: Room with `__typename` everywhere has depth 8 and a cost of about 4,000.
 */
export const LIMITS = {
  /** Bytes of an HTTP body and of a WebSocket message. */
  payloadBytes: 64 * 1024,
  /** The same of an HTTP body from an administrator, who sends conference files; 200 delegations need about 80 KB. */
  administratorPayloadBytes: 1024 * 1024,
  tokens: 1_000,
  depth: 12,
  cost: 6_000,
  aliases: 10,
  directives: 5,
  /** Rows a document can ask for: the product of list sizes along a path, summed over the paths. */
  rows: 10_000,
  validationErrors: 5,
  coercionErrors: 5,
  pageSize: 100,
} as const;

type Visited = ValidationContext & { reportError(error: GraphQLError): void };

/** An armor rule reports with our code instead of throwing out of validate(). */
function reporting(
  what: string,
  limit: number,
): { propagateOnRejection: false; onReject: ((context: unknown, error: GraphQLError) => void)[] } {
  const message = `This operation asks for too much: ${what}. The limit is ${limit}. Split it into several operations.`;
  return {
    propagateOnRejection: false,
    onReject: [(context) => (context as Visited).reportError(new RequestError("LIMIT_EXCEEDED", message, { limit }))],
  };
}

/** Sign-in fields may stand once in an operation, so that aliases cannot multiply guesses. */
function onceRule(context: ValidationContext): ASTVisitor {
  let seen = 0;
  return {
    Field: (node) => {
      if (context.getFieldDef()?.extensions["oncePerOperation"] !== true) return;
      seen += 1;
      if (seen === 2) {
        const message = `At most one sign-in field may stand in an operation; ${node.name.value} is the second.`;
        context.reportError(new RequestError("LIMIT_EXCEEDED", message, { limit: 1 }));
      }
    },
  };
}

/** The rules that both doors add to GraphQL's own. */
export function limitRules(introspection: boolean): ValidationRule[] {
  const armor = [
    maxDepthRule({ n: LIMITS.depth, flattenFragments: true, ...reporting("it is nested too deeply", LIMITS.depth) }),
    costLimitRule({ maxCost: LIMITS.cost, flattenFragments: true, ...reporting("its cost is too high", LIMITS.cost) }),
    maxAliasesRule({ n: LIMITS.aliases, allowList: [], ...reporting("too many aliases", LIMITS.aliases) }),
    maxDirectivesRule({ n: LIMITS.directives, ...reporting("too many directives", LIMITS.directives) }),
  ] as unknown as ValidationRule[];
  return [...armor, onceRule, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
}

type ReadDocument = { document: DocumentNode; text: string } | { errors: readonly GraphQLError[] };

/** Documents that many sockets send are read once and kept once. */
const MOST_DOCUMENTS = 200;
const documents = new WeakMap<GraphQLSchema, Map<string, ReadDocument>>();

/** Parses and validates under the limits; used by the door that has no Apollo in front, with the codes that Apollo gives. */
export function readDocument(schema: GraphQLSchema, query: string, introspection: boolean): ReadDocument {
  let known = documents.get(schema);
  if (!known) documents.set(schema, (known = new Map()));
  const before = known.get(query);
  const read = before ?? parseAndValidate(schema, query, introspection);
  if ("errors" in read) return read;
  // The one used last is dropped last.
  if (before) known.delete(query);
  else if (known.size >= MOST_DOCUMENTS) known.delete(known.keys().next().value!);
  known.set(query, read);
  return read;
}

function parseAndValidate(schema: GraphQLSchema, query: string, introspection: boolean): ReadDocument {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: LIMITS.tokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { errors: [coded(error, "GRAPHQL_PARSE_FAILED")] };
  }
  const rules = [...specifiedRules, ...limitRules(introspection)];
  const errors = validate(schema, document, rules, { maxErrors: LIMITS.validationErrors }).slice(
    0,
    LIMITS.validationErrors,
  );
  return errors.length > 0
    ? { errors: errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED")) }
    : { document, text: query };
}

function coded(error: GraphQLError, code: ErrorCode): GraphQLError {
  if (error.extensions["code"] === undefined) error.extensions["code"] = code;
  return error;
}

/** Refuses a document whose lists multiply to more rows than one operation may ask for. */
export function requireFewRows(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
): void {
  const rows = rowsAskedFor(schema, document, operationName, variables, LIMITS.pageSize);
  if (rows <= LIMITS.rows) return;
  const message = `This operation can ask for ${rows} rows. The limit is ${LIMITS.rows}. Ask for smaller pages or for less in each row.`;
  throw new RequestError("LIMIT_EXCEEDED", message, { limit: LIMITS.rows, http: { status: 400 } });
}
