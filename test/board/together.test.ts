import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import type { Page } from "playwright-core";
import { Client } from "../support/client.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { freePort, type ServerProcess, startServer } from "../support/server-process.js";
import { AFRICANS } from "./demo-table.js";
import { type Browsers, describeRooms, eventually, openBrowsers, type Screen } from "./stage.js";
import { openWire, type Wire } from "./wire.js";

const PRESENT = AFRICANS.slice(0, 34);

/** A server of its own process, which can be stopped and started elsewhere on the same database. */
class Hall {
  server!: ServerProcess;
  wire!: Wire;
  private readonly dataDir = mkdtempSync(join(tmpdir(), "rotunda-together-"));
  private readonly clients = new Map<string, Promise<Client>>();
  private constructor(private readonly database: TestDatabase) {}

  static async open(): Promise<Hall> {
    const hall = new Hall(await createTestDatabase());
    await hall.start();
    hall.wire = await openWire(Number(new URL(hall.server.url).port));
    return hall;
  }

  private async start(): Promise<void> {
    this.server = await startServer({
      DATABASE_URL: this.database.url,
      DATA_DIR: this.dataDir,
      PORT: String(await freePort()),
      DEMO: "on",
      NODE_ENV: "development",
      LOG_LEVEL: "error",
    });
    this.clients.clear();
  }

  /** As an operator does it: in good order, and there again some seconds later under another port. */
  async restart(): Promise<void> {
    this.server.signal("SIGTERM");
    await this.server.exited;
    await this.start();
    this.wire.leadTo(Number(new URL(this.server.url).port));
  }

  /** Somebody at the server itself, past the wire. */
  at(code: string): Promise<Client> {
    const known =
      this.clients.get(code) ??
      new Client(this.server.url).accessToken(code).then((token) => new Client(this.server.url, token));
    this.clients.set(code, known);
    return known;
  }

  async votes(ballotId: string, countries: readonly string[], choice: string): Promise<number> {
    const answers = await Promise.all(
      countries.map(async (country) =>
        (await this.at(`demo-delegate-${country}`)).deed("castVote", { ballotId, choice }),
      ),
    );
    return answers.filter(({ __typename }) => __typename === "CastVoteSuccess").length;
  }

