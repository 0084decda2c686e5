import { setTimeout as sleep } from "node:timers/promises";
import { Backends, spent } from "../backends.js";
import { controlCost } from "../control.js";
import type { BenchDatabase } from "../database.js";
import { type Holdings, makeHoldings, otherRoom } from "../holdings.js";
import { onInterrupt } from "../interrupt.js";
import { Child } from "../processes.js";
import { Room, SUBJECTS } from "../room.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import type { Settings } from "../settings.js";
import { orderOf, round } from "../statistics.js";
import { growthReport } from "./growth-report.js";

/** What is ten times as large (or a hundred), beside what stays as it is. */
export interface Growth {
  readonly name: string;
  readonly holdings: Holdings;
}

/** One process: what a delivery in the measured room cost beside so much else. */
export interface Sample {
  readonly growth: string;
  readonly side: "base" | "grown";
  readonly round: number;
  readonly burst: number;
  readonly deliveries: number;
  /** CPU microseconds of the server per delivery, background work included, the control channel's own cost taken off. */
  readonly cpu: number;
  /** CPU microseconds of PostgreSQL's backends per event; null where they cannot be seen. */
  readonly postgres: number | null;
}

/** A node on which nothing happens. */
export interface Idle {
  readonly topics: number;
  readonly sockets: number;
  /** CPU milliseconds per second, of the server and of PostgreSQL's backends. */
  readonly cpu: number;
  readonly postgres: number | null;
}

export interface Plan {
  readonly rounds: number;
  readonly sockets: number;
  /** Sockets that watch each of the other topics. */
  readonly watchers: number;
  readonly base: Holdings;
  /** By how much the history grows; topics and conferences grow tenfold. */
  readonly histories: readonly number[];
  /** Events of a tick, and ticks of a sample: enough of each that a sample takes a second or more. */
  readonly bursts: readonly { readonly burst: number; readonly ticks: number }[];
  readonly idleTopics: readonly number[];
  readonly idleSeconds: number;
}

const FULL: Plan = {
  rounds: 5,
  sockets: 1_000,
  watchers: 5,
  base: { conferences: 5, topics: 20, history: 1_000, others: 50 },
  histories: [10, 100],
  bursts: [
    { burst: 1, ticks: 100 },
    { burst: 16, ticks: 60 },
  ],
  idleTopics: [1, 20, 200, 1_000],
  idleSeconds: 12, // a ping to every socket, four looks at sessions, twelve polls
};
const SHORT: Plan = {
  ...FULL,
  rounds: 1,
  sockets: 100,
  watchers: 1,
  base: { conferences: 2, topics: 4, history: 100, others: 10 },
  histories: [10],
  bursts: [
    { burst: 1, ticks: 30 },
    { burst: 16, ticks: 10 },
  ],
  idleTopics: [20],
  idleSeconds: 1,
};

/** Ticks of a turn, and before the first. */
const SLICE = 10;
const WARM_UP = 20;

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const growths = growthsOf(plan);
  const samples: Sample[] = [];
  const idles: Idle[] = [];
  const databases: BenchDatabase[] = [];
  const drop = (): Promise<unknown> => Promise.allSettled(databases.map((database) => database.drop()));
  const cleared = onInterrupt(drop);
  // A pair of processes runs at a time, each with measured sockets in one sink and all others in another.
  const sinks = await Promise.all(Array.from({ length: 4 }, () => Child.start("sink.js")));
  try {
    const make = async (holdings: Holdings): Promise<Hall> => {
      const database = await makeHoldings(holdings);
      databases.push(database);
      const [counted, others] = databases.length === 1 ? [sinks[0]!, sinks[1]!] : [sinks[2]!, sinks[3]!];
      return { url: database.url, holdings, sinks: [counted, others] };
    };
    const base = await make(plan.base);
    const grown: Hall[] = [];
    for (const { holdings } of growths) grown.push(await make(holdings));
    for (let turn = 0; turn < (settings.rounds ?? plan.rounds); turn += 1)
      for (const [index, { name }] of growths.entries()) {
        progress(`${name}, round ${turn + 1}`);
        for (const one of await pair(base, grown[index]!, plan, turn))
          samples.push({ growth: name, round: turn, ...one });
      }
    const quiet = await make({ ...plan.base, topics: Math.max(...plan.idleTopics) });
    for (const topics of plan.idleTopics) idles.push(await idle(quiet, topics, plan));
  } finally {
    await Promise.all(sinks.map((sink) => sink.stop()));
    cleared();
    await drop();
  }
  return { ...growthReport(plan, growths, samples, idles), failures: [] };
}

function growthsOf({ base, histories }: Plan): Growth[] {
  const { conferences, topics, history, others } = base;
  return [
    { name: "topics × 10", holdings: { ...base, topics: topics * 10 } },
    ...histories.map((times) => ({
      name: `history × ${times}`,
      holdings: { ...base, history: history * times, others: others * times },
    })),
    { name: "conferences × 10", holdings: { ...base, conferences: conferences * 10, topics: topics * 10 } },
  ];
}

/** A database, and who will sit on the other ends: the measured sockets in one process, all others in another. */
interface Hall {
  readonly url: string;
  readonly holdings: Holdings;
  readonly sinks: readonly [Child, Child];
}

