import { Failures } from "../failures.js";
import { Child } from "../processes.js";
import { Room, SUBJECTS } from "../room.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import { chosen, type Settings } from "../settings.js";
import { groupBy, median, orderOf, round } from "../statistics.js";
import { table, verdict } from "../tables.js";

interface Plan {
  readonly rounds: number;
  readonly idle: number;
}

const FULL: Plan = { rounds: 3, idle: 3_000 };
const SHORT: Plan = { rounds: 1, idle: 300 };
/** Subscribers that are there before the first look: code, caches and pools exist by then. */
const BEFORE = 300;
const { raw, rotunda, stock } = SUBJECTS;
const SUBJECTS_HERE = [raw, rotunda, stock];

interface Idle {
  readonly server: string;
  /** Resident bytes per subscriber. */
  readonly bytes: number;
}

async function run(settings: Settings): Promise<Outcome> {
  const { rounds, idle } = settings.short ? SHORT : FULL;
  const failures = new Failures();
  const idles: Idle[] = [];
  const sink = await Child.start("sink.js");
  try {
    for (let turn = 0; turn < (settings.rounds ?? rounds); turn += 1)
      for (const subject of orderOf(chosen(settings, SUBJECTS_HERE), turn))
        await failures.of(subject.name, async () => {
          const room = await Room.open(subject, sink);
          try {
            idles.push(await idleBytes(room, idle));
          } finally {
            await room.close();
          }
        });
  } finally {
    await sink.stop();
  }
  return { ...report(idles, idle, failures.absent), failures: failures.real };
}

/** What one more subscriber to whom nothing happens costs. */
async function idleBytes(room: Room, count: number): Promise<Idle> {
  await room.fill(BEFORE);
  const before = await room.usage(true);
  await room.fill(count);
  const after = await room.usage(true);
  const bytes = Math.round((after.rss - before.rss) / count);
  progress(`${room.subject.name}: ${round(bytes / 1024)} KiB per idle subscriber`);
  return { server: room.subject.name, bytes };
}

function report(idles: readonly Idle[], count: number, absent: readonly string[]): Omit<Outcome, "failures"> {
  const idle = groupBy(idles, ({ server }) => server);
  const bytesOf = (server: string): number => median((idle.get(server) ?? []).map(({ bytes }) => bytes));
  const found = bytesOf(rotunda.name) / bytesOf(raw.name);
  const idleRows = [...idle.keys()].map((server) => [
    server,
    round(bytesOf(server) / 1024).toFixed(1),
    (bytesOf(server) / bytesOf(raw.name)).toFixed(2),
  ]);
  const parts = [
    table([`idle, ${count} subscribers`, "KiB each", "against raw ws"], idleRows),
    `Rotunda, idle, against raw ws (at most 2.2): ${verdict(found, 2.2, "at most")}.`,
    ...(absent.length > 0 ? [`Left out: ${absent.join("; ")}.`] : []),
  ];
  return { data: { plan: { idle: count }, absent, idles }, markdown: parts.join("\n\n") };
}

export const memory: Scenario = {
  name: "memory",
  group: "live",
  about: "resident bytes per idle subscriber",
  run,
};
