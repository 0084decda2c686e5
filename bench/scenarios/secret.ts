import pg from "pg";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BallotOpeningService } from "../../src/domain/ballot/ballot-opening.service.js";
import { BallotMode, VoteChoice } from "../../src/domain/ballot/ballot.words.js";
import { CastingService } from "../../src/domain/ballot/casting.service.js";
import { ClosingService } from "../../src/domain/ballot/closing.service.js";
import { SealingService } from "../../src/domain/secret/sealing.service.js";
import { SecretCastingService } from "../../src/domain/secret/secret-casting.service.js";
import { WipingService } from "../../src/domain/secret/wiping.service.js";
import { openKeyStore } from "../../src/platform/sealing/key-store.js";
import { open, seal } from "../../src/platform/sealing/sealed-box.js";
import { type Body, plenary } from "../assembly.js";
import { withPlace } from "../place.js";
import { openProductFoundation } from "../product.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import type { Settings } from "../settings.js";
import { median, medianRatio, orderOf, round } from "../statistics.js";
import { table } from "../tables.js";

type Mode = BallotMode.RECORDED | BallotMode.SECRET;
const MODES: readonly Mode[] = [BallotMode.RECORDED, BallotMode.SECRET];
const CHOICES = [VoteChoice.FOR, VoteChoice.AGAINST, VoteChoice.ABSTAIN];

/** One ballot of all delegations of the plenary. */
interface Ballot {
  readonly mode: Mode;
  readonly round: number;
  /** Casts a second when all come at once, and share transactions. */
  readonly rush: number;
  /** Milliseconds of a cast when each waits for the one before. */
  readonly alone: number;
  readonly closing: number;
}

interface Hall {
  readonly client: pg.Client;
  readonly body: Body;
  readonly opening: BallotOpeningService;
  readonly closing: ClosingService;
  readonly cast: (mode: Mode, accountId: string, ballotId: string, place: number) => Promise<unknown>;
}

const viewerOf = (accountId: string) => ({ accountId, sessionId: "", displayName: "", isAdmin: false });

async function run(settings: Settings): Promise<Outcome> {
  const rounds = settings.rounds ?? (settings.short ? 1 : 7);
  const found: Ballot[] = [];
  await withPlace(async (place) => {
    const foundation = await openProductFoundation(place);
    const client = new pg.Client({ connectionString: foundation.databaseUrl });
    await client.connect();
    const { database, journal, keys, keyStore } = foundation;
    const silent = (): void => undefined;
    const sealing = new SealingService(database, journal, keyStore, silent, false);
    const [open, secretly] = [
      new CastingService(database, journal),
      new SecretCastingService(database, journal, keys, sealing),
    ];
    try {
      await new WipingService(database, journal, keyStore, silent).adopt(false);
      const [body] = await plenary(client);
      const options = new Map<string, string[]>();
      const hall: Hall = {
        ...{ client, body: body! },
        opening: new BallotOpeningService(database, journal, sealing),
        closing: new ClosingService(database, journal, sealing),
        cast: (mode, accountId, ballotId, at) => {
          const viewer = viewerOf(accountId);
          if (mode === BallotMode.RECORDED) return open.cast(viewer, { ballotId, choice: CHOICES[at % 3]! });
          const known = options.get(ballotId) ?? sealing.optionIds({ ballotId, directoryId: keyStore!.directoryId })!;
          options.set(ballotId, known);
          return secretly.cast(viewer, { ballotId, optionId: known[at % 3]! });
        },
      };
      // The first round is that of code that is not compiled yet.
      for (let turn = settings.short ? 1 : 0; turn <= rounds; turn += 1)
        for (const mode of orderOf(MODES, turn)) {
          const ballot = await measure(hall, mode, turn);
          if (turn > 0) found.push(ballot);
          progress(
            `${mode}: ${round(ballot.rush)} casts/s, ${round(ballot.alone, 2)} ms alone, close ${round(ballot.closing)} ms`,
          );
        }
    } finally {
      await client.end();
      await foundation.close();
    }
  });
  return { ...report(found, sealingAlone()), failures: [] };
}

