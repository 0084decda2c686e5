import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { buildConference, type TestConference } from "../support/conference.js";
import { openRoom, type Room } from "../support/room.js";

const TOKEN = "a-token-for-prometheus";

describe("GET /metrics", () => {
  let app: TestApp;
  let conference: TestConference;
  let room: Room;
  beforeAll(async () => {
    app = await startApp({ METRICS_TOKEN: TOKEN });
    conference = await buildConference(app);
    room = await openRoom(conference);
  });
  afterAll(() => app.close());

  const get = (headers: Record<string, string> = {}): Promise<Response> =>
    fetch(app.url.replace("/graphql", "/metrics"), { headers });
  const read = async (): Promise<Map<string, number>> => {
    const text = await (await get({ authorization: `Bearer ${TOKEN}` })).text();
    const values = text.split("\n").flatMap((line) => {
      const [, name, value] = /^(\w+) ([\d.e+-]+)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, Number(value)] as const];
    });
    return new Map(values);
  };

  it("answers 404, as for any other path, without the token or with another", async () => {
    for (const authorization of ["", "Bearer wrong", TOKEN]) expect((await get({ authorization })).status).toBe(404);
    expect((await get()).status).toBe(404);
  });

  it("shows that one event was executed and encoded once for all who may see the same, and delivered to each", async () => {
    const watchers = await Promise.all(conference.africans.map((ref) => conference.as(ref)));
    const after = (await room.chair.run("Room", { roundTableId: room.tableId })).data.roundTable.liveCursor as string;
    const feeds = watchers.map((watcher) => watcher.watch("RoomEvents", { roundTableId: room.tableId, after }));
    const before = await read();
    await room.chair.does("PostComment", { recommendationId: room.recommendationId, body: "one" });
    for (const feed of feeds) await feed.until(1);
    const now = await read();
    const grown = (name: string): number => now.get(name)! - (before.get(name) ?? 0);
    expect(grown("rotunda_live_deliveries_total")).toBe(watchers.length);
    expect(grown("rotunda_live_executions_total")).toBe(1);
    expect(grown("rotunda_live_encodings_total")).toBe(1);
    expect(now.get("rotunda_subscriptions_active")).toBe(watchers.length);
    expect(now.get("rotunda_topics_watched")).toBe(1);
    for (const feed of feeds) feed.stop();
  });

  it("has no label and no name that tells anybody apart", async () => {
    const text = await (await get({ authorization: `Bearer ${TOKEN}` })).text();
    const labels = new Set([...text.matchAll(/[{,](\w+)="/g)].map(([, name]) => name));
    for (const known of ["le", "quantile", "kind", "type", "space", "version", "major", "minor", "patch"])
      labels.delete(known);
    expect([...labels]).toEqual([]);
    expect(text).not.toContain(room.tableId);
  });
});
