import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference } from "../support/conference.js";
import { exampleOperations } from "../support/operations.js";

const textOf = (name: string): string => exampleOperations.find((one) => one.name === name)!.text;
const send = async (who: Client, name: string, input: object = {}): Promise<any> => {
  const { data, errors } = await who.send(textOf(name), { input }, name);
  expect(errors).toBeUndefined();
  return Object.values(data)[0];
};
const SMALL = { delegations: 5, speed: 50, seed: 2, rounds: 1 };
const NOBODY = "018f0000-0000-7000-8000-000000000000";

describe("startRehearsal and stopRehearsal", () => {
  let app: TestApp;
  let secretariat: Client;
  let admin: Client;
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
    secretariat = await app.signIn("demo-secretariat");
    admin = await app.signIn("demo-admin");
  });
  afterAll(() => app.close());

  const until = async (wanted: (rehearsal: any) => boolean, seconds = 20): Promise<any> => {
    for (let turn = 0; turn < seconds * 10; turn += 1) {
      const rehearsal = await send(admin, "Rehearsal");
      if (wanted(rehearsal)) return rehearsal;
      await sleep(100);
    }
    throw new Error(`It did not come to it: ${JSON.stringify(await send(admin, "Rehearsal"))}`);
  };

  it("are refused to everybody but administrators and the secretariat of a demo conference", async () => {
    const other = await buildConference(app, { series: "OTHER" });
    const people = ["demo-delegate-zm", "demo-facilitator-africa", "demo-credentials-officer"].map((code) =>
      app.signIn(code),
    );
    for (const who of [...(await Promise.all(people)), await other.as("secretariat")]) {
      expect(await send(who, "StartRehearsal", SMALL)).toMatchObject({ code: "NOT_ENTITLED" });
      expect(await send(who, "StopRehearsal", { rehearsalId: NOBODY })).toMatchObject({ code: "NOT_ENTITLED" });
    }
    expect(await send(admin, "Rehearsal")).toBeNull();
  });

  it.each([
    ["delegations", 4],
    ["delegations", 197],
    ["speed", 0],
    ["speed", 51],
    ["seed", -1],
    ["rounds", 9],
  ])("refuse %s of %i in words", async (field, value) => {
    expect(await send(admin, "StartRehearsal", { ...SMALL, [field]: value })).toMatchObject({
      ...{ code: "INVALID_INPUT", message: expect.stringContaining(`${field} must be a whole number from`) },
    });
    expect(await send(admin, "Rehearsal")).toBeNull();
  });

  it("play a conference in another process, tell how far it is, and stop it", async () => {
    const { rehearsal } = await send(secretariat, "StartRehearsal", SMALL);
    expect(rehearsal).toMatchObject({ ...SMALL, state: "RUNNING", deeds: 0, endedAt: null, conference: null });
    expect(await send(admin, "StartRehearsal", SMALL)).toMatchObject({ code: "INVALID_STATE" });
    const running = await until(({ words }) => words.includes("takes up"));
    expect(running).toMatchObject({ id: rehearsal.id, state: "RUNNING", errors: 0 });
    expect(running.conference).toMatchObject({ state: "IN_SESSION", series: { code: "REHEARSAL" } });
    expect(running.share).toBeGreaterThan(0);
    expect(running.deeds).toBeGreaterThan(5);
    const chair = running.access.find(({ role }: any) => role === "Facilitator of PLEN");
    expect((await (await app.signIn(chair.accessCode as string)).run("Me")).data.viewer.facilitates).toHaveLength(1);

    expect(await send(admin, "StopRehearsal", { rehearsalId: NOBODY })).toMatchObject({ code: "NOT_FOUND" });
    const stopped = (await send(admin, "StopRehearsal", { rehearsalId: rehearsal.id })).rehearsal;
    expect(stopped).toMatchObject({ state: "STOPPED", errors: 0, words: "It was stopped." });
    expect(stopped.endedAt).not.toBeNull();
    const { deeds } = stopped;
    await sleep(500);
    expect(await send(secretariat, "Rehearsal")).toMatchObject({ state: "STOPPED", deeds });
    expect(await send(secretariat, "StopRehearsal", { rehearsalId: rehearsal.id })).toMatchObject({
      code: "INVALID_STATE",
    });
  });

  it("hide the rehearsal and its codes from everybody else", async () => {
    for (const code of ["demo-delegate-zm", "demo-observer"])
      expect(await send(await app.signIn(code), "Rehearsal")).toBeNull();
  });

  it("may be used again afterwards, and end with the server", async () => {
    const { rehearsal } = await send(admin, "StartRehearsal", { ...SMALL, seed: 3 });
    expect(rehearsal.state).toBe("RUNNING");
    await until(({ conference }) => conference !== null);
    // afterAll closes the app: a process that stayed behind would keep its channel, and the run, open.
  });
});

describe("where no demo data is", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it("no rehearsal is played", async () => {
    const conference = await buildConference(app);
    const secretariat = await conference.as("secretariat");
    expect(await send(secretariat, "StartRehearsal", SMALL)).toMatchObject({ code: "REHEARSAL_UNAVAILABLE" });
    expect(await send(secretariat, "Rehearsal")).toBeNull();
  });
});