/** A quarter votes one after the other, the rest at once; then the close, which counts and decides. */
async function measure(hall: Hall, mode: Mode, turn: number): Promise<Ballot> {
  const { body, client, opening, closing, cast } = hall;
  const chair = viewerOf(body.chairId);
  await client.query("UPDATE recommendation SET state = 'UNDER_CONSIDERATION' WHERE id = $1", [body.recommendationId]);
  const { ballot } = await opening.open(chair, { recommendationId: body.recommendationId, mode });
  const quarter = Math.ceil(body.voters.length / 4);
  const voters = [...body.voters.entries()];
  const began = performance.now();
  for (const [at, { accountId }] of voters.slice(0, quarter)) await cast(mode, accountId, ballot.id, at);
  const rushed = performance.now();
  await Promise.all(voters.slice(quarter).map(([at, { accountId }]) => cast(mode, accountId, ballot.id, at)));
  const ended = performance.now();
  await closing.close(chair, ballot.id);
  const closed = performance.now();
  const { rows } = await client.query<{ all: number | null }>(
    "SELECT coalesce(papers, votes_for + votes_against + abstentions) AS all FROM decision WHERE ballot_id = $1",
    [ballot.id],
  );
  if (rows[0]?.all !== voters.length) throw new Error(`${voters.length} cast, counted ${rows[0]?.all}`);
  await closing.declare(chair, ballot.id);
  return {
    ...{ mode, round: turn, closing: closed - ended },
    rush: (voters.length - quarter) / ((ended - rushed) / 1_000),
    alone: (rushed - began) / quarter,
  };
}

/** Seals and opens a second, of one thread that does nothing else: no secret ballot can be faster. */
function sealingAlone(): { seals: number; opens: number } {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-bench-keys-"));
  try {
    const store = openKeyStore(directory, true)!;
    const [publicKey, salt, context, content] = [
      store.make("bench", "bench"),
      randomBytes(32),
      randomBytes(16),
      randomBytes(16),
    ];
    const key = store.read("bench")!;
    const perSecond = (work: () => unknown): number => {
      const began = performance.now();
      for (let index = 0; index < 500; index += 1) work();
      return 500 / ((performance.now() - began) / 1_000);
    };
    const paper = seal(publicKey, salt, context, content);
    const seals = perSecond(() => seal(publicKey, salt, context, content));
    return { seals, opens: perSecond(() => open(key, salt, context, paper)) };
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function report(found: readonly Ballot[], limit: { seals: number; opens: number }): Omit<Outcome, "failures"> {
  const of = (mode: Mode): Ballot[] => found.filter((one) => one.mode === mode);
  const ratio = (figure: (ballot: Ballot) => number): number =>
    medianRatio(
      of(BallotMode.SECRET).map((one) => [
        figure(one),
        figure(of(BallotMode.RECORDED).find((other) => other.round === one.round)!),
      ]),
    );
  const line = (what: string, figure: (ballot: Ballot) => number, digits: number): string[] => [
    what,
    ...MODES.map((mode) => String(round(median(of(mode).map(figure)), digits))),
    ratio(figure).toFixed(2),
  ];
  const lines = [
    line("casts/s, all at once", ({ rush }) => rush, 0),
    line("ms a cast, one after the other", ({ alone }) => alone, 2),
    line("ms to close, count and decide", ({ closing }) => closing, 1),
  ];
  const text = `One ballot of all delegations of the plenary, service layer. One thread that does nothing else seals ${round(limit.seals, 0)} papers a second and opens ${round(limit.opens, 0)}.`;
  return {
    data: { found, limit },
    markdown: `${text}\n\n${table(["one ballot", "RECORDED", "SECRET", "secret against recorded"], lines)}`,
  };
}

export const secret: Scenario = {
  name: "secret",
  group: "votes",
  about: "casts a second and time to close of a secret ballot beside a recorded one",
  run,
};
