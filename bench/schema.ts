import {
  GraphQLID,
  GraphQLInt,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  type GraphQLFieldResolver,
} from "graphql";

/** What the sink subscribes to. */
export const SUBSCRIPTION =
  "subscription RoomEvents($room: ID!, $after: String) { roomEvents(room: $room, after: $after) { seq at cursor kind text } }";
export const ROOM = "b0b0b0b0-0000-7000-8000-000000000001";

const required = {
  seq: GraphQLInt,
  at: GraphQLString,
  cursor: GraphQLString,
  kind: GraphQLString,
  text: GraphQLString,
};

/** Rotunda shares only what is marked; the others take no notice. */
const SHAREABLE = { shareable: true };

/** The schema that every server of the live scenarios serves; only where its events come from differs. */
export function makeSchema<C>(
  subscribe: GraphQLFieldResolver<unknown, C, { room: string; after?: string }>,
  eventOf: (payload: unknown) => unknown = (payload) => payload,
): GraphQLSchema {
  const event = new GraphQLObjectType({
    name: "RoomEvent",
    fields: Object.fromEntries(
      Object.entries(required).map(([name, type]) => [name, { type: new GraphQLNonNull(type), extensions: SHAREABLE }]),
    ),
  });
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: "Query", fields: { ready: { type: GraphQLString, resolve: () => "yes" } } }),
    subscription: new GraphQLObjectType<unknown, C>({
      name: "Subscription",
      fields: {
        roomEvents: {
          type: new GraphQLNonNull(event),
          args: { room: { type: new GraphQLNonNull(GraphQLID) }, after: { type: GraphQLString } },
          subscribe: subscribe as GraphQLFieldResolver<unknown, C>,
          resolve: eventOf,
          extensions: SHAREABLE,
        },
      },
    }),
  });
}
