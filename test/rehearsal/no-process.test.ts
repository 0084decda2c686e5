import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { packageRoot } from "../../src/package-root.js";

const module = pathToFileURL(join(packageRoot(), "dist", "src", "rehearsing.js")).href;

/** As on a server whose Node.js was replaced while it runs: no process can be made, and sending to it fails a moment later. */
const SERVER = `
  import { createServer } from "node:http";
  import { setTimeout as sleep } from "node:timers/promises";
  const { PlayerProcess } = await import(${JSON.stringify(module)});
  process.execPath = "/nowhere/node";
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const player = new PlayerProcess(() => server);
  const { id } = player.start({ delegations: 5, speed: 50, seed: 1, rounds: 1 });
  await sleep(300);
  const { state, words, endedAt } = player.current;
  await player.stop();
  console.log(JSON.stringify({ isSame: player.current.id === id, state, words, hasEnded: endedAt !== null }));
  server.close();
`;

it("a rehearsal that gets no process has failed, and the server goes on", async () => {
  const run = promisify(execFile)(process.execPath, ["--input-type=module", "--eval", SERVER], { timeout: 20_000 });
  expect(JSON.parse((await run).stdout)).toEqual({
    ...{ isSame: true, state: "FAILED", hasEnded: true },
    words: expect.stringContaining("could not be started"),
  });
});
