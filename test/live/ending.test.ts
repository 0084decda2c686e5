import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Hub } from "../../src/live/hub.js";
import { Journal } from "../../src/live/journal.js";
import { InProcessTransport } from "../../src/live/transport.js";
import { startApp, type TestApp } from "../support/app.js";
import { QUIET_HUB, Reader } from "../support/reader.js";

describe("the event that ends a topic", () => {
  let app: TestApp;
  let hub: Hub | undefined;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(async () => {
    await hub?.close();
    await app.close();
  });

  it("is the last that anybody is told, also when a node hears of it together with what comes after", async () => {
    const { database } = app.foundation;
    const transport = new InProcessTransport();
    const journal = new Journal(database, transport);
    hub = new Hub(journal, transport, QUIET_HUB);
    const topicId = randomUUID();
    await database.transaction(null, (tx) => journal.openTopic(tx, topicId, randomUUID()));
    const reader = new Reader(hub, { topicId });
    const entry = { topicId, kind: "TEST", body: {} };
    await database.transaction(null, (tx) => journal.append(tx, [entry]));
    await reader.until(1);
    // One transaction stands for two deeds that a node reads from the log in one go.
    await database.transaction(null, (tx) => journal.append(tx, [entry, { ...entry, ends: true }, entry]));
    await reader.until(3);
    expect(reader.seen).toEqual([1, 2, 3]);
    expect(
      await Promise.race([reader.ended, new Promise((resolve) => setTimeout(resolve, 2_000, "goes on"))]),
    ).toBeNull();
  });
});
