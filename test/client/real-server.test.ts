import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { createLiveClient, overGraphqlWs } from "../../client/graphql-ws.js";
import { followState, type Live, type LiveEvent, type LiveState, resume } from "../../client/live.js";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openBallot, openRoom, type Room as OpenRoom } from "../support/room.js";
import { followRoom as withApollo } from "./examples/apollo.js";
import { type Board, type Room, type RoomEvents, Session } from "./examples/app.js";
import { followRoom as withGraphqlWs } from "./examples/graphql-ws.js";
import { followRoom as withUrql } from "./examples/urql.js";
import { until } from "./fake-feed.js";
import { Wire } from "./wire.js";

// Node below 22 has none, and GraphQLWsLink of Apollo Client asks for it.
(globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;

const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { ... on SignInSuccess { accessToken refreshToken } } }`;
const CLIENTS = [
  ["graphql-ws", withGraphqlWs],
  ["Apollo Client", withApollo],
  ["urql", withUrql],
] as const;

/** The least that a transport must do: a graphql-ws client that connects again and sends the same payload object again. */
const plainly: typeof withGraphqlWs = (session, board, id) => {
  const sockets = createClient({
    url: session.socketUrl,
    connectionParams: { authorization: `Bearer ${session.accessToken}` },
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: () => sleep(50),
  });
  return resume({
    subscribe: (payload, sink) => {
      sink.opened(); // as far as it knows
      return sockets.subscribe(payload, sink);
    },
    query: "subscription ($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq } }",
    variables: { id },
    load: async () => {
      const query = "query ($id: ID!) { roundTable(id: $id) { title present liveCursor } }";
      const answer = await session.fetch(session.url, {
        method: "POST",
        body: JSON.stringify({ query, variables: { id } }),
      });
      const { roundTable } = ((await answer.json()) as { data: Room }).data;
      board.show(roundTable);
      return roundTable!.liveCursor;
    },
    onEvent: (event: LiveEvent<RoomEvents>) => board.add(event),
  });
};

/** A screen that remembers what it was shown. */
class Screen implements Board {
  readonly seqs: number[] = [];
  readonly states: LiveState[] = [];
  readonly loads: (object | null)[] = [];
  live!: Live;

  show(room: object | null): void {
    this.loads.push(room);
  }

  add(event: { data: { roundTableEvents: { seq: number } } | null; errors: readonly unknown[] }): void {
    expect(event.errors).toEqual([]);
    this.seqs.push(event.data!.roundTableEvents.seq);
  }

  status(state: LiveState): void {
    this.states.push(state);
  }
}

describe("the helper on the real server", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: OpenRoom;
  let wire: Wire;
  let socketUrl: string;
  const screens: Screen[] = [];
  beforeAll(async () => {
    app = await startApp();
    conference = await buildConference(app);
    room = await openRoom(conference);
    wire = new Wire(new URL(app.url));
    socketUrl = `ws://127.0.0.1:${await wire.open()}/graphql`;
  });
  afterEach(async () => {
    for (const { live } of screens.splice(0)) {
      live.stop();
      await live.ended;
    }
    wire.isDown = false;
  });
  afterAll(async () => {
    await wire.close();
    await app.close();
    await sleep(3_000); // lazyCloseTimeout of the last client
  });

  const signIn = async (ref: string): Promise<Session> => {
    const input = { accessCode: conference.codes.get(ref) };
    const { accessToken, refreshToken } = (await app.client().send(SIGN_IN, { input })).data.signIn;
    return new Session(app.url, socketUrl, accessToken, refreshToken);
  };
  const open = async (follow: (typeof CLIENTS)[number][1], session: Session): Promise<Screen> => {
    const screen = new Screen();
    screen.live = follow(session, screen, room.tableId);
    screens.push(screen);
    return screen;
  };
  const isLive = ({ live }: Screen) => until(() => live.state === "live", "live");
  const post = () => room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "Comment" });
  const sql = (query: string) =>
    app.foundation.database.transaction(null, (tx) => tx.query(query, [room.tableId]) as Promise<unknown>);
  const head = async (): Promise<number> => {
    const [row] = (await sql("SELECT last_seq FROM live_topic WHERE topic_id = $1")) as { last_seq: string }[];
    return Number(row!.last_seq);
  };
  const upTo = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, index) => from + 1 + index);

  it("every client's history is exactly 1 … n, however often its sockets are cut while comments are posted", async () => {
    const watching: Screen[] = [];
    for (const follow of [...CLIENTS.map(([, one]) => one), plainly])
      for (const ref of ["head-zm", "head-ng"]) watching.push(await open(follow, await signIn(ref)));
    await Promise.all(watching.map(isLive));
    const from = await head();
    let isPosting = true;
    const cutting = (async () => {
      for (let turn = 0; isPosting; turn += 1) {
        await sleep(120);
        wire.cut(turn);
        if (turn % 25 === 24) wire.cut();
      }
    })();
    const writers = [...room.heads.values()].slice(2, 5);
    await Promise.all(
      writers.map(async (head) => {
        for (let n = 0; n < 80; n += 1) {
          await head.does("PostComment", { recommendationId: room.recommendationId, body: `Comment ${n}` });
          await sleep(80);
        }
      }),
    );
    isPosting = false;
    await cutting;
    await Promise.all(watching.map(({ seqs }) => until(() => seqs.length >= 240, "the last comment", 20_000)));
    for (const { seqs, loads } of watching) {
      expect(seqs).toEqual(upTo(from, from + 240));
      expect(loads.length).toBe(1);
    }
    expect(wire.cuts).toBeGreaterThan(30);
    // The plain transport says nothing of its sockets.
    for (const { states } of watching.slice(0, -2))
      expect(states.filter((state) => state === "connecting").length).toBeGreaterThan(3);
  }, 90_000);

  it("a feed of states ends up at the newest state, however often its socket is cut", async () => {
    const ballotId = await openBallot(room);
    const session = await signIn("observer-africa");
    let voted = -1;
    const live = followState({
      subscribe: overGraphqlWs(createLiveClient(createClient, { url: socketUrl, token: session.token })),
      query: "subscription ($id: ID!) { ballotTally(ballotId: $id) { ballot { turnout { voted } } } }",
      variables: { id: ballotId },
      onEvent: ({ data }: LiveEvent<{ ballotTally: { ballot: { turnout: { voted: number } } } }>) =>
        void (voted = data!.ballotTally.ballot.turnout.voted),
    });
    for (const [turn, head] of [...room.heads.values()].entries()) {
      await head.does("CastVote", { ballotId, choice: "FOR" });
      if (turn % 2 === 0) wire.cut();
    }
    await until(() => voted === room.heads.size, "the last vote");
    live.stop();
    await room.chair.does("CloseBallot", { ballotId });
  });

  describe.each(CLIENTS)("with %s", (_name, follow) => {
    it("a screen says that it is connecting while the wire is down, and goes on where it was", async () => {
      const screen = await open(follow, await signIn("observer-africa"));
      await isLive(screen);
      const from = await head();
      wire.isDown = true;
      wire.cut();
      await until(() => screen.live.state === "connecting", "connecting", 1_000);
      await post();
      await post();
      await sleep(700);
      expect([screen.live.state, screen.seqs]).toEqual(["connecting", []]);
      wire.isDown = false;
      await isLive(screen);
      await until(() => screen.seqs.length === 2, "both comments");
      expect(screen.seqs).toEqual([from + 1, from + 2]);
    });

    it("an expired cursor loads the room again", async () => {
      const screen = await open(follow, await signIn("observer-africa"));
      await isLive(screen);
      wire.isDown = true;
      wire.cut();
      await post();
      await post();
      await sql("DELETE FROM live_event WHERE topic_id = $1");
      await sql("UPDATE live_topic SET low_seq = last_seq + 1 WHERE topic_id = $1");
      const from = await head();
      wire.isDown = false;
      await until(() => screen.loads.length === 2, "another load");
      await isLive(screen);
      await post();
      await until(() => screen.seqs.length === 1, "the comment");
      expect(screen.seqs).toEqual([from + 1]);
      expect(screen.states).toContain("reloading");
    });

    it("a restored log loads the room again", async () => {
      const screen = await open(follow, await signIn("observer-africa"));
      await isLive(screen);
      const from = await head();
      await sql("UPDATE live_topic SET epoch = epoch + 1 WHERE topic_id = $1");
      wire.cut();
      await until(() => screen.loads.length === 2, "another load");
      await isLive(screen);
      await post();
      await until(() => screen.seqs.length === 1, "the comment");
      expect(screen.seqs).toEqual([from + 1]);
    });

    it("a token that expired while the wire was down is renewed before anybody notices", async () => {
      const session = await signIn("observer-africa");
      const screen = await open(follow, session);
      await isLive(screen);
      const from = await head();
      session.accessToken = "expired";
      wire.cut();
      await until(() => screen.live.state !== "live", "connecting");
      await isLive(screen);
      await post();
      await until(() => screen.seqs.length === 1, "the comment");
      expect(screen.seqs).toEqual([from + 1]);
      expect(session.accessToken).not.toBe("expired");
    });

    it("whoever signs out elsewhere is told so", async () => {
      const session = await signIn("observer-africa");
      const screen = await open(follow, session);
      await isLive(screen);
      await app.client(session.accessToken).send("mutation { signOut { signedOut } }");
      expect(await screen.live.ended).toMatchObject({ reason: "UNAUTHENTICATED" });
    });

    it("whoever is no longer admitted gets what came before, and the reason", async () => {
      const secretariat = await conference.as("secretariat");
      const screen = await open(follow, await signIn("rapporteur-africa"));
      const stays = await open(follow, await signIn("head-zm"));
      await Promise.all([screen, stays].map(isLive));
      const from = await head();
      const { data } = await secretariat.send(
        "query($id: ID!) { roundTable(id: $id) { appointments { id role participation { id } } } }",
        {
          id: room.tableId,
        },
      );
      const appointment = data.roundTable.appointments.find((one: { role: string }) => one.role === "RAPPORTEUR");
      await post();
      await secretariat.deed("endAppointment", { appointmentId: appointment.id });
      await post();
      expect(await screen.live.ended).toMatchObject({ reason: "REVOKED", problem: { code: "REVOKED" } });
      expect(screen.seqs).toEqual([from + 1]);
      await until(() => stays.seqs.length === 3, "what the others see");
      const comesBack = await open(follow, await signIn("rapporteur-africa"));
      expect(await comesBack.live.ended).toMatchObject({ reason: "NOT_FOUND" });
      await secretariat.deed("appoint", {
        roundTableId: room.tableId,
        participationId: appointment.participation.id,
        role: "RAPPORTEUR",
      });
    });
  });
});
