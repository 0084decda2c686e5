/**
 * `npm run measure-rooms -- --minutes 30`: how the facilitator's room fares while a conference of 196 delegations is played at
 * 50 times the speed of life. Starts a server of its own, plays rehearsals one after the other, and watches the plenary and
 * one table in Chromium: long tasks, frames, memory after garbage collection. Also sizes, and paint on a slow phone.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type CDPSession, chromium, type Page } from "playwright-core";
import { play, type Progress } from "../rehearsal/play.js";
import { packageRoot } from "../src/package-root.js";

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "5" },
    delegations: { type: "string", default: "196" },
    speed: { type: "string", default: "50" },
  },
});
const minutes = Number(values.minutes);
const end = Date.now() + minutes * 60_000;

/** What a page counts of itself. */
const COUNTING = `
  window.rotunda = { long: [], frames: 0 };
  new PerformanceObserver((list) => { for (const { duration } of list.getEntries()) window.rotunda.long.push(duration); }).observe({ type: "longtask" });
  const frame = () => { window.rotunda.frames += 1; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
`;

interface Counts {
  readonly long: number[];
  readonly frames: number;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startServer(port: number, dataDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(packageRoot(), "dist/src/main.js")], {
    env: { PATH: process.env["PATH"], PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  for (let tries = 0; tries < 240; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok) return child;
    await sleep(250);
  }
  throw new Error("The server did not start.");
}

/** Bytes of JavaScript that live, after a collection. */
async function heapOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize;
}

async function nodesOf(session: CDPSession): Promise<number> {
  const { nodes } = await session.send("Memory.getDOMCounters");
  return nodes;
}

/** A facilitator's room that counts, from now on. */
async function open(
  browser: Browser,
  origin: string,
  code: string,
  roomId: string,
): Promise<{ page: Page; session: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(COUNTING);
  await page.goto(`${origin}/en/table/${roomId}#code=${encodeURIComponent(code)}`);
  await page.locator(".facilitator-main").waitFor({ timeout: 60_000 });
  await sleep(3_000);
  const opening = (await page.evaluate("window.rotunda.long")) as number[];
  console.log(
    `${roomId}: long tasks while the room opened: ${opening.map((one) => `${one.toFixed(0)} ms`).join(", ") || "none"}`,
  );
  await page.evaluate("window.rotunda = { long: [], frames: 0 }");
  return { page, session: await context.newCDPSession(page) };
}

/** One play, watched from its beginning to its end. */
async function watchOne(browser: Browser, origin: string, seed: number): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), Math.max(0, end - Date.now()));
  let known: (progress: Progress) => void = () => undefined;
  const first = new Promise<Progress>((resolve) => (known = resolve));
  const playing = play({
    url: `${origin}/graphql`,
    delegations: Number(values.delegations),
    speed: Number(values.speed),
    seed,
    rounds: 8,
    only: "all",
    administratorCode: "demo-admin",
    signal: stop.signal,
    onProgress: (progress) => known(progress),
  });
  const { rooms, access } = await first;
  const watched = await Promise.all(
    ["PLEN", Object.keys(rooms).find((code) => code !== "PLEN")!].map(async (room) => {
      const { accessCode } = access.find(({ role }) => /facilitator|chair/i.test(role) && role.includes(room))!;
      return { room, ...(await open(browser, origin, accessCode, rooms[room]!)) };
    }),
  );
  const began = Date.now();
  let isOver = false;
  void playing.finally(() => (isOver = true));
  while (!isOver) {
    await Promise.race([sleep(30_000), playing]);
    for (const { room, page, session } of watched) {
      const seconds = (Date.now() - began) / 1000;
      const counts = (await page.evaluate("structuredClone(window.rotunda)")) as Counts;
      const heap = await heapOf(session);
      console.log(
        `seed ${seed} ${room.padEnd(5)} ${seconds.toFixed(0).padStart(4)} s  heap ${(heap / 1e6).toFixed(1)} MB  nodes ${await nodesOf(session)}  frames/s ${(counts.frames / seconds).toFixed(1)}  long tasks ${counts.long.length}, worst ${Math.max(0, ...counts.long).toFixed(0)} ms, over 100 ms ${counts.long.filter((one) => one > 100).length}`,
      );
    }
  }
  clearTimeout(timer);
  const { state, summary } = await playing;
  console.log(
    `seed ${seed}: ${state}, ${summary.deeds} deeds, ${summary.votes} votes in ${summary.ballots} ballots, errors ${JSON.stringify(summary.errors)}`,
  );
  for (const { page } of watched) await page.context().close();
}

/** First paint and first useful words on a mid-range phone: CPU 4 times slower, 1.6 Mbit/s, 150 ms. */
async function paint(browser: Browser, origin: string): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 93_750,
  });
  for (const visit of ["first", "second"]) {
    const began = performance.now();
    await page.goto(`${origin}/en`, { waitUntil: "commit" });
    await page.getByLabel("Access code").waitFor();
    const useful = performance.now() - began;
    const fcp = (await page.evaluate(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0",
    )) as number;
    console.log(
      `phone, ${visit} visit: first contentful paint ${fcp.toFixed(0)} ms, sign-in ready ${useful.toFixed(0)} ms`,
    );
  }
  await context.close();
}

function sizes(): void {
  const manifest = JSON.parse(readFileSync(join(packageRoot(), "dist/board/manifest.json"), "utf8")) as {
    files: Record<string, { file: string; gzip: number; br: number }>;
  };
  const files = Object.values(manifest.files).toSorted((a, b) => b.gzip - a.gzip);
  for (const { file, gzip, br } of files.slice(0, 14)) console.log(`${file.padEnd(44)} gzip ${gzip}  br ${br}`);
}

const dataDir = mkdtempSync(join(tmpdir(), "rotunda-rooms-"));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const server = await startServer(port, dataDir);
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--headless", "--disable-gpu", "--enable-precise-memory-info"],
});
try {
  sizes();
  await paint(browser, origin);
  for (let seed = 1; Date.now() < end; seed += 1) await watchOne(browser, origin, seed);
} finally {
  await browser.close();
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  rmSync(dataDir, { recursive: true, force: true });
}
