import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { packageRoot } from "../../src/package-root.js";
import { freePort, type ServerProcess, startServer } from "../support/server-process.js";

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exited: Promise<number | null>;
}

/** `npm run rehearse` without npm. */
function rehearse(...args: string[]): Run {
  const child = spawn(process.execPath, [join(packageRoot(), "dist", "rehearsal", "run.js"), ...args], {
    env: { PATH: process.env["PATH"] ?? "" },
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  return { child, output: () => printed, exited: new Promise((resolve) => child.once("close", resolve)) };
}

describe("npm run rehearse, beside npm start", () => {
  let server: ServerProcess;
  const dataDir = mkdtempSync(join(tmpdir(), "rotunda-rehearsal-"));
  beforeAll(async () => {
    server = await startServer({ PORT: String(await freePort()), DATA_DIR: dataDir });
  }, 60_000);
  afterAll(async () => {
    server.signal("SIGTERM");
    await server.exited;
    rmSync(dataDir, { recursive: true, force: true });
  });

  it("plays to the end, sums up, and exits with 0", async () => {
    const small = ["--delegations", "5", "--rounds", "1", "--speed", "50", "--only", "plenary", "--seed", "4"];
    const run = rehearse("--url", server.url, ...small);
    expect([await run.exited, run.output()]).toEqual([0, expect.stringContaining("errors: none")]);
    expect(run.output()).toMatch(/^Conference [0-9a-f-]{36}$/m);
    expect(run.output()).toMatch(/PLEN takes up: /);
    expect(run.output()).toMatch(/Finished after [\d.]+ s\. Script [0-9a-f]{12}\./);
    expect(run.output()).toMatch(/the conclusions are published: \d+ text/);
    expect(run.output()).not.toContain("Warning");
  }, 180_000);

  it("stops cleanly at Ctrl-C, which terminal and npm may both pass on", async () => {
    const run = rehearse("--url", server.url, "--delegations", "12", "--speed", "50");
    run.child.stdout!.on("data", () => run.output().includes("the sitting is open") && run.child.kill("SIGINT"));
    expect([await run.exited, run.output()]).toEqual([0, expect.stringMatching(/Stopped after [\d.]+ s/)]);
    expect(run.output()).toContain("errors: none");
  }, 60_000);
});

describe("npm run rehearse", () => {
  it("exits with 2 and words for an option that it cannot use", async () => {
    const run = rehearse("--speed", "51");
    expect([await run.exited, run.output()]).toEqual([2, '--speed must be a whole number from 1 to 50, not "51".\n']);
  });

  it("exits with 1 and words where no server answers", async () => {
    const run = rehearse("--url", `http://127.0.0.1:${await freePort()}/graphql`);
    expect([await run.exited, run.output()]).toEqual([1, expect.stringContaining("does a server run there?")]);
  });
});
