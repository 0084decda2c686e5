import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { readRoles } from "../../playground/roles.mjs";
import { exampleOperations } from "../support/operations.js";
import { eventually, PlaygroundPage } from "./playground-page.js";
import { type StandIn, startStandIn } from "./stand-in.js";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const PATIENCE = 60_000;
const ROLES = readRoles(exampleOperations);
const tabsOf = (wanted: string): readonly string[] => ROLES.find(({ id }) => id === wanted)!.tabs;

const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser && process.env["REQUIRE_SERVICES"] === "1") throw new Error(`no Chromium at ${CHROMIUM}`);
if (!hasBrowser) console.warn(`SKIPPED: no Chromium at ${CHROMIUM} (set CHROMIUM): roles are not tried in a browser`);

it("every role has four to seven tabs, each once, and a page without their examples is not built", () => {
  expect(ROLES.length).toBe(5);
  for (const { tabs } of ROLES) {
    expect(new Set(tabs).size).toBe(tabs.length);
    expect([4, 5, 6, 7]).toContain(tabs.length);
  }
  const lacking = exampleOperations.filter(({ name }) => name !== ROLES[0]!.tabs[0]);
  expect(() => readRoles(lacking)).toThrow(/no example/);
});

(hasBrowser ? describe : describe.skip)("taking a role in a browser", () => {
  let directory: string;
  let server: StandIn;
  let browser: Browser;
  let page: Page;
  let ide: PlaygroundPage;
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), "rotunda-playground-"));
    execFileSync(process.execPath, ["playground/build.mjs", directory]);
    server = await startStandIn(directory);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, "--disable-sync"] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    ide = new PlaygroundPage(page, server.origin);
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(directory, { recursive: true, force: true });
  });
  beforeEach(() => {
    server.holdsDemo = async () => true;
    complaints.length = server.headers.length = 0;
  });
  afterEach(() => expect(complaints).toEqual([]));

  const notice = () => page.locator("#notice").innerText();
  const hasTabs = (names: readonly string[]) =>
    eventually(async () => JSON.stringify(await ide.tabs()) === JSON.stringify(names));
  const focused = () => page.evaluate("document.activeElement.textContent || document.activeElement.id");

  it(
    "works by keyboard: signs in, opens the role's tabs in place of the untouched ones, and says so",
    async () => {
      await ide.visit();
      await page.locator("#roles summary").focus();
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      expect(await focused()).toMatch(/^Delegate/);
      await page.keyboard.press("Enter");
      await hasTabs(tabsOf("delegate"));
      await eventually(async () => (await notice()).startsWith("You are Ms Example. 7 tabs are ready"));
      expect(await ide.token().inputValue()).toBe("token-of-demo-delegate-zm");
      expect(await page.locator("#roles summary").innerText()).toBe("Role: Delegate");
      expect(await page.getByRole("tab", { selected: true }).innerText()).toBe("Me");
      expect(await focused()).toBe("Me");
      await page.getByRole("tab", { name: "CastVote" }).click();
      expect(JSON.parse(await ide.textOf("variables.json"))).toEqual({
        input: { ballotId: "<ballotId>", choice: "FOR" },
      });
      expect(await ide.textOf("operation.graphql")).toContain("mutation CastVote");
    },
    PATIENCE,
  );

  it("Escape closes the menu and goes back to its button", async () => {
    await page.locator("#roles summary").click();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.locator("#role-list").waitFor({ state: "hidden" });
    expect(await focused()).toBe("Role: Delegate");
  });

  it(
    "another role keeps what the person wrote or changed, and forgets the ids of the first",
    async () => {
      await ide.visit("#role=observer");
      await hasTabs(tabsOf("observer"));
      await ide.write("query Tables { roundTables { id state } }");
      await ide.run();
      await ide.answered("table-2");
      await page.getByText("Role: Observer").click();
      await page.getByRole("button", { name: /^Secretariat/ }).click();
      await hasTabs(["Tables", ...tabsOf("secretariat")]);
      expect(await ide.token().inputValue()).toBe("token-of-demo-secretariat");
      await page.getByRole("tab", { name: "Quorum" }).click();
      await ide.run();
      await ide.answered("roundTableId is still a placeholder");
    },
    PATIENCE,
  );

  it.each(ROLES.map(({ id, code }) => [id, code]))(
    "the link #role=%s opens the page in that role",
    async (id, code) => {
      await ide.visit(`#role=${id}`);
      await eventually(async () => (await notice()).startsWith("You are Ms Example."));
      expect(await ide.tabs()).toEqual(tabsOf(id));
      expect(await ide.token().inputValue()).toBe(`token-of-${code}`);
      expect(page.url()).toBe(`${server.origin}/graphql`);
    },
    PATIENCE,
  );

  it(
    "asks for a code where there is no demo data, and offers none of its own",
    async () => {
      server.holdsDemo = async () => false;
      await ide.visit("#token=of-somebody-else");
      await page.getByText("Take a role").click();
      await page.getByRole("button", { name: /^Facilitator/ }).click();
      await hasTabs(tabsOf("facilitator"));
      await eventually(async () =>
        (await notice()).startsWith("This server holds no demo data. Enter the access code of a"),
      );
      expect(await focused()).toBe("code");
      expect(await ide.token().inputValue()).toBe("");
      expect(server.headers.map(({ operationName }) => operationName)).not.toContain("SignIn");
      expect(await page.locator("#code").inputValue()).toBe("");
    },
    PATIENCE,
  );

  it(
    "says so when a link names a role that there is not",
    async () => {
      await ide.visit("#role=king");
      expect(await notice()).toBe("There is no role “king”: choose one from the menu.");
      expect(await ide.tabs()).toEqual(["SignIn", "Me", "Conferences", "Room", "RoomEvents"]);
    },
    PATIENCE,
  );
});
