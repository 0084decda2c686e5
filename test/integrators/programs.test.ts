import { setTimeout as sleep } from "node:timers/promises";
import { ApolloClient, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient as createUrqlClient, subscriptionExchange } from "@urql/core";
import { type Client as Sockets, createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { forwardOver } from "../../client/urql.js";
import { until } from "../client/fake-feed.js";
import { Wire } from "../client/wire.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { takePart as withApollo, watchBarely as barelyWithApollo } from "./examples/apollo.js";
import { takePart as withGraphqlWs } from "./examples/graphql-ws.js";
import { ballotToVoteIn, ROOM, type RoomAnswer, Session } from "./examples/rotunda.js";
import { takePart as withUrql, watchBarely as barelyWithUrql } from "./examples/urql.js";
import { takePart as byHand } from "./examples/websocket.js";

// Node below 22 has none, and GraphQLWsLink of Apollo Client asks for it.
(globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;

const PROGRAMS = [
  ["graphql-ws", withGraphqlWs, "head-zm"],
  ["Apollo Client", withApollo, "head-ke"],
  ["urql", withUrql, "head-ng"],
  ["a WebSocket by hand", byHand, "head-gh"],
] as const;

describe("the programs of the integrators' guide, on a real server behind a wire that breaks", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  let wire: Wire;
  let url: string;
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference, "africa", conference.africans.slice(0, 5));
    await openBallot(room);
    wire = new Wire(new URL(app.url));
    url = `http://127.0.0.1:${await wire.open()}/graphql`;
  });
  afterAll(async () => {
    await wire.close();
    await app.close();
    await sleep(3_000); // lazyCloseTimeout of the last client
  });

  const post = () => room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "Comment" });
  const begin = (ref: string) => Session.begin(url, conference.codes.get(ref)!);
  const start = (program: (typeof PROGRAMS)[number][1], session: Session) => {
    const lines: string[] = [];
    const stopping = new AbortController();
    const ended = program(session, (line) => void lines.push(line), stopping.signal);
    const seqs = () => lines.flatMap((line) => (/^\d+ /.test(line) ? [Number.parseInt(line, 10)] : []));
    const comments = (count: number) =>
      until(
        () => lines.filter((line) => line.endsWith("CommentPostedEvent")).length === count,
        `comment ${count}`,
        15_000,
      );
    return { lines, ended, seqs, comments, stop: () => stopping.abort() };
  };

  describe.each(PROGRAMS)("with %s", (_name, program, ref) => {
    it("votes once, sees its own vote, and misses and doubles nothing while its sockets are cut and its token expires", async () => {
      const session = await begin(ref);
      const running = start(program, session);
      await until(() => running.seqs().length === 1, "its own vote");
      expect(running.lines.slice(0, 2)).toEqual(["Africa", "Voted."]);
      expect(running.lines[2]).toMatch(/^\d+ VoteCastEvent$/);
      const answer = await session.ask<RoomAnswer>(ROOM, { id: room.tableId });
      expect(answer.roundTable!.agendaItems[0]!.recommendations[0]!.ballots[0]).toMatchObject({
        mode: "RECORDED",
        myVote: { choice: "FOR" },
      });
      expect(ballotToVoteIn(answer)).toBeUndefined();

      wire.isDown = true;
      wire.cut();
      await post();
      await post();
      wire.isDown = false;
      await running.comments(2);
      Object.assign(session, { accessToken: "expired" });
      wire.cut();
      await post();
      await running.comments(3);
      wire.cut();
      await running.comments(3);
      await post();
      await running.comments(4);
      const [first] = running.seqs();
      expect(running.seqs()).toEqual([0, 1, 2, 3, 4].map((step) => first! + step));
      running.stop();
      expect(await running.ended).toBe("Stopped.");
    }, 60_000);

    it("shows the refusal of a delegation that is not in the room", async () => {
      const running = start(program, await begin(conference.africans[5]!));
      await until(() => running.lines.length === 2, "the refusal");
      expect(running.lines[1]).toMatch(/^NOT_PRESENT: /);
      running.stop();
      expect(await running.ended).toBe("Stopped.");
    });

    it("ends when its sign-in has ended elsewhere", async () => {
      const session = await begin(ref);
      const running = start(program, session);
      await until(() => running.lines.length === 1, "the room");
      await sleep(500);
      await session.ask("mutation { signOut { signedOut } }");
      expect(await running.ended).toMatch(/sign in again|UNAUTHENTICATED/);
    });
  });

  const BARE = [
    ["Apollo Client", (sockets: Sockets) => barelyWithApollo.bind(null, apolloOver(sockets))],
    ["urql", (sockets: Sockets) => barelyWithUrql.bind(null, urqlOver(sockets))],
  ] as const;

  it.each(BARE)(
    "bare %s gets events from a cursor on, and the refusal of a cursor that is none",
    async (_name, over) => {
      const session = await begin("head-zm");
      const { roundTable } = await session.ask<RoomAnswer>(ROOM, { id: room.tableId });
      const authorization = `Bearer ${await session.token(false)}`;
      const sockets = createClient({
        url: session.socketUrl,
        webSocketImpl: WebSocket,
        connectionParams: { authorization },
      });
      const [events, refusals]: [string[], string[]] = [[], []];
      await post();
      const watching = over(sockets)(
        { id: room.tableId, after: roundTable!.liveCursor },
        (line) => void events.push(line),
      );
      await until(() => events.length === 1, "the comment");
      expect(events[0]).toMatch(/^\d+$/);
      const refused = over(sockets)({ id: room.tableId, after: "nonsense" }, (line) => void refusals.push(line));
      await until(() => refusals.length > 0, "the refusal"); // urql tells it twice
      expect(refusals[0]).toMatch(/^(Refused|Ended): .*cursor/);
      for (const one of [watching, refused]) one.unsubscribe();
      await sockets.dispose();
    },
  );
});

const apolloOver = (sockets: Sockets): ApolloClient =>
  new ApolloClient({ cache: new InMemoryCache(), link: new GraphQLWsLink(sockets) });
const urqlOver = (sockets: Sockets) =>
  createUrqlClient({
    url: "none",
    preferGetMethod: false,
    exchanges: [subscriptionExchange({ forwardSubscription: forwardOver(sockets) })],
  });
