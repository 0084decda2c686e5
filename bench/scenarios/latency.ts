import { setTimeout as sleep } from "node:timers/promises";
import { Failures } from "../failures.js";
import type { Emitted, Reached } from "../messages.js";
import { Child } from "../processes.js";
import { Room, rotundaFrameBytes, SUBJECTS } from "../room.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import { chosen, type Settings } from "../settings.js";
import { groupBy, medianRatio, orderOf, percentile, round } from "../statistics.js";
import { table, verdict } from "../tables.js";

interface Plan {
  readonly rounds: number;
  readonly sockets: number;
  readonly events: number;
  /** Milliseconds between two events: none of the servers may be near its limit, or the schedule measures the queue. */
  readonly interval: number;
}

const FULL: Plan = { rounds: 3, sockets: 1_000, events: 150, interval: 150 };
const SHORT: Plan = { rounds: 1, sockets: 100, events: 20, interval: 25 };
const WARM_UP = 20;
const { raw, rotunda, stock } = SUBJECTS;

/** Milliseconds of one event. */
interface Delay {
  /** From when it was emitted: for Rotunda from COMMIT's return. */
  readonly first: number;
  readonly last: number;
  /** From when the schedule wanted it, so that a server that is late with one event does not look good. */
  readonly due: number;
}
interface Round {
  readonly server: string;
  readonly round: number;
  readonly delays: readonly Delay[];
}

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const failures = new Failures();
  const rounds: Round[] = [];
  const sink = await Child.start("sink.js");
  try {
    const frameBytes = await rotundaFrameBytes(sink);
    for (let turn = 0; turn < (settings.rounds ?? plan.rounds); turn += 1)
      for (const subject of orderOf(chosen(settings, [raw, rotunda, stock]), turn))
        await failures.of(subject.name, async () => {
          const room = await Room.open(subject, sink, { frameBytes });
          try {
            const delays = await measure(room, plan);
            rounds.push({ server: subject.name, round: turn, delays });
            progress(`${subject.name}: last of ${plan.sockets} p99 ${round(at(delays, "last", 99))} ms`);
          } finally {
            await room.close();
          }
        });
  } finally {
    await sink.stop();
  }
  return { ...report(rounds, plan, failures.absent), failures: failures.real };
}

async function measure(room: Room, plan: Plan): Promise<Delay[]> {
  await room.fill(plan.sockets);
  for (let tick = 0; tick < WARM_UP; tick += 1) await room.tick(1);
  const from = room.emitted + 1;
  const begin = process.hrtime.bigint() + 50_000_000n;
  const dues = Array.from({ length: plan.events }, (_, index) => begin + BigInt(index * plan.interval) * 1_000_000n);
  const emits: Promise<Emitted>[] = [];
  for (const due of dues) {
    await sleep(Math.max(0, Number(due - process.hrtime.bigint()) / 1e6));
    emits.push(room.emit(1)); // whether or not the one before has arrived
  }
  const emitted = await Promise.all(emits);
  await room.arrived();
  await room.verified();
  const times = await room.tellSink<Reached[]>({ do: "times", from });
  return emitted.map((one, index) => {
    const { first, last } = times[index]!;
    const since = (start: bigint, end: string): number => Number(BigInt(end) - start) / 1e6;
    return {
      first: since(BigInt(one.at), first),
      last: since(BigInt(one.at), last),
      due: since(dues[index]!, last),
    };
  });
}

const at = (delays: readonly Delay[], what: keyof Delay, percent: number): number =>
  percentile(
    delays.map((delay) => delay[what]),
    percent,
  );

function report(rounds: readonly Round[], plan: Plan, absent: readonly string[]): Omit<Outcome, "failures"> {
  const rows = [...groupBy(rounds, ({ server }) => server)].map(([server, of]) => {
    const delays = of.flatMap((one) => one.delays);
    const of99 = (what: keyof Delay): number[] => [at(delays, what, 50), at(delays, what, 99)];
    const values = [...of99("first"), ...of99("last"), ...of99("due")].map((value) => round(value, 1));
    return [server, delays.length, ...values] as const;
  });
  const last99 = (server: string): number[] =>
    rounds.filter((one) => one.server === server).map(({ delays }) => at(delays, "last", 99));
  const [ours, theirs] = [last99(rotunda.name), last99(raw.name)];
  // 1.25 times the raw broadcast and 5 ms, as one ratio: at most 1.
  const found = medianRatio(ours.map((value, index) => [value, 1.25 * (theirs[index] ?? Number.NaN) + 5]));
  const target = {
    what: "Rotunda's p99 of the last socket, against 1.25 × raw + 5 ms",
    reach: 1,
    found: round(found, 2),
  };
  const head = ["ms", "events", "first p50", "p99", "last p50", "p99", "last, from schedule p50", "p99"];
  const parts = [
    `${plan.sockets} sockets, an event every ${plan.interval} ms.`,
    table(head, rows),
    `${target.what}: ${Number.isNaN(found) ? "" : `${target.found}, `}${verdict(found, target.reach, "at most")}.`,
    ...(absent.length > 0 ? [`Left out: ${absent.join("; ")}.`] : []),
  ];
  const data = rounds.map((one) => ({ ...one, delays: one.delays.map(rounded) }));
  return { data: { plan, target, absent, rounds: data }, markdown: parts.join("\n\n") };
}

function rounded({ first, last, due }: Delay): readonly number[] {
  return [first, last, due].map((value) => round(value, 2));
}

export const latency: Scenario = {
  name: "latency",
  group: "live",
  about: "from an event's commit to the first and the last of 1,000 sockets, on a fixed schedule",
  run,
};
