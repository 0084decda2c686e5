import { describe, expect, it } from "@jest/globals";
import { ApolloClient, gql, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { createClient as createUrqlClient, mapExchange, subscriptionExchange } from "@urql/core";
import type { DocumentNode } from "graphql";
import type { Client, Sink as SocketSink, SubscribePayload } from "graphql-ws";
import { overApollo } from "../../client/apollo.js";
import type { Message, Sink, Subscribe } from "../../client/live.js";
import { forwardOver, overUrql } from "../../client/urql.js";
import { soon } from "./fake-feed.js";

/** A graphql-ws client whose server is the test. */
class FakeSockets {
  readonly sent: { payload: SubscribePayload; sink: SocketSink<any>; isOver: boolean }[] = [];
  readonly client = {
    on: () => () => undefined,
    subscribe: (payload: SubscribePayload, sink: SocketSink<any>) => {
      const one = { payload, sink, isOver: false };
      this.sent.push(one);
      return () => void (one.isOver = true);
    },
  } as unknown as Client;
}

/** What came through; believes every message with a position that it has not seen. */
class Heard implements Sink {
  readonly messages: Message[] = [];
  readonly errors: unknown[] = [];
  completed = 0;
  next(message: Message): boolean {
    const isNew = !this.messages.some(
      ({ extensions }) => JSON.stringify(extensions) === JSON.stringify(message.extensions),
    );
    if (isNew) this.messages.push(message);
    return isNew;
  }
  error(error: unknown): void {
    this.errors.push(error);
  }
  complete(): void {
    this.completed += 1;
  }
  opened(): void {}
  lost(): void {}
}

const QUERY = gql`
  subscription Events($after: String) {
    events(after: $after) {
      seq
    }
  }
`;
const message = (seq: number): Message => ({
  data: { events: { __typename: "Event", seq } },
  extensions: { live: { cursor: String(seq), previous: String(seq - 1) } },
});
const refusal = { data: null, errors: [{ message: "Over.", extensions: { code: "REVOKED" } }] };

/** What reached the exchanges and caches of each kind of client. */
const CLIENTS: [string, (sockets: Client, cached: unknown[]) => Subscribe<DocumentNode>][] = [
  [
    "Apollo Client",
    (sockets, cached) => {
      const cache = new InMemoryCache();
      const write = cache.write.bind(cache);
      cache.write = (options) => {
        cached.push((options as { result: any }).result.events.seq);
        return write(options);
      };
      return overApollo(new ApolloClient({ cache, link: new GraphQLWsLink(sockets) }), sockets);
    },
  ],
  [
    "urql",
    (sockets, cached) => {
      const seen = mapExchange({ onResult: ({ data }) => void cached.push(data?.events.seq) });
      const forward = subscriptionExchange({ forwardSubscription: forwardOver(sockets) });
      return overUrql(createUrqlClient({ url: "x", preferGetMethod: false, exchanges: [seen, forward] }), sockets);
    },
  ],
];

describe.each(CLIENTS)("through %s", (name, over) => {
  const start = async (variables: Record<string, unknown> = { after: "0" }, count = 1) => {
    const sockets = new FakeSockets();
    const cached: unknown[] = [];
    const subscribe = over(sockets.client, cached);
    const heard = Array.from({ length: count }, () => new Heard());
    const stops = heard.map((one) => subscribe({ query: QUERY, variables }, one));
    await soon();
    return { sockets, cached, heard, stops };
  };

  it("a subscription goes out with its variables; its messages come as they are, and to the cache", async () => {
    const { sockets, cached, heard } = await start();
    expect(sockets.sent.map(({ payload }) => payload.variables)).toEqual([{ after: "0" }]);
    for (const seq of [1, 2]) sockets.sent[0]!.sink.next(message(seq));
    expect(heard[0]!.messages).toMatchObject([message(1), message(2)]);
    expect(cached).toEqual([1, 2]);
  });

  it("two equal subscriptions are two, or the later one would miss what came before it", async () => {
    const { sockets, heard } = await start({ after: "0" }, 2);
    expect(sockets.sent.length).toBe(2);
    sockets.sent[1]!.sink.next(message(1));
    expect(heard.map(({ messages }) => messages.length)).toEqual([0, 1]);
  });

  it("unsubscribing reaches the socket", async () => {
    const { sockets, stops } = await start();
    stops[0]!();
    await soon();
    expect(sockets.sent[0]!.isOver).toBe(true);
  });

  it("a refusal after events is a refusal, as a message and as an error, and not the last event again", async () => {
    for (const asError of [false, true]) {
      const { sockets, heard } = await start();
      const { sink } = sockets.sent[0]!;
      sink.next(message(1));
      if (asError) sink.error(Object.assign(new Error("Over."), { errors: refusal.errors }));
      else sink.next(refusal);
      const said = JSON.stringify([heard[0]!.errors, heard[0]!.messages.slice(1)]);
      expect(said).toContain("REVOKED");
      expect(said).not.toContain("cursor");
    }
  });

  it("an event with errors of single fields is an event, and the next one has none", async () => {
    const { sockets, heard } = await start();
    const errors = [{ message: "No.", extensions: { code: "INTERNAL_SERVER_ERROR" } }];
    sockets.sent[0]!.sink.next({ ...message(1), errors });
    sockets.sent[0]!.sink.next(message(2));
    expect(heard[0]!.messages.map((one) => [one.data, one.errors ?? []])).toMatchObject([
      [message(1).data, errors],
      [message(2).data, []],
    ]);
  });

  it("completing is told", async () => {
    const { sockets, heard } = await start();
    sockets.sent[0]!.sink.complete();
    await soon();
    expect(heard[0]!.completed).toBe(1);
  });

  if (name === "urql")
    it("what is no new event does not reach the cache either", async () => {
      const { sockets, cached } = await start();
      for (const seq of [1, 1, 2]) sockets.sent[0]!.sink.next(message(seq));
      expect(cached).toEqual([1, 2]);
    });
});
