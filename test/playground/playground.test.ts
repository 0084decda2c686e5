import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { parse } from "graphql";
import { type Browser, chromium, type Page } from "playwright-core";
import { eventually, PlaygroundPage } from "./playground-page.js";
import { type StandIn, startStandIn } from "./stand-in.js";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const QUIET = ["--no-sandbox", "--headless", "--disable-gpu", "--disable-background-networking", "--no-first-run"];
const FLAGS = [...QUIET, "--disable-component-update", "--disable-sync"];
const PATIENCE = 30_000;

const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser) {
  const message = `no Chromium at ${CHROMIUM} (set CHROMIUM to its path): the playground is NOT tested in a browser`;
  if (process.env["REQUIRE_SERVICES"] === "1") throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
}

let directory: string;
let server: StandIn;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "rotunda-playground-"));
  execFileSync(process.execPath, ["playground/build.mjs", directory]);
  server = await startStandIn(directory);
}, PATIENCE);

afterAll(async () => {
  await server?.close();
  rmSync(directory, { recursive: true, force: true });
});

(hasBrowser ? describe : describe.skip)("the playground in a browser", () => {
  let browser: Browser;
  let page: Page;
  let ide: PlaygroundPage;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    ide = new PlaygroundPage(page, server.origin);
    page.on("pageerror", (error) => complaints.push(error.message));
    // CSP violations reach the console as errors
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:" && origin !== server.origin) complaints.push(`asked for ${request.url()}`);
    });
  }, PATIENCE);
  afterAll(() => browser?.close());

  beforeEach(() => {
    complaints.length = server.headers.length = server.inits.length = 0;
  });
  afterEach(() => expect(complaints).toEqual([]));

  const sent = (operationName: string) => server.headers.filter((header) => header.operationName === operationName);

  it("starts with useful operations as tabs, variables included, and offers every operation of the contract", async () => {
    await ide.visit();
    expect(await ide.tabs()).toEqual(["SignIn", "Me", "Conferences", "Room", "RoomEvents"]);
    expect(await ide.textOf("variables.json")).toContain("demo-facilitator-africa");
    await page.getByText("Examples").click();
    const contract = parse(readFileSync("schema/operations/contract.graphql", "utf8"));
    const names = contract.definitions.flatMap((node) => (node.kind === "OperationDefinition" ? node.name!.value : []));
    const offered = await page.locator("#example-list button").allInnerTexts();
    expect(names.length).toBeGreaterThan(10);
    expect(offered).toEqual(expect.arrayContaining(names));
    await page.keyboard.press("Escape");
    await page.locator("#example-list").waitFor({ state: "hidden" });
  });

  it("opens an example in a new tab with its fragments and leaves the others as they were", async () => {
    await ide.stay();
    await ide.write("query Mine { hello }");
    await page.getByText("Examples").click();
    await page.getByRole("button", { name: "CastVote" }).click();
    await page.getByRole("tab", { name: "CastVote" }).waitFor();
    expect(await ide.textOf("operation.graphql")).toContain("fragment TurnoutParts on Turnout");
    expect(JSON.parse(await ide.textOf("variables.json"))).toEqual({
      input: { ballotId: "<ballotId>", choice: "FOR" },
    });
    await page.getByRole("tab", { name: "Mine" }).click();
    expect(await ide.textOf("operation.graphql")).toBe("query Mine { hello }");
  });

  it("keeps the person's own tabs over a reload and never lengthens the address", async () => {
    await ide.visit();
    await ide.write("query Mine { hello }");
    await page.waitForTimeout(900);
    await page.reload();
    await page.getByRole("tab", { name: "Mine" }).waitFor();
    expect(await ide.tabs()).toEqual(["SignIn", "Me", "Conferences", "Room", "RoomEvents", "Mine"]);
    expect(page.url()).toBe(`${server.origin}/graphql`);
  });

  it("shows the answer of a query and keeps it in the history", async () => {
    await ide.stay();
    await ide.write("query Greeting { hello }");
    await ide.run();
    await ide.answered("good day");
    await page.getByRole("button", { name: "Show History" }).click();
    await page.locator(".graphiql-history-item", { hasText: "Greeting" }).waitFor();
  });

  it("takes the token from the link into header and connection_init, and out of the address", async () => {
    await ide.visit("#token=from-the-link");
    expect(page.url()).toBe(`${server.origin}/graphql`);
    expect(await ide.token().inputValue()).toBe("from-the-link");
    expect(await ide.token().getAttribute("type")).toBe("password");
    await ide.write("query Who { viewer { displayName } }");
    await ide.run();
    await ide.answered("Bearer from-the-link");
    await ide.write("subscription Live { ticks { seq } }");
    await ide.run();
    await ide.answered('"seq"');
    expect(sent("Who")).toEqual([{ operationName: "Who", authorization: "Bearer from-the-link" }]);
    expect(server.inits).toEqual([{ authorization: "Bearer from-the-link" }]);
    expect(await page.evaluate("Object.values(localStorage).join()")).not.toContain("from-the-link");
  });

  it("shows live events until they are stopped", async () => {
    await ide.stay("one");
    await ide.write("subscription Live { ticks { seq } }");
    await ide.run();
    await ide.answered('"seq"');
    const early = await ide.answer();
    await eventually(async () => (await ide.answer()) !== early);
    expect(await page.locator("#socket").innerText()).toMatch(/^Live: live \(\d+ received\)$/);
    await ide.stop();
    await page.locator("#socket[data-state=idle]").waitFor();
  });

  it("uses a changed token for the next request and the next socket without a reload", async () => {
    await ide.stay("one");
    await ide.write("subscription Live { ticks { seq } }");
    await ide.run();
    await ide.answered('"seq"');
    await ide.token().fill("Bearer two");
    await ide.stop();
    await ide.run();
    await eventually(async () => server.inits.length === 2);
    await ide.answered('"seq"');
    // a new tab ends the live operation, else nothing could be run in it
    await ide.write("query Who { viewer { displayName } }");
    await ide.run();
    await ide.answered("Bearer two");
    expect(server.inits).toEqual([{ authorization: "Bearer one" }, { authorization: "Bearer two" }]);
  });

  it("signs in with an access code and says who it is", async () => {
    await ide.stay();
    await page.getByLabel("Access code").fill("wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByText("This access code is not known.").waitFor();
    await page.getByLabel("Access code").fill("demo-observer");
    await page.getByLabel("Access code").press("Enter");
    await page.getByText("Signed in as Ms Example.").waitFor();
    expect(await ide.token().inputValue()).toBe("token-of-demo-observer");
  });

  it("signs in with a code from the link, and from the SignIn tab", async () => {
    await ide.visit("#code=demo-delegate-zm");
    await page.getByText("Signed in as Ms Example.").waitFor();
    expect(page.url()).toBe(`${server.origin}/graphql`);
    await page.getByRole("button", { name: "Sign out" }).click();
    expect(await ide.token().inputValue()).toBe("");
    await ide.run();
    await page.getByText("Signed in as Ms Example.").waitFor();
    expect(await ide.token().inputValue()).toBe("token-of-demo-facilitator-africa");
  });

  it("says how to get a token when a query or a socket is refused for want of one", async () => {
    await ide.stay();
    await ide.write("query Who { viewer { displayName } }");
    await ide.run();
    await page.getByText("Not signed in, or the token has expired").waitFor();
    await ide.write("query Greeting { hello }");
    await ide.run();
    await page.locator("#notice").waitFor({ state: "hidden" });
    await ide.write("subscription Live { ticks { seq } }");
    await ide.run();
    await ide.answered("4401 no token in authorization");
    await page.getByText("Not signed in, or the token has expired").waitFor();
    expect(server.inits).toEqual([undefined]);
  });

  it("fills a placeholder in from an earlier answer, visibly, and refuses to send one it cannot fill", async () => {
    await ide.visit();
    const room = [
      "query Room($roundTableId: ID!) { roundTable(id: $roundTableId) { state } }",
      '{"roundTableId":"<roundTableId>"}',
    ];
    await ide.write(room[0]!, room[1]);
    await ide.run();
    await ide.answered("roundTableId is still a placeholder");
    expect(sent("Room")).toEqual([]);
    await ide.write("query Tables { roundTables { id state } }");
    await ide.run();
    await ide.answered("table-2");
    await ide.write(room[0]!, room[1]);
    await ide.run();
    await ide.answered("state of table-2");
    expect(await ide.textOf("variables.json")).toBe('{"roundTableId":"table-2"}');
  });

  it("does not write a real access code into the browser's storage", async () => {
    await ide.stay();
    await ide.write("mutation SignIn { __typename }", '{"input":{"accessCode":"rea1-c0de"}}');
    await ide.run();
    await page.waitForTimeout(900);
    const stored = (await page.evaluate("Object.values(localStorage).join()")) as string;
    expect(stored).toContain("accessCode");
    expect(stored).not.toContain("rea1-c0de");
  });

  it("copies a query as curl and a subscription as graphql-ws, never with the token", async () => {
    await ide.stay("secret-token");
    await page.getByRole("button", { name: "Copy as code" }).click();
    await page.getByText("Copied.").waitFor();
    const curl = await ide.clipboard();
    expect(curl).toContain(`curl -sS '${server.origin}/graphql'`);
    await ide.write("subscription Live { ticks { seq } }");
    await page.getByRole("button", { name: "Copy as code" }).click();
    await eventually(async () => (await ide.clipboard()).includes("createClient"));
    expect(curl + (await ide.clipboard())).not.toContain("secret-token");
  });
});
