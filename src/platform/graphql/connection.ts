import { ArgsType, type ClassType, Field, Int, ObjectType } from "type-graphql";
import { refuseInput } from "./input.js";
import { LIMITS } from "./limits.js";
import { guard, inherited } from "./policy.js";
import { shareable } from "./sharing.js";

@ObjectType({ description: "Where a page ends and whether another follows (Relay)." })
@guard(inherited)
@shareable
export class PageInfo {
  @Field(() => Boolean, { description: "True when there is more behind endCursor." })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Send it as `after` to get the next page; null on an empty page.",
  })
  endCursor!: string | null;
}

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: "How many to return, 1 to 100." })
  first!: number;

  @Field(() => String, { nullable: true, description: "The endCursor of the page before; omit for the first page." })
  after?: string | null;
}

export interface Page<Node> {
  edges: { cursor: string; node: Node }[];
  pageInfo: PageInfo;
}

/** The connection and edge classes of a node type; cursors are opaque and stable. */
export function connectionOf<Node extends object>(nodeClass: ClassType<Node>, name: string): ClassType<Page<Node>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} in a page.` })
  @guard(inherited)
  @shareable
  class Edge {
    @Field(() => String, { description: "Opaque position of this edge." })
    cursor!: string;
    @Field(() => nodeClass, { description: `The ${name} itself.` })
    node!: Node;
  }
  @ObjectType(`${name}Connection`, { description: `A page of ${name} objects (Relay connection).` })
  @guard(inherited)
  @shareable
  class Connection {
    @Field(() => [Edge], { description: "The rows of this page, in a stable order." })
    edges!: Edge[];
    @Field(() => PageInfo, { description: "How to go on." })
    pageInfo!: PageInfo;
  }
  return Connection as ClassType<Page<Node>>;
}

/** What a page query needs to know: how many rows to fetch (one more than shown) and the key to start behind. */
export function pageRequest(args: PageArgs): { limit: number; after: string | null } {
  if (args.first < 1 || args.first > LIMITS.pageSize)
    refuseInput("first", `first must lie between 1 and ${LIMITS.pageSize}.`);
  return { limit: args.first + 1, after: args.after == null ? null : decodeCursor(args.after) };
}

/** Builds the page from `limit` rows in stable order; `keyOf` gives what `after` will be compared with. */
export function pageOf<Node>(rows: Node[], args: PageArgs, keyOf: (row: Node) => string): Page<Node> {
  const shown = rows.slice(0, args.first);
  const edges = shown.map((node) => ({ cursor: encodeCursor(keyOf(node)), node }));
  return { edges, pageInfo: { hasNextPage: rows.length > shown.length, endCursor: edges.at(-1)?.cursor ?? null } };
}

const PREFIX = "p1:";

function encodeCursor(key: string): string {
  return Buffer.from(PREFIX + key).toString("base64url");
}

function decodeCursor(cursor: string): string {
  const text = Buffer.from(cursor, "base64url").toString();
  if (cursor.length > 200 || !text.startsWith(PREFIX) || encodeCursor(text.slice(PREFIX.length)) !== cursor) {
    refuseInput("after", "after is not a cursor of this list. Send the endCursor of a page as it came.");
  }
  return text.slice(PREFIX.length);
}
