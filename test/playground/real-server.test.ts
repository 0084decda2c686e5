import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import { contractOperation } from "../support/contract.js";
import { PlaygroundPage } from "./playground-page.js";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-sync",
];
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser && process.env["REQUIRE_SERVICES"] === "1") throw new Error(`no Chromium at ${CHROMIUM}`);
if (!hasBrowser)
  console.warn(
    `SKIPPED: no Chromium at ${CHROMIUM} (set CHROMIUM): the shipped playground is not tried against the server`,
  );

(hasBrowser ? describe : describe.skip)("the shipped playground against the real server", () => {
  let app: TestApp;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    const { database, journal, codes } = app.foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== new URL(app.url).origin) complaints.push(`asked for ${request.url()}`);
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await app.close();
  });

  it("answers a newcomer who only follows the link: a query, and then a live vote over the socket", async () => {
    const facilitator = await app.signIn("demo-facilitator-africa");
    const tableId = (await facilitator.run("Me")).data.viewer.facilitates[0].id as string;
    await page.goto(`${app.url}#token=${facilitator.token}`);
    await page.locator(".graphiql-query-editor .view-line").first().waitFor();
    const ide = new PlaygroundPage(page, new URL(app.url).origin);
    await ide.write(contractOperation("Conferences"), '{ "first": 2 }');
    await ide.run();
    await ide.answered('"number": 15');
    await ide.answered('"code": "AFRICA"');

    await ide.write(contractOperation("RoomEvents"), JSON.stringify({ roundTableId: tableId }));
    await ide.run();
    await page.waitForTimeout(1_000);
    await facilitator.does("OpenRoundTable", { roundTableId: tableId });
    await ide.answered('"__typename": "RoundTableOpenedEvent"');
    const zambia = await app.signIn("demo-delegate-zm");
    await zambia.does("CheckIn", { roundTableId: tableId });
    await ide.answered('"__typename": "DelegateCheckedInEvent"');
    expect(await ide.answer()).toContain('"cursor"');
    expect(complaints).toEqual([]);
  }, 60_000);

  it("takes a role from a link, with a demo code because there is demo data, and fills the ids of its tabs in", async () => {
    await page.goto("about:blank");
    await page.goto(`${app.url}#role=delegate`);
    await page.getByText(/^You are Head of NCB, Zambia\. 7 tabs are ready/).waitFor();
    const ide = new PlaygroundPage(page, new URL(app.url).origin);
    const run = async (tab: string, part: string): Promise<void> => {
      await page
        .getByRole("tab", { name: new RegExp(`^${tab}\\b`) })
        .last()
        .click();
      // GraphiQL reads the operation of a tab a moment after it is shown
      await page.waitForTimeout(400);
      await ide.run();
      await ide.answered(part);
    };
    await run("Me", '"displayName": "Head of NCB, Zambia"');
    await run("Conferences", '"number": 15');
    await run("CheckIn", '"CheckInSuccess"');
    expect(await ide.textOf("variables.json")).toMatch(/"roundTableId": "[0-9a-f-]{36}"/);
    await run("Room", '"liveCursor"');
    expect(complaints).toEqual([]);
  }, 60_000);
});
