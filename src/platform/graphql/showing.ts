import { setTimeout as sleep } from "node:timers/promises";
import {
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from "graphql";
import { isTemporary } from "../database/faults.js";
import type { Context, Loaders } from "./context.js";
import { RequestError } from "./errors.js";
import { NotShareable } from "./sharing.js";

/** Rows that the viewers of one event share are read at most this long after each other. */
const SHARED_FOR_MS = 500;
const shared = new WeakMap<object, { rows: Loaders; since: number }>();

/** How often, and how patiently (100, 200, 300 … ms), an event is shown again when the database fails under it. */
const ATTEMPTS = 8;
const PAUSE_MS = 100;

/** What showing needs besides the operation itself. */
export interface ShowOptions {
  /** The context of one event, around rows that all who are shown it share. */
  readonly contextFor: (rows: Loaders) => Context;
  readonly mask: (errors: readonly GraphQLError[]) => GraphQLFormattedError[];
}

/**
 * Executes a subscription's document on one event and answers the payload as JSON. Tried again while the database does
 * not answer; throws what ends the subscription (REVOKED, UNAVAILABLE), and NotShareable when something viewer-specific
 * was read where many are shown the same.
 */
export async function showEvent(
  operation: Omit<ExecutionArgs, "contextValue" | "rootValue">,
  event: object,
  { contextFor, mask }: ShowOptions,
): Promise<string> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const result = await execute({ ...operation, rootValue: event, contextValue: contextFor(rowsOf(event)) });
    const errors = result.errors ?? [];
    if (errors.some((error) => error.originalError instanceof NotShareable))
      throw new NotShareable("A field that is marked shareable depends on who asks.");
    const revoked = errors.find((error) => error.extensions["code"] === "REVOKED");
    if (revoked) throw new RequestError("REVOKED", revoked.message);
    if (!errors.some((error) => isTemporary(error.originalError))) return encode(result, mask);
    await sleep(PAUSE_MS * attempt);
  }
  // Going on would leave a hole that the client cannot see: it resumes behind the last event it got.
  throw new RequestError("UNAVAILABLE", "The server could not read what happened. Subscribe again from your cursor.");
}

function encode({ data, errors }: ExecutionResult, mask: ShowOptions["mask"]): string {
  return JSON.stringify({ data: data ?? null, ...(errors ? { errors: mask(errors) } : {}) });
}

/** The shared rows of an event. Rows never depend on the viewer (Context.load); they were read after the event committed. */
function rowsOf(event: object): Loaders {
  const known = shared.get(event);
  if (known && Date.now() - known.since < SHARED_FOR_MS) return known.rows;
  const rows: Loaders = new Map();
  shared.set(event, { rows, since: Date.now() });
  // The event itself may stay in memory much longer than its rows should.
  setTimeout(() => {
    if (shared.get(event)?.rows === rows) shared.delete(event);
  }, SHARED_FOR_MS).unref();
  return rows;
}
