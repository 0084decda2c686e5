import { afterAll, afterEach, describe, expect, it } from "@jest/globals";
import { execFile } from "node:child_process";
import { createHmac, randomBytes, randomInt, randomUUID } from "node:crypto";
import { setImmediate as turn, setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Redis } from "ioredis";
import pg from "pg";
import { type DoorbellOptions, PostgresDoorbell } from "../../src/live/doorbell.js";
import type { LiveEvent } from "../../src/live/live-event.js";
import { RedisStreams, type StreamsOptions } from "../../src/live/streams.js";
import { InProcessTransport, type Transport } from "../../src/live/transport.js";
import { packageRoot } from "../../src/package-root.js";
import { ChaosTransport, Line, Wire } from "../support/chaos-transport.js";
import { eventually } from "../support/embedded-servers.js";
import { databaseOnServer, redisUrl } from "../support/services.js";

const [postgres, redis] = await Promise.all([databaseOnServer(), redisUrl()]);
const prefix = `rotunda-test-${randomBytes(6).toString("hex")}`;
const seed = Number(process.env["CHAOS_SEED"] ?? randomInt(2 ** 31));
const sign = (text: string): string => createHmac("sha256", prefix).update(text).digest("base64url");

const opened: { close(): Promise<void> }[] = [];
/** What a transport reported in the test that runs. */
let told: string[] = [];
const onError = (message: string, error: unknown): void => void told.push(`${message}: ${String(error)}`);

const ring = (more: Partial<DoorbellOptions> = {}): Promise<PostgresDoorbell> =>
  kept(PostgresDoorbell.open({ connectionString: postgres!.url, onError, ...more }));
const streams = (more: Partial<StreamsOptions> = {}): Promise<RedisStreams> =>
  kept(RedisStreams.open({ url: redis!, sign, onError, prefix, ...more }));

async function kept<Opened extends { close(): Promise<void> }>(opening: Promise<Opened> | Opened): Promise<Opened> {
  const transport = await opening;
  opened.push(transport);
  return transport;
}

/** A client of the test itself, closed after it. */
async function postgresClient(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: postgres!.url });
  await client.connect();
  opened.push({ close: () => client.end() });
  return client;
}

function redisClient(): Redis {
  const client = new Redis(redis!);
  opened.push({ close: async () => client.disconnect() });
  return client;
}

async function line(service: string): Promise<Line> {
  const between = await new Line(new URL(service)).mend();
  opened.push({ close: () => between.break() });
  return between;
}

function event(topicId: string, seq: number, votes = seq): LiveEvent {
  const at = new Date(1_700_000_000_123 + seq);
  const body = { votes, words: "Genève “✓”", list: [1, null, { deep: true }] };
  return {
    topicId,
    seq,
    mark: seq,
    prior: seq - 1,
    epoch: 1,
    at,
    kind: "BALLOT_TALLY",
    body,
    cuts: [randomUUID()],
    renews: [],
    ends: false,
  };
}

/** Writes down what a node hears. */
function ear(transport: Transport) {
  const heard = { events: [] as LiveEvent[], rings: [] as string[] };
  transport.onEvents((events) => heard.events.push(...events));
  transport.onRing((topicIds) => heard.rings.push(...topicIds));
  return {
    ...heard,
    ofTopic: (topicId: string) => heard.events.filter((one) => one.topicId === topicId),
    hasNews: (topicId: string) => heard.rings.includes(topicId) || heard.events.some((one) => one.topicId === topicId),
  };
}

/** A topic that all of these follow. */
function topicOf(...transports: Transport[]): string {
  const topicId = randomUUID();
  for (const transport of transports) transport.follow({ topicId, epoch: 1, head: 0 });
  return topicId;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
  told = [];
});

afterAll(async () => {
  await postgres?.drop();
  if (!redis) return;
  const client = new Redis(redis);
  for await (const keys of client.scanStream({ match: `${prefix}:*`, count: 1_000 }))
    if (keys.length > 0) await client.unlink(...(keys as string[]));
  client.disconnect();
});

