import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import type { Client, ClientOptions } from "graphql-ws";
import { createLiveClient, liveClientOptions, withConnection } from "../../client/graphql-ws.js";
import type { Sink } from "../../client/live.js";

/** As much of a graphql-ws client as the helper listens to. */
class FakeClient {
  terminated = 0;
  private readonly listeners: [string, (...told: unknown[]) => void][] = [];

  readonly client = {
    on: (event: string, listener: (...told: unknown[]) => void) => {
      this.listeners.push([event, listener]);
      return () => undefined;
    },
    terminate: () => void (this.terminated += 1),
  } as unknown as Client;

  tell(event: string, ...told: unknown[]): void {
    for (const [name, listener] of this.listeners) if (name === event) listener(...told);
  }
}

describe("the settings of a graphql-ws client", () => {
  const settings = (token: (rejected: boolean) => string | null) =>
    liveClientOptions({ url: "wss://x/graphql", token });
  const paramsOf = ({ connectionParams }: ClientOptions) => (connectionParams as () => Promise<unknown>)();

  it("ask for a token for each connection, and for another one after 4401", async () => {
    const asked: boolean[] = [];
    const options = settings((rejected) => {
      asked.push(rejected);
      return `token ${asked.length}`;
    });
    expect(await paramsOf(options)).toEqual({ authorization: "Bearer token 1" });
    options.on!.closed!({ code: 1006, reason: "" });
    await paramsOf(options);
    options.on!.closed!({ code: 4401, reason: "" });
    await paramsOf(options);
    options.on!.closed!({ code: 4005, reason: "token() failed, the network was away" });
    await paramsOf(options);
    options.on!.connected!(null, undefined, false);
    await paramsOf(options);
    expect(asked).toEqual([false, false, true, true, false]);
  });

  it("try for ever, also where no connection came about, but not without a token", async () => {
    const options = settings(() => null);
    expect(options.retryAttempts).toBe(Infinity);
    expect(options.shouldRetry!({ type: "error" })).toBe(true);
    const signedOut = await paramsOf(options).catch((error: unknown) => error);
    expect(signedOut).toMatchObject({ code: "SIGNED_OUT" });
    expect(options.shouldRetry!(signedOut)).toBe(false);
  });

  it("wait between half a second and a ceiling that grows to ten seconds", async () => {
    jest.useFakeTimers();
    const waits = jest.spyOn(globalThis, "setTimeout");
    const options = settings(() => "token");
    for (let turn = 0; turn < 200; turn += 1) void options.retryWait!(turn % 8);
    const drawn = waits.mock.calls.map(([, wait]) => wait!);
    const of = (retries: number) => drawn.filter((_, index) => index % 8 === retries);
    jest.useRealTimers();
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...of(0))).toBeLessThanOrEqual(1_000);
    expect(Math.max(...of(7))).toBeLessThanOrEqual(10_000);
    expect(Math.max(...of(7))).toBeGreaterThan(7_000);
    expect(new Set(drawn).size).toBeGreaterThan(150);
  });

  it("count ids from 1", () => {
    const { generateID } = settings(() => "token");
    expect([1, 2, 3].map(() => generateID!({ query: "" }))).toEqual(["1", "2", "3"]);
  });
});

describe("a socket that does not answer", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it("is given up five seconds after a ping, unless anything came", () => {
    const fake = new FakeClient();
    createLiveClient(() => fake.client, { url: "wss://x/graphql", token: () => "token" });
    fake.tell("ping", false);
    jest.advanceTimersByTime(4_900);
    fake.tell("message", { type: "pong" });
    jest.advanceTimersByTime(60_000);
    expect(fake.terminated).toBe(0);
    fake.tell("ping", true);
    jest.advanceTimersByTime(60_000);
    expect(fake.terminated).toBe(0);
    fake.tell("ping", false);
    jest.advanceTimersByTime(5_000);
    expect(fake.terminated).toBe(1);
  });
});

describe("what a subscription hears of its connection", () => {
  const hearing = () => {
    const fake = new FakeClient();
    const heard: string[] = [];
    const sink = {
      opened: () => void heard.push("opened"),
      lost: (event: { code: number }) => void heard.push(`lost ${event.code}`),
    } as unknown as Sink;
    const subscribe = withConnection<string>(fake.client, () => () => void heard.push("unsubscribed"));
    return { fake, heard, sink, subscribe: () => subscribe({ query: "", variables: {} }, sink) };
  };

  it("is told when there is a connection, then or already, and when it is gone", () => {
    const { fake, heard, subscribe } = hearing();
    const unsubscribe = subscribe();
    fake.tell("connected");
    fake.tell("closed", { code: 1012, reason: "" });
    expect(heard.splice(0)).toEqual(["opened", "lost 1012"]);
    fake.tell("connected");
    unsubscribe();
    expect(heard.splice(0)).toEqual(["opened", "unsubscribed"]);
    subscribe();
    expect(heard).toEqual(["opened"]);
  });

  it("hears nothing of attempts that fail, for the client goes on trying; but of 44xx, for then it does not", () => {
    const { fake, heard, subscribe } = hearing();
    subscribe();
    fake.tell("closed", { code: 1006, reason: "" });
    expect(heard).toEqual([]);
    fake.tell("closed", { code: 4401, reason: "" });
    expect(heard).toEqual(["lost 4401"]);
  });

  it("takes any message as a sign of a client that was connected before, and nothing after unsubscribing", () => {
    const { fake, heard, subscribe } = hearing();
    const unsubscribe = subscribe();
    fake.tell("message", { type: "connection_ack" });
    expect(heard).toEqual([]);
    fake.tell("message", { type: "pong" });
    fake.tell("message", { type: "pong" });
    unsubscribe();
    fake.tell("closed", { code: 1006, reason: "" });
    expect(heard).toEqual(["opened", "unsubscribed"]);
  });
});
