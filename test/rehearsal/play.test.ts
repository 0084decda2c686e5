import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Outcome, play, type Progress, type RehearsalOptions } from "../../rehearsal/play.js";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import { exampleOperations } from "../support/operations.js";
import { sql } from "../support/sql.js";

const textOf = (name: string): string => exampleOperations.find((one) => one.name === name)!.text;

/** Ten delegations are two to a region, but one where countries are fewest: there nobody is left out. */
const FREE = 4;

interface Played {
  readonly outcome: Outcome;
  readonly told: readonly Progress[];
}

describe("a rehearsal of ten delegations", () => {
  let app: TestApp;
  let first: Played;
  let second: Played;
  const rehearse = async (change: Partial<RehearsalOptions> = {}): Promise<Played> => {
    const told: Progress[] = [];
    const outcome = await play({
      ...{ url: app.url, delegations: 10, speed: 500, seed: 5, rounds: 1, only: "all" },
      administratorCode: "demo-admin",
      onProgress: (progress) => told.push(progress),
      ...change,
    });
    return { outcome, told };
  };
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
    // At the same time, so that numbers, rooms and votes of two conferences cross each other; one is faster.
    [first, second] = await Promise.all([rehearse(), rehearse({ speed: 350 })]);
  }, 240_000);
  afterAll(() => app.close());

  it("is played to its end without an error", () => {
    for (const { outcome } of [first, second]) {
      expect([outcome.state, outcome.summary.errors]).toEqual(["FINISHED", {}]);
      // Every text that comes to the plenary is there in all four languages.
      expect(outcome.summary.refusals).not.toHaveProperty("LANGUAGE_GATE_CLOSED");
      expect(outcome.summary.votes).toBeGreaterThan(20);
      expect(outcome.summary.events).toBeGreaterThan(100);
    }
    expect(app.logged.filter((line) => /"level":(50|60)/.test(line))).toEqual([]);
  });

  it("does the same with the same seed, at whatever speed", () => {
    expect(second.outcome.script).toBe(first.outcome.script);
    expect(second.outcome.conferenceId).not.toBe(first.outcome.conferenceId);
    const deeds = ({ told }: Played): Record<string, string[]> => {
      const places: Record<string, string[]> = {};
      for (const { place, words } of told.filter(({ isNews }) => isNews))
        (places[place] ??= []).push(words.replace(/REHEARSAL\/\S+|rehearsal \d+/g, "…"));
      return places;
    };
    expect(deeds(second)).toEqual(deeds(first));
    expect(Object.keys(deeds(first)).sort()).toEqual(["", "AFR", "AME", "ASP", "EUR", "MENA", "PLEN"]);
    expect(second.outcome.summary).toMatchObject({
      ...{ votes: first.outcome.summary.votes, ballots: first.outcome.summary.ballots },
    });
  });

  it("tells how far it is, never backwards, and who may be signed in as", async () => {
    const shares = first.told.map(({ share }) => share);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeGreaterThan(0.7);
    const { access, rooms } = first.told.at(-1)!;
    expect(Object.keys(rooms)).toEqual(["AFR", "AME", "ASP", "EUR", "MENA", "PLEN"]);
    expect(access.filter(({ role }) => role.includes("it is yours"))).toHaveLength(FREE);
    for (const { accessCode } of access) await app.signIn(accessCode);
  });

  it("leaves decisions that a second implementation counts alike, and published conclusions", async () => {
    for (const { outcome, told } of [first, second]) {
      const { access } = told.at(-1)!;
      const steward = await app.signIn(access.find(({ role }) => role === "Secretariat")!.accessCode);
      const { conferenceId } = outcome;
      const { data } = await steward.send(textOf("RecountConference"), { conferenceId });
      expect(data.recount).toMatchObject({ agrees: true });
      expect(data.recount.decisions).toBeGreaterThan(6);
      expect(data.recount.ballots.filter((one: any) => !one.agrees)).toEqual([]);
      const seen = await steward.send(textOf("ConclusionsDocument"), { conferenceId });
      expect(seen.data.conference.conclusionsDocument.publishedAt).not.toBeNull();
      expect(seen.data.conference.conclusionsDocument.items.length).toBeGreaterThan(0);
    }
  });

  it("never moves the seats that are left to people", async () => {
    const silent = await sql<{ count: string }>(
      app,
      `SELECT count(*) FROM delegation d WHERE d.conference_id = $1
       AND NOT EXISTS (SELECT FROM presence_record r JOIN seat s ON s.id = r.seat_id WHERE s.delegation_id = d.id)`,
      [second.outcome.conferenceId],
    );
    expect(Number(silent[0]!.count)).toBe(FREE);
  });

  it("is stopped by its signal, and says so", async () => {
    const stopping = new AbortController();
    const { outcome } = await rehearse({
      signal: stopping.signal,
      onProgress: ({ words }) => words.startsWith("takes up") && stopping.abort(),
    });
    expect([outcome.state, outcome.summary.errors]).toEqual(["STOPPED", {}]);
  });

  it("fails in words where it cannot begin", async () => {
    const { outcome } = await rehearse({ administratorCode: "demo-delegate-zm" });
    expect([outcome.state, Object.keys(outcome.summary.errors)]).toEqual([
      "FAILED",
      ["The import cannot be looked at: Conferences are imported by an administrator of the server."],
    ]);
  });
});