interface Engine {
  readonly name: string;
  readonly absent?: boolean;
  /** So many nodes that hear each other. */
  nodes(count: number): Promise<Transport[]>;
  /** A statement that opens one as `transport`, for a process of its own. */
  readonly opening: string;
}

const times = <One>(count: number, make: () => Promise<One>): Promise<One[]> =>
  Promise.all(Array.from({ length: count }, make));

const ENGINES: Engine[] = [
  {
    name: "one process",
    nodes: async () => [await kept(new InProcessTransport())],
    opening: `const { InProcessTransport } = await import(live + "transport.js"); const transport = new InProcessTransport()`,
  },
  {
    name: "two nodes on a wire",
    nodes: async (count) => {
      const wire = new Wire();
      return times(count, () => kept(wire.node()));
    },
    opening: "const transport = null",
  },
  {
    name: "PostgreSQL doorbell",
    absent: !postgres,
    nodes: (count) => times(count, () => ring()),
    opening: `const { PostgresDoorbell } = await import(live + "doorbell.js");
      const transport = await PostgresDoorbell.open({ connectionString: ${JSON.stringify(postgres?.url)}, onError: console.error })`,
  },
  {
    name: "Redis Streams",
    absent: !redis,
    nodes: (count) => times(count, () => streams()),
    opening: `const { RedisStreams } = await import(live + "streams.js");
      const options = { url: ${JSON.stringify(redis)}, prefix: "${prefix}", sign: (text) => text, onError: console.error };
      const transport = await RedisStreams.open(options)`,
  },
];

