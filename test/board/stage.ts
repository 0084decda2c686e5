import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect } from "@jest/globals";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { loadDemo } from "../../src/domain/intake/demo.service.js";
import { IntakeService } from "../../src/domain/intake/intake.service.js";
import { packageRoot } from "../../src/package-root.js";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { openWire, type Wire } from "./wire.js";

const CHROMIUM = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const FLAGS = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-background-networking",
  "--no-first-run",
  "--disable-sync",
  "--disable-dev-shm-usage",
];
const hasBrowser = existsSync(CHROMIUM);
if (!hasBrowser && process.env["REQUIRE_SERVICES"] === "1") throw new Error(`no Chromium at ${CHROMIUM}`);
if (!hasBrowser) console.warn(`SKIPPED: no Chromium at ${CHROMIUM} (set CHROMIUM): the rooms are not tried`);

/** `describe` where there is a browser; skipped, and said so, elsewhere; never in CI. */
export const describeRooms = hasBrowser ? describe : describe.skip;

export interface Visit {
  readonly language?: "ar" | "en" | "fr" | "es";
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: "reduce" | "no-preference";
  readonly forcedColors?: "active" | "none";
  /** Anything else a browser context can be told. */
  readonly context?: Parameters<Browser["newContext"]>[0];
}

/** A person before a screen: a browser context of its own, so nothing is shared with the others. */
export interface Screen {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What came over its sockets, frame by frame. */
  readonly frames: string[];
}

/** Browsers of people, who all come to one origin. */
export interface Browsers {
  /** Errors of pages and requests to other hosts: none may come. */
  readonly complaints: string[];
  /** Somebody with this access code opens a path such as `/table/…`; signs in by the link, as a badge does. */
  visit(code: string, path: string, visit?: Visit): Promise<Screen>;
  close(): Promise<void>;
}

export async function openBrowsers(origin: string): Promise<Browsers> {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const complaints: string[] = [];
  return {
    complaints,
    visit: (code, path, visit = {}) => open(browser, origin, complaints, code, path, visit),
    close: () => browser.close(),
  };
}

/** A server with the demo conferences, a wire to it that can be cut, and people before their screens. */
export interface Stage extends Browsers {
  readonly app: TestApp;
  readonly wire: Wire;
  /** http://127.0.0.1:port, by the wire. */
  readonly origin: string;
  /** Somebody at the API, without a screen. */
  at(code: string): Promise<Client>;
  tableId(code: string): Promise<string>;
}

export async function openStage(environment: Record<string, string> = {}): Promise<Stage> {
  const app = await startApp({ LOG_LEVEL: "silent", ...environment });
  const { database, journal, codes } = app.foundation;
  await loadDemo(new IntakeService(database, journal, codes), packageRoot());
  const wire = await openWire(Number(new URL(app.url).port));
  const browsers = await openBrowsers(wire.origin);
  const people = new Map<string, Promise<Client>>();
  const at = (code: string): Promise<Client> => {
    const known = people.get(code) ?? app.signIn(code);
    people.set(code, known);
    return known;
  };
  return {
    app,
    wire,
    origin: wire.origin,
    complaints: browsers.complaints,
    at,
    visit: (code, path, visit) => browsers.visit(code, path, visit),
    tableId: async (code) => {
      const client = await at("demo-secretariat");
      const query = "{ conferences(first: 10) { edges { node { number roundTables { id code } } } } }";
      const { data } = await client.send(query);
      const { node } = data.conferences.edges.find((edge: any) => edge.node.number === 15);
      return node.roundTables.find((table: any) => table.code === code).id as string;
    },
    close: async () => {
      await browsers.close();
      await wire.close();
      await app.close();
    },
  };
}

async function open(
  browser: Browser,
  origin: string,
  complaints: string[],
  code: string,
  path: string,
  { language = "en", width = 1280, height = 800, reducedMotion, forcedColors, context: more }: Visit,
): Promise<Screen> {
  const context = await browser.newContext({
    viewport: { width, height },
    ...(reducedMotion ? { reducedMotion } : {}),
    ...(forcedColors ? { forcedColors } : {}),
    ...more,
  });
  const page = await context.newPage();
  const frames: string[] = [];
  page.on("pageerror", (error) => complaints.push(`${code} ${path}: ${error.stack ?? error.message}`));
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => void frames.push(String(payload))));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:", "ws:", "wss:"].includes(url.protocol) && url.host !== new URL(origin).host)
      complaints.push(`${code} ${path}: asked for ${request.url()}`);
  });
  await page.goto(`${origin}/${language}${path}#code=${encodeURIComponent(code)}`);
  return { page, context, frames };
}

/** The page's own policy forbids what waitForFunction does, so the question is asked from outside. */
export async function eventually(
  what: string,
  condition: () => Promise<boolean>,
  milliseconds = 15_000,
): Promise<void> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
    if (await condition().catch(() => false)) return;
  throw new Error(`This did not come true: ${what}`);
}

const AXE = readFileSync(join(packageRoot(), "node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** No violation of WCAG 2.2 AA that a program can find. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // Over the debugger's wire: the page's policy lets no other script in.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression: `axe.run(document, { runOnly: ${JSON.stringify(TAGS)} }).then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html, failureSummary }) => html.slice(0, 200) + " | " + failureSummary)])))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  expect([where, JSON.parse(result.value as string)]).toEqual([where, []]);
}

/** Nothing sticks out at the side: WCAG 1.4.10. */
export async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const [content, window] = (await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")) as [
    number,
    number,
  ];
  expect([where, content <= window]).toEqual([where, true]);
}
