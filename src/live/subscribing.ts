import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFormattedError,
} from "graphql";
import type { Context } from "../platform/graphql/context.js";
import { RequestError } from "../platform/graphql/errors.js";
import { type DocumentSharing, sharingOf, variablesKey } from "../platform/graphql/sharing.js";
import { showEvent } from "../platform/graphql/showing.js";
import type { Hub } from "./hub.js";
import { Parked } from "./parked.js";
import { type Attributes, LiveSource, type Showing, type Sink, type ViewClass, type Watching } from "./watching.js";

export interface SubscribingParts {
  readonly hub: Hub;
  readonly mask: (errors: readonly GraphQLError[]) => GraphQLFormattedError[];
}

const known = new WeakMap<object, Map<string, DocumentSharing>>();

/**
 * Starts a subscription: its resolver is asked once, as the real viewer, whether and from where the viewer may watch;
 * then the hub writes to the sink. Answers the errors of a refusal, or an iterator that only tells how it ended.
 */
export async function subscribeLive(
  args: ExecutionArgs,
  sink: Sink,
  { hub, mask }: SubscribingParts,
): Promise<Parked | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  if (!(source instanceof LiveSource)) throw new Error("A subscription's resolver answers a LiveSource");
  const parked = new Parked();
  try {
    const subscriber = hub.join(source.watching, showingOf(args, source.watching, mask), sink, parked);
    parked.leave = () => subscriber.leave();
    return parked;
  } catch (error) {
    if (error instanceof RequestError) return { errors: [error] };
    throw error;
  }
}

/** How a subscription is shown: with all who may see the same where the document allows it, else in a class of one. */
function showingOf(args: ExecutionArgs, watching: Watching, mask: SubscribingParts["mask"]): Showing {
  const { contextValue, rootValue: _root, ...operation } = args;
  const context = contextValue as Context;
  const { isShareable, key, cursorVariable } = documentSharing(args);
  const variables = variablesKey(args.variableValues ?? {}, cursorVariable);
  const classOf = (members: string, contextFor: Parameters<typeof showEvent>[2]["contextFor"]): ViewClass => ({
    key: `${key}\0${variables}\0${members}`,
    show: (event) => showEvent(operation, event, { contextFor, mask }),
  });
  return {
    classFor: (attributes: Attributes, alone: boolean) =>
      isShareable && !alone
        ? classOf(`class ${JSON.stringify(attributes)}`, (rows) => context.forClass(attributes, rows))
        : classOf(`one ${watching.principalId} ${JSON.stringify(attributes)}`, (rows) => context.forEvent(rows)),
  };
}

function documentSharing({ schema, document, operationName }: ExecutionArgs): DocumentSharing {
  let byOperation = known.get(document);
  if (!byOperation) known.set(document, (byOperation = new Map()));
  const name = operationName ?? "";
  let sharing = byOperation.get(name);
  if (!sharing) byOperation.set(name, (sharing = sharingOf(schema, document, operationName)));
  return sharing;
}