describe.each(ENGINES)("a transport: $name", ({ name, absent, nodes, opening }) => {
  const test = absent ? it.skip : it;
  const reachesOthers = test === it && name !== "one process" ? it : it.skip;

  test("brings a node copies of what it published itself, equal to the last millisecond", async () => {
    const [node] = await nodes(1);
    const own = ear(node!);
    const topicId = topicOf(node!);
    const events = [event(topicId, 1), event(topicId, 2)];
    node!.publish(events);
    await eventually(() => own.events.length >= 2);
    await sleep(50); // its own words must not come back from the service
    expect(own.events).toEqual(events);
    expect(own.rings).toEqual([]);
    expect(own.events[0]!.at).toBeInstanceOf(Date);
  });

  reachesOthers("tells another node of a followed topic within a second, and a copy equals the event", async () => {
    const [one, two] = await nodes(2);
    const other = ear(two!);
    const topicId = topicOf(one!, two!);
    const events = [event(topicId, 1), event(topicId, 2), event(topicId, 3)];
    for (const each of events) one!.publish([each]);
    await eventually(() => other.hasNews(topicId), 1_000);
    if (other.events.length === 0) return;
    await eventually(() => other.events.length >= 3);
    expect(other.events).toEqual(events);
  });

  reachesOthers("takes events twice and in the wrong order, and brings nothing that was not published", async () => {
    const [one, two] = await nodes(2);
    const other = ear(two!);
    const topicId = topicOf(one!, two!);
    const sent = [2, 1, 2, 4, 3, 4, 4, 6].map((seq) => event(topicId, seq));
    for (const each of sent) {
      (each.seq % 2 ? two! : one!).publish([each, each]);
      await turn();
    }
    await eventually(() => other.hasNews(topicId));
    await sleep(100);
    for (const one of other.events) expect(sent).toContainEqual(one);
    for (const topic of other.rings) expect(topic).toBe(topicId);
    expect(told).toEqual([]);
  });

  test("is silent after close, which may come twice, and publish never throws", async () => {
    const [one, two = one] = await nodes(2);
    const closed = ear(two!);
    const topicId = topicOf(one!, two!);
    await Promise.all([two!.close(), two!.close()]);
    await two!.close();
    two!.publish([event(topicId, 1)]);
    two!.follow({ topicId: randomUUID(), epoch: 1, head: 0 });
    two!.unfollow(topicId);
    one!.publish([event(topicId, 2)]);
    await sleep(50);
    expect(closed.events).toEqual([]);
    expect(closed.rings).toEqual([]);
    expect(told).toEqual([]);
  });

  (opening.endsWith("null") ? it.skip : test)("leaves nothing open: a process ends by itself after close", async () => {
    const live = pathToFileURL(`${packageRoot()}/dist/src/live/`).href;
    const script = `const live = ${JSON.stringify(live)}; ${opening};
      transport.follow({ topicId: "${randomUUID()}", epoch: 1, head: 0 });
      transport.publish([{ topicId: "${randomUUID()}", seq: 1, epoch: 1, at: new Date() }]);
      await new Promise((done) => setTimeout(done, 50));
      const before = performance.now();
      await transport.close();
      process.on("exit", () => console.log(Math.round(performance.now() - before)));`;
    const run = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { timeout: 10_000 });
    expect(run.stderr).toBe("");
    expect(Number(run.stdout)).toBeLessThan(1_000);
  });

  test(`survives chaos over it (CHAOS_SEED=${seed}): may lose, never throws, never invents`, async () => {
    const [one, inner = one] = await nodes(2);
    const two = await kept(new ChaosTransport(inner!, { seed }));
    const other = ear(two);
    const topics = Array.from({ length: 40 }, () => topicOf(one!, two));
    const sent: LiveEvent[] = [];
    for (let seq = 1; seq <= 10; seq += 1) {
      const events = topics.map((topicId) => event(topicId, seq));
      sent.push(...events);
      one!.publish(events);
      await sleep(5);
    }
    const published = new Map(sent.map((each) => [`${each.topicId} ${each.seq}`, each]));
    await sleep(300);
    for (const each of other.events) expect(each).toEqual(published.get(`${each.topicId} ${each.seq}`));
    for (const topicId of other.rings) expect(topics).toContain(topicId);
    const { heard, dropped, doubled, delivered } = two.counts;
    const story = two.story();
    expect({ story, delivered }).toEqual({ story, delivered: heard - dropped + doubled });
    expect({ story, isTorn: dropped > 0 && doubled > 0 && delivered > 0 }).toEqual({ story, isTorn: true });
  });
});

it("loads nothing of Redis before a stream is opened", async () => {
  const script = `const { createRequire } = await import("node:module");
    await import(${JSON.stringify(pathToFileURL(`${packageRoot()}/dist/src/live/streams.js`).href)});
    const { cache } = createRequire("${packageRoot()}/package.json");
    console.log(Object.keys(cache).filter((path) => path.includes("ioredis")).length);`;
  const run = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script]);
  expect(run.stdout.trim()).toBe("0");
});

