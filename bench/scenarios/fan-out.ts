import { type Control, controlCost } from "../control.js";
import { type Counts } from "../messages.js";
import { Child } from "../processes.js";
import { Room, rotundaFrameBytes, type Subject, SUBJECTS } from "../room.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import { chosen, type Settings } from "../settings.js";
import { orderOf, round } from "../statistics.js";
import { Failures } from "../failures.js";
import { fanOutReport } from "./fan-out-report.js";

/** One server, one number of sockets, one number of events per tick, one round. */
export interface Sample {
  readonly server: string;
  readonly sockets: number;
  readonly burst: number;
  readonly round: number;
  readonly deliveries: number;
  /** CPU microseconds of the server per delivery; the control channel's own cost taken off. */
  readonly user: number;
  readonly system: number;
  readonly perSecond: number;
  readonly bytes: number;
  /** CPU microseconds of the sink per delivery: it must be below the server's. */
  readonly sink: number;
}

interface Plan {
  readonly rounds: number;
  readonly sizes: readonly number[];
  readonly bursts: readonly number[];
  /** Deliveries of one sample. */
  readonly deliveries: number;
}

const FULL: Plan = { rounds: 5, sizes: [100, 1_000, 5_000], bursts: [1, 4, 16], deliveries: 30_000 };
const WARM_UP_BURST = 8;
const SHORT: Plan = { rounds: 1, sizes: [100], bursts: [1, 16], deliveries: 3_000 };
const { raw, corked, stock, mercurius, yoga, rotunda } = SUBJECTS;
const ALL = [raw, rotunda, corked, stock, mercurius, yoga];
/** Rounds in which the slow peers have 5,000 sockets, too: each costs as much time as all others together. */
const LARGE_ROUNDS = 2;
const SLOW: readonly Subject[] = [mercurius, yoga];

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const samples: Sample[] = [];
  const failures = new Failures();
  const sink = await Child.start("sink.js");
  try {
    const frameBytes = await rotundaFrameBytes(sink);
    for (let turn = 0; turn < (settings.rounds ?? plan.rounds); turn += 1)
      for (const sockets of plan.sizes)
        for (const subject of orderOf(chosen(settings, ALL), turn)) {
          if (sockets > 1_000 && turn >= LARGE_ROUNDS && SLOW.includes(subject)) continue;
          await failures.of(subject.name, async () => {
            const room = await Room.open(subject, sink, { frameBytes });
            try {
              samples.push(...(await measure(room, sockets, turn, plan)));
            } finally {
              await room.close();
            }
          });
        }
  } finally {
    await sink.stop();
  }
  return { ...fanOutReport(samples, failures.absent), failures: failures.real };
}

async function measure(room: Room, sockets: number, turn: number, plan: Plan): Promise<Sample[]> {
  const samples: Sample[] = [];
  await room.fill(sockets);
  const control = await controlCost(room);
  const ticksOf = (deliveries: number, burst: number): number => Math.max(2, Math.round(deliveries / sockets / burst));
  // The first figures of a fresh process are those of code that is not compiled yet.
  for (let tick = ticksOf(plan.deliveries, WARM_UP_BURST); tick > 0; tick -= 1) await room.tick(WARM_UP_BURST);
  for (const burst of plan.bursts) {
    const ticks = ticksOf(plan.deliveries, burst);
    for (let tick = ticksOf(plan.deliveries / 4, burst); tick > 0; tick -= 1) await room.tick(burst);
    samples.push(await sample(room, { sockets, burst, ticks, turn, control }));
  }
  return samples;
}

interface Cell {
  readonly sockets: number;
  readonly burst: number;
  readonly ticks: number;
  readonly turn: number;
  readonly control: Control;
}

async function sample(room: Room, { sockets, burst, ticks, turn, control }: Cell): Promise<Sample> {
  const before = { usage: await room.usage(), counts: await room.verified(), at: process.hrtime.bigint() };
  for (let tick = 0; tick < ticks; tick += 1) await room.tick(burst);
  const seconds = Number(process.hrtime.bigint() - before.at) / 1e9;
  const usage = await room.usage();
  const counts: Counts = await room.verified();
  const deliveries = sockets * burst * ticks;
  const each = (total: number): number => round(total / deliveries, 2);
  const found: Sample = {
    server: room.subject.name,
    ...{ sockets, burst, round: turn, deliveries },
    user: each(usage.user - before.usage.user - control.user * ticks),
    system: each(usage.system - before.usage.system - control.system * ticks),
    perSecond: Math.round(deliveries / seconds),
    bytes: each(counts.bytes - before.counts.bytes),
    sink: each(counts.cpu - before.counts.cpu),
  };
  const { user, system, perSecond } = found;
  progress(
    `${found.server}, ${sockets} sockets, ${burst} a tick: ${round(user + system, 2)} µs per delivery, ${perSecond}/s`,
  );
  return found;
}

export const fanOut: Scenario = {
  name: "fan-out",
  group: "live",
  about: "CPU of the server per delivery, by sockets and events per tick",
  run,
};
