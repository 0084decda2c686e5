import { Failures } from "../failures.js";
import { Child } from "../processes.js";
import { Room, type Subject, SUBJECTS } from "../room.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import { chosen, type Settings } from "../settings.js";
import { orderOf, round } from "../statistics.js";
import { type Passage, passage, type Terms } from "./stalled-passage.js";
import { stalledReport } from "./stalled-report.js";

export interface Run extends Passage {
  readonly server: string;
  readonly megabytes: number;
  readonly stalled: boolean;
  readonly round: number;
}

export interface Plan {
  readonly rounds: number;
  readonly readers: number;
  readonly megabytesPerSecond: number;
  /** Megabytes that pass while one does not read: in every round, and in the first. */
  readonly megabytes: number;
  readonly fewer: number;
  readonly warmUp: number;
  /** Seconds in which it reads on while the schedule goes on. */
  readonly resumed: number;
  /** Its connection is lost meanwhile: a run that is shorter than the server's patience would not show how it comes back. */
  readonly anew: boolean;
}

/** 100 MB in 60 s: twice the time after which Rotunda cuts a reader that takes nothing. 30 MB in 18 s: before that. */
const FULL: Plan = {
  ...{ rounds: 2, readers: 100, megabytesPerSecond: 100 / 60, megabytes: 100, fewer: 30, warmUp: 3, resumed: 5 },
  anew: false,
};
const SHORT: Plan = {
  ...{ rounds: 1, readers: 10, megabytesPerSecond: 2.5, megabytes: 5, fewer: 2.5, warmUp: 1, resumed: 1 },
  anew: true,
};
const { raw, rotunda, stock } = SUBJECTS;

async function run(settings: Settings): Promise<Outcome> {
  const own = settings.short ? SHORT : FULL;
  const plan = { ...own, megabytes: settings.megabytes ?? own.megabytes };
  const failures = new Failures();
  const runs: Run[] = [];
  const sink = await Child.start("sink.js");
  try {
    for (let turn = 0; turn < (settings.rounds ?? plan.rounds); turn += 1)
      for (const { subject, megabytes, sides } of casesOf(settings, plan, turn))
        for (const stalled of orderOf(sides, turn))
          await failures.of(subject.name, async () => {
            const found = await oneRun(subject, sink, { megabytes, stalled }, plan);
            runs.push({ server: subject.name, megabytes, stalled, round: turn, ...found });
            progress(
              `${subject.name}, ${megabytes} MB, ${stalled ? "one stalled" : "none stalled"}: ${inWords(found)}`,
            );
          });
  } finally {
    await sink.stop();
  }
  const lost = runs.flatMap(({ server, straggler, round: turn }) =>
    server === rotunda.name && straggler && !straggler.caughtUp
      ? [`${server}, round ${turn}: the reader that stopped did not get every event once: ${JSON.stringify(straggler)}`]
      : [],
  );
  return { ...stalledReport(plan, runs, failures.absent), failures: [...failures.real, ...lost] };
}

interface Case {
  readonly subject: Subject;
  readonly megabytes: number;
  /** Whether one stalls: each in turn. */
  readonly sides: readonly boolean[];
}

function casesOf(settings: Settings, { megabytes, fewer }: Plan, turn: number): Case[] {
  const cases: Case[] = [{ subject: rotunda, megabytes, sides: [false, true] }];
  if (turn === 0)
    cases.push(
      { subject: rotunda, megabytes: fewer, sides: [false, true] },
      { subject: raw, megabytes: fewer, sides: [false, true] },
      { subject: stock, megabytes: fewer, sides: [true] },
    );
  const wanted = chosen(settings, [rotunda, raw, stock]);
  return cases.filter(({ subject }) => wanted.some(({ key }) => key === subject.key));
}

async function oneRun(
  subject: Subject,
  sink: Child,
  { megabytes, stalled }: Pick<Run, "megabytes" | "stalled">,
  plan: Plan,
): Promise<Passage> {
  const terms: Terms = {
    readers: plan.readers,
    seconds: {
      warmUp: plan.warmUp,
      stopped: Math.max(1, Math.round(megabytes / plan.megabytesPerSecond)),
      resumed: plan.resumed,
    },
    bytesPerSecond: plan.megabytesPerSecond * 1e6,
    anew: plan.anew && subject.key === rotunda.key,
  };
  const straggler = stalled ? await Child.start("straggler.js") : null;
  try {
    const room = await Room.open(subject, sink);
    try {
      return await passage(room, straggler, terms);
    } finally {
      await room.close();
    }
  } finally {
    await straggler?.stop();
  }
}

function inWords({ waited, straggler, died, stopped, before }: Passage): string {
  if (died) return died;
  const most = Math.max(...stopped.map(({ held }) => held));
  const held = `${round(before.held / 2 ** 20)} MiB held, then ${round(most / 2 ** 20)}`;
  const p99 = `p99 ${round(waited!.stopped.emitted.p99)} ms, then ${round(waited!.resumed.emitted.p99)}`;
  return [held, p99, ...(straggler ? [`closes: ${straggler.closes.join(", ") || "none"}`] : [])].join("; ");
}

export const stalled: Scenario = {
  name: "stalled",
  group: "live",
  about: "one reader stops while 100 MB pass: what the others and the server's memory notice of it",
  run,
};