(postgres ? describe : describe.skip)("the PostgreSQL doorbell", () => {
  /** All payloads on the channel, as a stranger hears them. */
  async function tap(): Promise<{ payload: string; processId: number }[]> {
    const client = await postgresClient();
    const payloads: { payload: string; processId: number }[] = [];
    client.on("notification", ({ payload, processId }) => {
      if (payload!.length > 22) payloads.push({ payload: payload!, processId }); // shorter ones are heartbeats
    });
    await client.query("LISTEN rotunda_live");
    return payloads;
  }

  async function sessions(): Promise<number[]> {
    const { rows } = await (
      await postgresClient()
    ).query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'rotunda doorbell' ORDER BY backend_start",
    );
    return rows.map((row) => row.pid);
  }

  it("rings once for many publishes, each topic named once, in payloads below 8000 bytes", async () => {
    const node = await ring();
    const other = ear(await ring());
    const payloads = await tap();
    const topics = Array.from({ length: 1_000 }, () => randomUUID());
    for (const topicId of topics) node.publish([event(topicId, 1)]);
    await eventually(() => other.rings.length >= 1_000);
    expect(new Set(other.rings)).toEqual(new Set(topics));
    expect(other.rings).toHaveLength(1_000);
    await eventually(() => payloads.length >= 3); // the tap may be told later than the other node
    await sleep(20);
    expect(payloads).toHaveLength(3);
    for (const { payload } of payloads) expect(Buffer.byteLength(payload)).toBeLessThan(8_000);
  });

  it("rings at most every few milliseconds when publishes go on and on, and never forgets the last", async () => {
    const node = await ring();
    const other = ear(await ring());
    const payloads = await tap();
    const topicId = randomUUID();
    const before = performance.now();
    for (let seq = 1; seq <= 1_000; seq += 1) {
      node.publish([event(topicId, seq)]);
      if (seq % 4 === 0) await sleep(1);
    }
    const last = randomUUID();
    node.publish([event(last, 1)]);
    await eventually(() => other.rings.includes(last));
    const most = (performance.now() - before) / 2.5 + 2; // three, less what a timer may be early
    expect(payloads.length).toBeGreaterThan(10);
    expect(payloads.length).toBeLessThan(most);
  });

  it("notifies from the session that listens, which is nobody's transaction", async () => {
    const node = await ring();
    const payloads = await tap();
    node.publish([event(randomUUID(), 1)]);
    await eventually(() => payloads.length === 1);
    expect(await sessions()).toEqual([payloads[0]!.processId]);
  });

  it("comes back when its session is ended, and then rings all that it follows", async () => {
    const node = await ring();
    const two = await ring();
    const other = ear(two);
    const quiet = topicOf(two);
    const [, pid] = await sessions();
    await (await postgresClient()).query("SELECT pg_terminate_backend($1)", [pid]);
    await eventually(() => other.rings.includes(quiet), 5_000);
    const topicId = topicOf(two);
    node.publish([event(topicId, 1)]);
    await eventually(() => other.rings.includes(topicId), 1_000);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/terminating connection/);
  });

  it("notices a connection that has gone silent", async () => {
    const between = await line(postgres!.url);
    const node = await ring();
    const heard = ear(node);
    const two = await ring({ connectionString: between.url, heartbeatMilliseconds: 200 });
    const other = ear(two);
    const topicId = topicOf(two);
    const said = randomUUID();
    await sleep(700);
    expect({ told, rings: other.rings }).toEqual({ told: [], rings: [] }); // a healthy one is left alone
    between.silence();
    two.publish([event(said, 1)]);
    await eventually(() => other.rings.includes(topicId), 3_000);
    await eventually(() => heard.rings.includes(said), 1_000); // sent into the silence, and so once more
    node.publish([event(topicId, 1)]);
    await eventually(() => other.rings.length > 1, 1_000);
    expect(told).toEqual([expect.stringMatching(/nothing heard for 200 ms/)]);
  });

  it("starts without a database, keeps what it has to say, and says it when there is one", async () => {
    const between = await line(postgres!.url);
    await between.break();
    const node = await ring({ connectionString: between.url });
    const other = ear(await ring());
    const topics = Array.from({ length: 12_000 }, () => randomUUID());
    for (const topicId of topics) node.publish([event(topicId, 1)]);
    await sleep(500);
    expect(told).toEqual([expect.stringMatching(/ECONNREFUSED/)]); // once, not for each attempt
    await between.mend();
    await eventually(() => other.rings.length >= 10_000);
    await sleep(50);
    expect(other.rings).toEqual(topics.slice(0, 10_000));
  });

  it("says what is left when it closes, and closes soon even when nobody answers", async () => {
    const other = ear(await ring());
    const node = await ring();
    const topicId = randomUUID();
    node.publish([event(topicId, 1)]);
    await node.close();
    await eventually(() => other.rings.includes(topicId), 1_000);
    const between = await line(postgres!.url);
    const cut = await ring({ connectionString: between.url });
    between.silence();
    cut.publish([event(topicId, 2)]);
    const before = performance.now();
    await cut.close();
    expect(performance.now() - before).toBeLessThan(1_200);
    expect(await sessions()).toHaveLength(2); // the other, and the cut one as far as PostgreSQL knows
  });

  it("ignores what strangers say on its channel", async () => {
    const node = await ring();
    const other = ear(node);
    const client = await postgresClient();
    for (const payload of ["", "hello", "x".repeat(45), `${"a".repeat(21)} ${"b".repeat(22)}`, "é".repeat(44)])
      await client.query("SELECT pg_notify('rotunda_live', $1)", [payload]);
    const topicId = randomUUID();
    (await ring()).publish([event(topicId, 1)]);
    await eventually(() => other.rings.includes(topicId));
    expect(other.rings).toEqual([topicId]);
    expect(told).toEqual([]);
  });
});

