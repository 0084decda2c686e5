import { setTimeout as sleep } from "node:timers/promises";
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from "graphql";
import { isTemporary } from "../database/faults.js";
import type { Context, Loaders } from "./context.js";
import { RequestError } from "./errors.js";

/** Rows that the viewers of one event share are read at most this long after each other. */
const SHARED_FOR_MS = 500;
const shared = new WeakMap<object, { rows: Loaders; since: number }>();

/** How often, and how patiently (100, 200, 300 … ms), an event is shown again when the database fails under it. */
const ATTEMPTS = 8;
const PAUSE_MS = 100;

/** Adds what every message of a subscription carries besides its data. */
export type Extend = (payload: unknown, previous: unknown) => Record<string, unknown> | undefined;

/**
 * graphql-js's subscribe, with fresh loaders for every event (a context of its own lives as long as the subscription)
 * and extensions on each message. The place where one execution will be shared by many sockets.
 */
export async function subscribeFresh(
  args: ExecutionArgs,
  extend: Extend,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in stream)) return stream;
  const source = (stream as AsyncIterable<unknown>)[Symbol.asyncIterator]();
  let previous: unknown = null;
  const fresh: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const step = await source.next();
      if (step.done === true) return { done: true, value: undefined };
      const result = await show(args, step.value);
      if (!result) {
        // Going on would leave a hole that the client cannot see: it resumes behind the last event it got.
        await source.return?.();
        throw new RequestError(
          "UNAVAILABLE",
          "The server could not read what happened. Subscribe again from your cursor.",
        );
      }
      const revoked = result.errors?.find((error) => error.extensions["code"] === "REVOKED");
      if (revoked) {
        await source.return?.();
        throw new RequestError("REVOKED", revoked.message);
      }
      const extensions = extend(step.value, previous);
      previous = step.value;
      return { done: false, value: extensions ? { ...result, extensions } : result };
    },
    return: async () => {
      await source.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => fresh,
  };
  return fresh;
}

/** Executes the operation for one event; tries again while the database does not answer. Null when it stays away. */
async function show(args: ExecutionArgs, payload: unknown): Promise<ExecutionResult | null> {
  const context = args.contextValue as Context;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const result = await execute({ ...args, rootValue: payload, contextValue: context.forEvent(rowsOf(payload)) });
    if (!result.errors?.some((error) => isTemporary(error.originalError))) return result;
    await sleep(PAUSE_MS * attempt);
  }
  return null;
}

/** The shared rows of an event. Rows never depend on the viewer (Context.load); they were read after the event committed. */
function rowsOf(payload: unknown): Loaders {
  if (typeof payload !== "object" || payload === null) return new Map();
  const known = shared.get(payload);
  if (known && Date.now() - known.since < SHARED_FOR_MS) return known.rows;
  const rows: Loaders = new Map();
  shared.set(payload, { rows, since: Date.now() });
  // The event itself may stay in memory much longer than its rows should.
  setTimeout(() => {
    if (shared.get(payload)?.rows === rows) shared.delete(payload);
  }, SHARED_FOR_MS).unref();
  return rows;
}
