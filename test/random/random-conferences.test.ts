import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { recountConference } from "../../src/recount/recount.js";
import { startApp, type TestApp } from "../support/app.js";
import { verifiedTrail } from "../support/auditing.js";
import { Chance } from "./chance.js";
import { openHall, servicesOf } from "./hall.js";
import { play, type Score, UNAVAILABLE } from "./play.js";
import { heldAgainstReference } from "./reference.js";

const CONFERENCES = Number(process.env["RANDOM_CONFERENCES"] ?? 60);
const WAVES = 30;
/** So many are played at once: their deeds meet in the pool. */
const AT_ONCE = 4;
const SEED = Number(process.env["RANDOM_SEED"] ?? Date.now() % 1_000_000);

/** A play that went wrong, and how to see it again. */
interface Fault {
  readonly conference: number;
  readonly what: string;
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ LOG_LEVEL: "silent", DATABASE_POOL: "20" });
});
afterAll(() => app.close());

it(`${CONFERENCES} random conferences, played by parallel actors through the services: the log is a legal course of the procedure, the rows say what it says, a recount gives every decision, and the trail verifies (RANDOM_SEED=${SEED})`, async () => {
  const services = servicesOf(app.foundation);
  const score: Score = new Map();
  const faults: Fault[] = [];
  const outcomes = new Map<string, number>();
  const playOne = async (number: number): Promise<void> => {
    const chance = new Chance(SEED * 1000 + number);
    const hall = await openHall(app.foundation, services, chance, number);
    const secret = await play(services, hall, chance, WAVES, score);
    for (const what of await heldAgainstReference(app.foundation, hall, secret))
      faults.push({ conference: number, what });
    const query = (sql: string, parameters: readonly unknown[]): Promise<unknown[]> =>
      app.foundation.database.read((tx) => tx.query(sql, [...parameters]));
    const recount = await recountConference(query, hall.conferenceId);
    for (const finding of recount.findings) faults.push({ conference: number, what: JSON.stringify(finding) });
    const trail = await verifiedTrail(app, hall.conferenceId);
    for (const what of trail.findings) faults.push({ conference: number, what });
    for (const { outcome } of recount.perBallot)
      outcomes.set(outcome ?? "none", (outcomes.get(outcome ?? "none") ?? 0) + 1);
  };
  const numbers = Array.from({ length: CONFERENCES }, (_, index) => index + 1);
  const worker = async (): Promise<void> => {
    for (let number = numbers.shift(); number !== undefined && faults.length < 5; number = numbers.shift())
      await playOne(number).catch((error: unknown) =>
        faults.push({ conference: number!, what: String((error as Error).stack) }),
      );
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  expect(faults).toEqual([]);
  if (process.env["RANDOM_TELL"]) console.log(Object.fromEntries([...score].sort()), Object.fromEntries(outcomes));
  const deeds = [...score.values()].reduce((sum, count) => sum + count, 0);
  expect(score.get(UNAVAILABLE) ?? 0).toBeLessThanOrEqual(deeds / 1000);
  // The play is worth something only where everything happens.
  for (const outcome of ["ADOPTED", "NOT_ADOPTED", "NO_QUORUM"]) expect(outcomes.get(outcome) ?? 0).toBeGreaterThan(0);
  for (const deed of [
    "object",
    "call",
    "lock",
    "admit",
    "change",
    "confirm a vote",
    "annul",
    "intend",
    "declare",
    "everybody casts secretly",
  ])
    expect([deed, (score.get(deed) ?? 0) > 0]).toEqual([deed, true]);
}, 2_400_000);