(redis ? describe : describe.skip)("Redis Streams", () => {
  const keyOf = (topicId: string): string => `${prefix}:1:${topicId}`;

  /** Ids of the connections that transports of this test opened. */
  async function connections(client: Redis): Promise<string[]> {
    const list = (await client.client("LIST")) as string;
    const ours = list.split("\n").filter((each) => each.includes(` name=${prefix}:`));
    return ours.map((each) => /^id=(\d+)/.exec(each)![1]!);
  }

  it("begins behind what the node knows with a hint, because a restore may have undone it, goes on with copies, and ends when the node leaves", async () => {
    const [one, two] = [await streams(), await streams()];
    const other = ear(two);
    topicOf(two); // a read is blocked on this one
    const topicId = randomUUID();
    one.publish([1, 2, 3].map((seq) => event(topicId, seq)));
    await sleep(50);
    two.follow({ topicId, epoch: 1, head: 2 });
    await eventually(() => other.rings.includes(topicId), 500);
    one.publish([event(topicId, 4)]);
    await eventually(() => other.events.length > 0, 500);
    two.unfollow(topicId);
    one.publish([event(topicId, 5)]);
    await sleep(100);
    expect(other.events.map((each) => each.seq)).toEqual([4]);
  });

  it("follows five thousand topics", async () => {
    const [one, two] = [await streams(), await streams()];
    const other = ear(two);
    const topics = Array.from({ length: 5_000 }, () => topicOf(two));
    for (const topicId of topics) one.publish([event(topicId, 1)]);
    await eventually(() => other.rings.length >= 5_000, 3_000);
    const before = performance.now();
    for (const topicId of topics) one.publish([event(topicId, 2)]);
    await eventually(() => other.events.length >= 5_000, 3_000);
    await sleep(200);
    const alone = performance.now();
    one.publish([event(topics[4_999]!, 3)]);
    await eventually(() => other.events.length > 5_000, 1_000);
    console.info(
      `5,000 topics: all ${Math.round(alone - 200 - before)} ms, one ${Math.round(performance.now() - alone)} ms`,
    );
    expect(told).toEqual([]);
  });

  it("keeps about a thousand entries of a topic, for an hour, and refuses overtaken numbers without a word", async () => {
    const one = await streams();
    const topicId = topicOf(one);
    for (let seq = 1; seq <= 3_000; seq += 1) one.publish([event(topicId, seq)]);
    one.publish([event(topicId, 7), event(topicId, 3_000)]);
    await sleep(300);
    const client = redisClient();
    expect(await client.xlen(keyOf(topicId))).toBeLessThan(1_300);
    expect(await client.ttl(keyOf(topicId))).toBeGreaterThan(3_500);
    expect(told).toEqual([]);
  });

  it("shows nothing that no node of ours has signed", async () => {
    const [one, two] = [await streams(), await streams()];
    const other = ear(two);
    const [topicId, target] = [topicOf(two), topicOf(two)];
    one.publish([event(topicId, 1), event(target, 1)]);
    await eventually(() => other.rings.length === 2);
    one.publish([event(topicId, 2)]);
    await eventually(() => other.events.length === 1);
    const client = redisClient();
    const [, [, json, , mac]] = (await client.xrange(keyOf(topicId), "-", "+"))[0] as unknown as [
      string,
      string[],
    ] as any;
    const false1 = JSON.stringify({ ...JSON.parse(json), body: { votes: 9_999 } });
    await client.xadd(keyOf(target), "1-1", "e", false1, "m", mac); // another tally
    await client.xadd(keyOf(target), "2-0", "e", json, "m", mac); // a true one, of another topic
    await client.xadd(keyOf(target), "2-7", "votes", "9999");
    await client.xadd(keyOf(topicId), "5-0", "e", json, "m", mac); // under another number
    await client.xadd(keyOf(topicId), "6-0", "e", false1, "m", "");
    await eventually(() => two.forged === 5);
    const next = [event(topicId, 7), event(target, 3)];
    one.publish(next);
    await eventually(() => other.events.length >= 3);
    expect(other.events.slice(1)).toEqual(expect.arrayContaining(next));
    expect(other.events).toHaveLength(3);
    expect(told).toEqual([expect.stringMatching(/no node of ours has signed/)]);
  });

  it("comes back when its connections are killed, and then rings all that it follows", async () => {
    const [one, two] = [await streams(), await streams()];
    const other = ear(two);
    const quiet = topicOf(two);
    await sleep(50);
    const client = redisClient();
    const ids = await connections(client);
    expect(ids).toHaveLength(4);
    for (const id of ids) await client.client("KILL", "ID", id);
    await eventually(() => other.rings.includes(quiet), 3_000);
    await eventually(() => {
      one.publish([event(quiet, Date.now())]);
      return other.events.length > 0;
    }, 3_000);
  });

  it("notices connections that have gone silent", async () => {
    const between = await line(redis!);
    const one = await streams();
    const two = await streams({ url: between.url, patienceMilliseconds: 400 });
    const other = ear(two);
    const topicId = topicOf(two);
    await sleep(900);
    expect({ told, rings: other.rings }).toEqual({ told: [], rings: [] });
    one.publish([event(topicId, 1)]);
    await eventually(() => other.rings.length === 1);
    between.silence();
    one.publish([event(topicId, 2)]);
    await eventually(() => other.events.length === 1, 3_000);
    expect(other.rings.length).toBeGreaterThan(1);
  });

  it("starts without Redis, drops what it cannot write, complains once, and is there when Redis is", async () => {
    const between = await line(redis!);
    await between.break();
    const one = await streams({ url: between.url });
    const other = ear(await streams());
    const own = ear(one);
    const topicId = randomUUID();
    for (let seq = 1; seq <= 1_000; seq += 1) one.publish([event(topicId, seq)]);
    await eventually(() => own.events.length === 1_000); // its own process hears all the same
    await sleep(300);
    expect(told).toEqual([expect.stringMatching(/Redis does not answer.*ECONNREFUSED/)]);
    await between.mend();
    const later = topicOf(one);
    await eventually(() => own.rings.includes(later), 5_000);
    const client = redisClient();
    for (let seq = 1; (await client.exists(keyOf(later))) === 0; seq += 1) {
      one.publish([event(later, seq)]);
      await sleep(20);
    }
    expect(await client.exists(keyOf(topicId))).toBe(0); // dropped, not queued
    expect(other.events).toEqual([]); // followed by nobody there
  });

  it("closes soon even when nobody answers", async () => {
    const between = await line(redis!);
    const cut = await streams({ url: between.url });
    const topicId = topicOf(cut);
    between.silence();
    cut.publish([event(topicId, 1)]);
    const before = performance.now();
    await cut.close();
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