  async close(): Promise<void> {
    await this.wire.close();
    this.server.signal("SIGTERM");
    await this.server.exited;
    await this.database.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

async function bars(page: Page): Promise<Record<string, number>> {
  const rows = await page.locator(".ballot-panel .tally tr").all();
  const read = rows.map(async (row) => [
    await row.getAttribute("data-mark"),
    Number(await row.locator("td.number").innerText()),
  ]);
  return Object.fromEntries(await Promise.all(read)) as Record<string, number>;
}

describeRooms("facilitator, delegate and hall before their screens", () => {
  let hall: Hall;
  let browsers: Browsers;
  let chair: Screen;
  let delegate: Screen;
  let wall: Screen;
  let tableId: string;
  let itemId: string;
  let ballotId: string;

  const asChair = (): Promise<Client> => hall.at("demo-facilitator-africa");
  const truth = async (): Promise<any> => {
    const query = `query($id: ID!) { ballot(id: $id) { state turnout { voted } tally { for against abstain } decision { outcome recount { agrees } } } }`;
    return (await (await asChair()).send(query, { id: ballotId })).data.ballot;
  };
  const open = async (title: string, tallyVisibility: string): Promise<void> => {
    const proposer = await hall.at("demo-delegate-ke");
    const input = { agendaItemId: itemId, title, text: `Recommends what “${title}” says.` };
    const { recommendation } = await proposer.deed("proposeRecommendation", input, "recommendation { id }");
    const answer = await (
      await asChair()
    ).deed("openBallot", { recommendationId: recommendation.id, tallyVisibility }, "ballot { id }");
    ballotId = answer.ballot.id as string;
  };

  beforeAll(async () => {
    hall = await Hall.open();
    browsers = await openBrowsers(hall.wire.origin);
    const client = await asChair();
    const { data } = await client.send("{ viewer { facilitates { id agendaItems { id recommendations { id } } } } }");
    const [table] = data.viewer.facilitates;
    tableId = table.id as string;
    itemId = table.agendaItems.find((one: any) => one.recommendations.length > 0).id as string;
    for (const country of PRESENT)
      await (await hall.at(`demo-delegate-${country}`)).deed("checkIn", { roundTableId: tableId });
    await (await hall.at("demo-delegate-zm")).deed("checkIn", { roundTableId: tableId });
    await client.deed("openRoundTable", { roundTableId: tableId });
    await client.deed("takeUpAgendaItem", { agendaItemId: itemId });
    chair = await browsers.visit("demo-facilitator-africa", `/table/${tableId}`);
    await chair.page.locator(".facilitator-main").waitFor();
    // The wall signs in by the link that the chair makes for it.
    await chair.page.getByRole("button", { name: "Hall screen …" }).click();
    await chair.page.getByRole("dialog").getByRole("button", { name: "Make a link" }).click();
    const link = new URL(await chair.page.locator(".link-row code").innerText());
    const code = new URLSearchParams(link.hash.slice(1)).get("code")!;
    await chair.page.getByRole("dialog").getByRole("button", { name: "Close" }).click();
    wall = await browsers.visit(code, `/hall/${tableId}`, { width: 1920, height: 1080 });
    delegate = await browsers.visit("demo-delegate-zm", `/table/${tableId}`, { width: 360, height: 640 });
  }, 120_000);
  afterAll(async () => {
    await browsers?.close();
    await hall?.close();
  });

  it("what one does the others see, live: a vote on the phone, the bars of the chair, the wall", async () => {
    await open("Together", "LIVE");
    await delegate.page.getByRole("radio", { name: "Yes" }).check();
    await delegate.page.getByRole("button", { name: /Send vote/ }).click();
    await delegate.page
      .getByText(/Recorded/)
      .first()
      .waitFor();
    await eventually("the chair sees it", async () => (await bars(chair.page))["FOR"] === 1);
    await eventually("the wall counts it", async () =>
      /\b1 of 49 have voted/.test(await wall.page.locator("main").innerText()),
    );
  }, 60_000);

  it("after sockets were cut again and again, and then nothing moved for twenty seconds, every figure is right and no vote lost or doubled", async () => {
    let counted = 1;
    for (let round = 0; round < 4; round += 1) {
      counted += await hall.votes(ballotId, PRESENT.slice(round * 3, round * 3 + 3), "FOR");
      hall.wire.cut();
      await sleep(700);
    }
    hall.wire.stall();
    counted += await hall.votes(ballotId, PRESENT.slice(12, 20), "AGAINST");
    await sleep(20_000);
    hall.wire.flow();
    counted += await hall.votes(ballotId, PRESENT.slice(20, 24), "ABSTAIN");
    expect(counted).toBe(25);
    await eventually("the chair's bars are the truth", async () => (await bars(chair.page))["none"] === 24, 30_000);
    expect(await bars(chair.page)).toEqual({ FOR: 13, AGAINST: 8, ABSTAIN: 4, none: 24 });
    expect(await truth()).toMatchObject({ turnout: { voted: 25 }, tally: { for: 13, against: 8, abstain: 4 } });
    await eventually(
      "the wall's too",
      async () => /\b25 of 49 have voted/.test(await wall.page.locator("main").innerText()),
      30_000,
    );
    await delegate.page
      .getByText(/Recorded/)
      .first()
      .waitFor();
  }, 90_000);

  it("after the server was restarted in the middle of the vote, too; and all three say the same at the end", async () => {
    const restarted = hall.restart();
    await restarted;
    const counted = await hall.votes(ballotId, PRESENT.slice(24, 30), "FOR");
    expect(counted).toBe(6);
    await eventually("the chair's bars are the truth", async () => (await bars(chair.page))["none"] === 18, 40_000);
    expect(await bars(chair.page)).toEqual({ FOR: 19, AGAINST: 8, ABSTAIN: 4, none: 18 });
    await chair.page.getByRole("button", { name: "Lock now …" }).click();
    await chair.page.getByRole("dialog").getByRole("button", { name: "Lock now" }).click();
    await chair.page.locator(".verdict").waitFor();
    await chair.page.getByRole("button", { name: "Announce the result" }).click();
    for (const { page } of [chair, delegate, wall])
      await eventually(
        "the same figures everywhere",
        async () => {
          const words = await page.locator("main").innerText();
          return /Adopted/i.test(words) && ["19", "8", "4"].every((one) => new RegExp(`\\b${one}\\b`).test(words));
        },
        40_000,
      );
    expect(await truth()).toMatchObject({
      state: "DECLARED",
      decision: { outcome: "ADOPTED", recount: { agrees: true } },
    });
  }, 120_000);

  it("while the room may not know how votes stand, no frame tells the phone or the wall, and the figures come with the announcement", async () => {
    for (const screen of [delegate, wall]) screen.frames.length = 0;
    await open("Not before it is announced", "TURNOUT");
    await hall.votes(ballotId, PRESENT.slice(0, 9), "FOR");
    await hall.votes(ballotId, PRESENT.slice(9, 14), "AGAINST");
    await eventually("the chair counts them", async () =>
      (await chair.page.locator(".tally-words").innerText()).includes("14 of 49"),
    );
    await chair.page.getByRole("button", { name: "Lock now …" }).click();
    await chair.page.getByRole("dialog").getByRole("button", { name: "Lock now" }).click();
    await chair.page.locator(".verdict").waitFor();
    await sleep(1_000);
    for (const { frames, page } of [delegate, wall]) {
      const told = frames.join("\n");
      expect(told).toContain("BallotOpenedEvent");
      expect(told).toContain("BallotClosedEvent");
      expect(told.match(/"tally":\{|"votesFor":\d|"outcome":"|"choice":"/g)).toBeNull();
      expect(await page.locator("main").innerText()).not.toMatch(/Adopted|9 for/);
    }
    await chair.page.getByRole("button", { name: "Announce the result" }).click();
    for (const { page } of [delegate, wall])
      await eventually("the result is there", async () => /Adopted/i.test(await page.locator("main").innerText()));
  }, 60_000);

  it("failed nowhere, and asked no other host", () => {
    expect(browsers.complaints).toEqual([]);
  });
});
