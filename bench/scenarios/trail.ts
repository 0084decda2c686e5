import pg from "pg";
import { begin, verifyDatabase } from "../../src/audit/audit.js";
import { BallotOpeningService } from "../../src/domain/ballot/ballot-opening.service.js";
import { VoteChoice } from "../../src/domain/ballot/ballot.words.js";
import { CastingService } from "../../src/domain/ballot/casting.service.js";
import { ClosingService } from "../../src/domain/ballot/closing.service.js";
import { trailTerms } from "../../src/domain/trail/terms.service.js";
import type { Viewer } from "../../src/domain/identity/viewer.policy.js";
import { SealingService } from "../../src/domain/secret/sealing.service.js";
import type { Foundation } from "../../src/foundation.js";
import { Sequencer } from "../../src/trail/sequencer.js";
import { type Body, draftingGroups } from "../assembly.js";
import { withPlace } from "../place.js";
import { openProductFoundation } from "../product.js";
import { type Outcome, progress, type Scenario } from "../scenario.js";
import type { Settings } from "../settings.js";
import { median, medianRatio, orderOf, round } from "../statistics.js";
import { table } from "../tables.js";

const FULL = { rounds: 7, seats: 24 };
const SHORT = { rounds: 1, seats: 3 };

type Way = "sequencer off" | "sequencer on";

interface Rush {
  readonly way: Way;
  readonly round: number;
  readonly perSecond: number;
  /** The same, counted until the last of them is chained: what a rush that never ends would get. */
  readonly perSecondChained: number;
  /** Entries chained a second, of what was left behind the rush. */
  readonly chainedPerSecond: number;
}

const viewerOf = (accountId: string): Viewer => ({ accountId, sessionId: "", displayName: "", isAdmin: false });

async function run(settings: Settings): Promise<Outcome> {
  const plan = settings.short ? SHORT : FULL;
  const rushes: Rush[] = [];
  let verified = { entries: 0, perSecond: 0, findings: 0 };
  await withPlace(async (place) => {
    const foundation = await openProductFoundation(place);
    const client = new pg.Client({ connectionString: foundation.databaseUrl });
    await client.connect();
    try {
      const bodies = await draftingGroups(foundation, client, plan.seats);
      await new Sequencer(foundation.database, trailTerms(foundation.keys, "bench")).run();
      const rounds = settings.rounds ?? plan.rounds;
      // Round 0 is that of code that is not compiled yet.
      for (let turn = 0; turn <= rounds; turn += 1)
        for (const way of orderOf<Way>(["sequencer off", "sequencer on"], turn)) {
          const rush = await rushOn(foundation, bodies, way);
          if (turn > 0) rushes.push({ ...rush, round: turn });
          progress(`${way}: ${rush.perSecond} votes/s, then ${rush.chainedPerSecond} entries/s`);
        }
      verified = await verifyAll(foundation, client);
    } finally {
      await client.end();
      await foundation.close();
    }
  });
  const failures = verified.findings > 0 ? [`the trail has ${verified.findings} findings`] : [];
  return { ...report(rushes, verified), failures };
}

/** All vote at once on new ballots in all bodies; then whatever is not chained yet is. */
async function rushOn(foundation: Foundation, bodies: readonly Body[], way: Way): Promise<Omit<Rush, "round">> {
  const { database, journal, keys, keyStore, transport } = foundation;
  const sealing = new SealingService(database, journal, keyStore, () => undefined, false);
  const opening = new BallotOpeningService(database, journal, sealing);
  const casting = new CastingService(database, journal);
  const closing = new ClosingService(database, journal, sealing);
  const opened = await Promise.all(
    bodies.map(async (body) => {
      const { recommendationId } = body;
      return { ...body, ballotId: (await opening.open(viewerOf(body.chairId), { recommendationId })).ballot.id };
    }),
  );
  const sequencer = new Sequencer(database, trailTerms(keys, "bench"));
  await sequencer.run();
  if (way === "sequencer on") sequencer.start(transport);
  const began = performance.now();
  const casts = opened.flatMap(({ voters, ballotId }) =>
    voters.map(({ accountId }) => casting.cast(viewerOf(accountId), { ballotId, choice: VoteChoice.FOR })),
  );
  await Promise.all(casts);
  const perSecond = round(casts.length / ((performance.now() - began) / 1_000));
  if (way === "sequencer on") await sequencer.run();
  const perSecondChained = round(casts.length / ((performance.now() - began) / 1_000));
  await sequencer.stop();
  const [entries, from] = [sequencer.entries, performance.now()];
  await sequencer.run();
  const chained = sequencer.entries - entries;
  const chainedPerSecond = chained === 0 ? 0 : round(chained / ((performance.now() - from) / 1_000));
  await Promise.all(opened.map(({ chairId, ballotId }) => closing.cancel(viewerOf(chairId), ballotId, "measured")));
  return { way, perSecond, perSecondChained, chainedPerSecond };
}

async function verifyAll(
  foundation: Foundation,
  client: pg.Client,
): Promise<{ entries: number; perSecond: number; findings: number }> {
  await new Sequencer(foundation.database, trailTerms(foundation.keys, "bench")).run();
  const query = async (sql: string, parameters: readonly unknown[]): Promise<unknown[]> =>
    (await client.query(sql, [...parameters])).rows as unknown[];
  await begin(query);
  const began = performance.now();
  let [entries, findings] = [0, 0];
  for (const { id } of (await query("SELECT id FROM conference", [])) as { id: string }[]) {
    const found = await verifyDatabase(query, id, { key: foundation.keys.verifying });
    entries += found.entries;
    findings += found.count;
  }
  const seconds = (performance.now() - began) / 1_000;
  await client.query("ROLLBACK");
  return { entries, findings, perSecond: round(entries / seconds) };
}

function report(
  rushes: readonly Rush[],
  verified: { readonly entries: number; readonly perSecond: number },
): Omit<Outcome, "failures"> {
  const of = (way: Way): Rush[] => rushes.filter((rush) => rush.way === way);
  const [off, on] = [of("sequencer off"), of("sequencer on")];
  const ratio = medianRatio(on.map((rush, index) => [rush.perSecond, off[index]!.perSecond] as const));
  const steady = medianRatio(on.map((rush, index) => [rush.perSecondChained, off[index]!.perSecond] as const));
  const rows = [
    ["votes a second, sequencer off", round(median(off.map((rush) => rush.perSecond)), 0)],
    ["votes a second, sequencer on", round(median(on.map((rush) => rush.perSecond)), 0)],
    ["on, beside off of the same round", ratio.toFixed(2)],
    ["on, counted until the last vote is chained, beside off", steady.toFixed(2)],
    ["entries chained a second, by one sequencer", round(median(off.map((rush) => rush.chainedPerSecond)), 0)],
    [`entries verified a second, with log and tables (${verified.entries})`, round(verified.perSecond, 0)],
  ];
  return {
    data: { rushes, verified, ratio, steady },
    markdown: table(["service layer, 64 ballots at once", "found"], rows),
  };
}

export const trail: Scenario = {
  name: "trail",
  group: "votes",
  about: "votes a second with the trail's sequencer on and off, entries chained a second, entries verified a second",
  run,
};