type Found = Omit<Sample, "growth" | "round">;

/** A server of a pair, and what its ticks have cost so far. */
interface Side {
  readonly name: Sample["side"];
  readonly room: Room;
  readonly backends: Backends;
  readonly control: number;
  cpu: number;
  postgres: number | null;
}

/** Two fresh servers, one beside the base and one beside what has grown; they take turns of a few ticks each. */
async function pair(base: Hall, grown: Hall, plan: Plan, turn: number): Promise<Found[]> {
  return inRoom(base, (one, oneBackends) =>
    inRoom(grown, async (other, otherBackends) => {
      const sides = [
        await sideOf("base", base, one, oneBackends, plan),
        await sideOf("grown", grown, other, otherBackends, plan),
      ];
      const found: Found[] = [];
      for (const { burst, ticks } of plan.bursts) {
        for (const side of sides) Object.assign(side, { cpu: 0, postgres: 0 });
        const slices = Math.max(1, Math.round(ticks / SLICE));
        for (let slice = 0; slice < slices; slice += 1)
          for (const side of orderOf(sides, turn + slice)) await runSlice(side, burst);
        for (const side of sides) found.push(await foundOf(side, burst, slices * SLICE, plan));
      }
      return found;
    }),
  );
}

async function sideOf(name: Sample["side"], hall: Hall, room: Room, backends: Backends, plan: Plan): Promise<Side> {
  await watchOthers(hall, room, hall.holdings.topics, plan.watchers);
  await room.fill(plan.sockets);
  const { user, system } = await controlCost(room);
  for (const { burst } of [...plan.bursts].reverse())
    for (let tick = 0; tick < WARM_UP; tick += 1) await room.tick(burst);
  return { name, room, backends, control: user + system, cpu: 0, postgres: 0 };
}

async function runSlice(side: Side, burst: number): Promise<void> {
  const { room, backends } = side;
  await room.tick(burst); // what the other has pushed out of the caches comes back uncounted
  const before = { usage: await room.usage(), postgres: await backends.cpu() };
  for (let tick = 0; tick < SLICE; tick += 1) await room.tick(burst);
  const after = { usage: await room.usage(), postgres: await backends.cpu() };
  side.cpu += cpuBetween(before.usage, after.usage);
  const postgres = spent(before.postgres, after.postgres);
  side.postgres = postgres === null || side.postgres === null ? null : side.postgres + postgres;
}

async function foundOf(side: Side, burst: number, ticks: number, plan: Plan): Promise<Found> {
  await side.room.verified();
  const deliveries = ticks * burst * plan.sockets;
  const cpu = round((side.cpu - side.control * ticks) / deliveries, 3);
  progress(`${side.name}, ${burst} a tick: ${cpu} µs`);
  const postgres = side.postgres === null ? null : round(side.postgres / (ticks * burst), 1);
  return { side: side.name, burst, deliveries, cpu, postgres };
}

/** The same number of sockets over more and more topics, and nothing happens. */
async function idle(hall: Hall, topics: number, plan: Plan): Promise<Idle> {
  const sockets = Math.max(topics, plan.sockets);
  return inRoom(hall, async (room, backends) => {
    await watchOthers(hall, room, topics, Math.floor(sockets / topics));
    await sleep(1_000); // the first polls, and what comes with connecting
    await room.settle();
    const before = { usage: await room.usage(), postgres: await backends.cpu() };
    await sleep(plan.idleSeconds * 1_000);
    const after = { usage: await room.usage(), postgres: await backends.cpu() };
    const perSecond = (micros: number): number => round(micros / 1_000 / plan.idleSeconds, 2);
    const postgres = spent(before.postgres, after.postgres);
    const found: Idle = {
      ...{ topics, sockets: Math.floor(sockets / topics) * topics },
      cpu: perSecond(cpuBetween(before.usage, after.usage)),
      postgres: postgres === null ? null : perSecond(postgres),
    };
    progress(`idle, ${topics} topics: ${found.cpu} ms of CPU a second, PostgreSQL ${found.postgres} ms`);
    return found;
  });
}

async function inRoom<T>({ url, sinks }: Hall, work: (room: Room, backends: Backends) => Promise<T>): Promise<T> {
  const room = await Room.open(SUBJECTS.rotunda, sinks[0], { databaseUrl: url });
  try {
    const backends = await Backends.of(url);
    try {
      return await work(room, backends);
    } finally {
      await backends.close();
    }
  } finally {
    await sinks[1].ask({ do: "disconnect" });
    await room.close();
  }
}

async function watchOthers({ sinks }: Hall, room: Room, topics: number, watchers: number): Promise<void> {
  const { port } = room.server;
  for (let topic = 0; topic < topics; topic += 1) {
    const order = { do: "connect", port, path: room.subject.path, count: watchers, room: otherRoom(topic) };
    await sinks[1].ask(order);
  }
}

const cpuBetween = (before: Cpu, after: Cpu): number => after.user + after.system - before.user - before.system;
type Cpu = { readonly user: number; readonly system: number };

export const growth: Scenario = {
  name: "growth",
  group: "live",
  about: "whether a delivery costs the same beside ten times as many topics, events and conferences",
  run,
};
