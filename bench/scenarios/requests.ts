import { contractRequest } from "../contract.js";
import { convene, Floor, headsOf, READING } from "../floor.js";
import { Failures } from "../failures.js";
import type { GraphqlRequest, LoadResult, Usage } from "../messages.js";
import { Child } from "../processes.js";
import { withPlace } from "../place.js";
import type { Place } from "../product.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import { chosen, type Settings } from "../settings.js";
import { orderOf, round } from "../statistics.js";
import { requestsReport } from "./requests-report.js";

interface Plan {
  readonly rounds: number;
  readonly queries: { readonly Room: number; readonly Conferences: number };
  /** Ballots on which all delegations of the table vote once. */
  readonly ballots: number;
}
/** One kind of request at one server in one round. */
export interface Sample {
  readonly server: string;
  readonly operation: string;
  readonly round: number;
  readonly requests: number;
  /** CPU milliseconds of the server per request, user and system. */
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const FULL: Plan = { rounds: 5, queries: { Room: 400, Conferences: 800 }, ballots: 6 };
const SHORT: Plan = { rounds: 1, queries: { Room: 40, Conferences: 80 }, ballots: 1 };
const CONCURRENCY = 16;
const SERVERS = [
  { key: "rotunda", name: "Rotunda", file: "servers/requests/rotunda.js" },
  { key: "apollo", name: "Apollo's defaults", file: "servers/requests/apollo.js" },
  { key: "mercurius", name: "Mercurius", file: "servers/requests/mercurius.js" },
  { key: "yoga", name: "Yoga", file: "servers/requests/yoga.js" },
];

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const failures = new Failures();
  const samples: Sample[] = [];
  await withPlace(async (place) => {
    const load = await Child.start("load.js");
    try {
      await inServer(SERVERS[0]!.file, place, (server) => convene(new Floor(server.port)));
      for (let turn = 0; turn < (settings.rounds ?? plan.rounds); turn += 1)
        for (const { name, file } of orderOf(chosen(settings, SERVERS), turn))
          await failures.of(name, () =>
            inServer(file, place, async (server) => {
              const measured = await new Guest(server, load).measure(plan);
              samples.push(...measured.map((one) => ({ server: name, round: turn, ...one })));
              const told = measured.map(({ operation, cpu }) => `${operation} ${cpu} ms`);
              progress(`${name}, CPU per request: ${told.join(", ")}`);
            }),
          );
    } finally {
      await load.stop();
    }
  });
  return { ...requestsReport(samples, CONCURRENCY), failures: failures.real };
}

type Measured = Omit<Sample, "server" | "round">;

/** Asks one server everything. */
class Guest {
  private readonly floor: Floor;

  constructor(
    private readonly server: Child,
    private readonly load: Child,
  ) {
    this.floor = new Floor(server.port);
  }

  async measure({ queries, ballots }: Plan): Promise<Measured[]> {
    const room = await this.floor.room(READING);
    const token = await this.floor.token(headsOf(room)[0]!);
    const roomRequest = contractRequest("Room", { roundTableId: room.id }, token);
    return [
      await this.repeated(roomRequest, queries.Room, '"liveCursor":'),
      await this.repeated(contractRequest("Conferences", {}, token), queries.Conferences, '"roundTables":'),
      await this.votes(ballots),
    ];
  }

  private async repeated(request: GraphqlRequest, count: number, expects: string): Promise<Measured> {
    await this.send([request], Math.ceil(count / 2), expects); // until the code is compiled and pools are full
    const before = await this.usage();
    const result = await this.send([request], count, expects);
    return measured(request.operationName, cpuBetween(before, await this.usage()), [result]);
  }

  /** Every delegation votes once on each ballot; what opens and cancels the ballots is not counted. */
  private async votes(ballots: number): Promise<Measured> {
    const { heads, chair, recommendationId } = await this.floor.booth();
    const tokens = new Map<string, string>();
    for (const head of heads) tokens.set(head, await this.floor.token(head));
    const results: LoadResult[] = [];
    let cpu = 0;
    for (let ballot = 0; ballot <= ballots; ballot += 1) {
      const input = { ballotId: await this.floor.openBallot(chair, recommendationId), choice: "FOR" };
      const requests = heads.map((head) => contractRequest("CastVote", { input }, tokens.get(head)));
      const before = await this.usage();
      const result = await this.send(requests, 1, '"CastVoteSuccess"');
      const spent = cpuBetween(before, await this.usage());
      await this.floor.cancelBallot(chair, input.ballotId);
      if (ballot === 0) continue; // the first warms up
      results.push(result);
      cpu += spent;
    }
    return measured("CastVote", cpu, results);
  }

  private send(requests: readonly GraphqlRequest[], repeat: number, expects: string): Promise<LoadResult> {
    const order = { port: this.server.port, requests, repeat, concurrency: CONCURRENCY, expects };
    return this.load.ask<LoadResult>(order, 300_000);
  }

  private usage(): Promise<Usage> {
    return this.server.ask<Usage>({ do: "usage", gc: false });
  }
}

const cpuBetween = (before: Usage, after: Usage): number => after.user + after.system - before.user - before.system;

function measured(operation: string, cpu: number, results: readonly LoadResult[]): Measured {
  const sum = (value: (one: LoadResult) => number): number => results.reduce((total, one) => total + value(one), 0);
  const requests = sum((one) => one.requests);
  return {
    operation,
    requests,
    cpu: round(cpu / 1_000 / requests, 3),
    perSecond: round(requests / sum(({ seconds }) => seconds)),
    p50: round(sum(({ p50 }) => p50) / results.length, 2),
    p99: round(Math.max(...results.map(({ p99 }) => p99)), 2),
  };
}

async function inServer(file: string, place: Place, work: (server: Child) => Promise<void>): Promise<void> {
  const server = await Child.start(file, place);
  try {
    await work(server);
  } finally {
    await server.stop();
  }
}

export const requests: Scenario = {
  name: "requests",
  group: "requests",
  about: "CPU per request of Room, Conferences and CastVote over HTTP, beside other servers over the same schema",
  run,
};
