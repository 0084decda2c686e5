import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { startApp } from "../support/app.js";
import { buildConference } from "../support/conference.js";
import { Session } from "./examples/app.js";
import { followRoom } from "./examples/graphql-ws.js";
import { until } from "./fake-feed.js";

(globalThis as { WebSocket?: unknown }).WebSocket ??= WebSocket;

it("a server that stops in good order leaves screens waiting for it, not at an end", async () => {
  const app = await startApp();
  const conference = await buildConference(app);
  const { token } = await conference.as("observer-africa");
  const session = new Session(app.url, app.url.replace("http", "ws"), token!, "");
  const states: string[] = [];
  const board = { show: () => undefined, add: () => undefined, status: (state: string) => void states.push(state) };
  const live = followRoom(session, board, conference.tables.get("africa")!);
  await until(() => live.state === "live", "live");
  await app.close();
  await sleep(300);
  expect(live.state).toBe("connecting");
  expect(states).not.toContain("ended");
  live.stop();
  await live.ended;
  await sleep(3_000); // lazyCloseTimeout, and a retry that is under way
});
