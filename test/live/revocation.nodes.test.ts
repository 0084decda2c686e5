import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Hub } from "../../src/live/hub.js";
import { Journal } from "../../src/live/journal.js";
import { startApp, type TestApp } from "../support/app.js";
import { ChaosTransport, Wire } from "../support/chaos-transport.js";
import { QUIET_HUB, Reader } from "../support/reader.js";

const ROUNDS = 1_000;
const AT_ONCE = 50;

describe("the end of an admission, on another node that hears only seventy of a hundred hints", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it(`cuts at its exact number in ${ROUNDS} rounds, while others get every number, with a tenth of all deeds rolled back`, async () => {
    const wire = new Wire();
    const chaos = [1, 2].map((seed) => new ChaosTransport(wire.node(), { seed, drop: 0.3, double: 0.2, delay: 30 }));
    const { database } = app.foundation;
    const journals = chaos.map((transport) => new Journal(database, transport));
    const hubs = chaos.map((transport, index) => new Hub(journals[index]!, transport, { ...QUIET_HUB, catchUps: 4 }));
    let rolledBack = 0;
    let cutAfter = 0;

    const append = (node: number, topicId: string, cuts: string[] = []): Promise<void> =>
      database
        .transaction(null, async (tx) => {
          await journals[node]!.append(tx, [{ topicId, kind: "TEST", body: {}, cuts }]);
          if (cuts.length === 0 && Math.random() < 0.1) throw new Error("rolled back");
        })
        .catch((error: Error) => {
          if (error.message !== "rolled back") throw error;
          rolledBack += 1;
        });
    const round = async (number: number): Promise<void> => {
      const topicId = randomUUID();
      await database.transaction(null, (tx) => journals[0]!.openTopic(tx, topicId, randomUUID()));
      const out = randomUUID();
      // Whoever is cut watches one node, the end is told by the other; it joins before, or while it happens.
      const watch = (principalId?: string): Reader =>
        new Reader(hubs[number % 2]!, { topicId, ...(principalId && { principalId }) });
      const witness = watch();
      const victim = watch(out);
      const before = Array.from({ length: number % 4 }, () => append((number + 1) % 2, topicId));
      const end = append((number + 1) % 2, topicId, [out]);
      const late = watch(out);
      const after = Array.from({ length: 4 }, () => append(number % 2, topicId));
      await Promise.all([...before, end, ...after]);
      const [{ head, cut }] = (await database.read((tx) =>
        tx.query(
          "SELECT max(seq)::int AS head, max(seq) FILTER (WHERE cuts IS NOT NULL)::int AS cut FROM live_event WHERE topic_id = $1",
          [topicId],
        ),
      )) as [{ head: number; cut: number }];
      await witness.until(head);
      expect(witness.seen).toEqual(Array.from({ length: head }, (_, index) => index + 1));
      for (const one of [victim, late]) {
        expect(await one.ended).toMatchObject({ extensions: { code: "REVOKED" } });
        expect(one.seen).toEqual(Array.from({ length: one.seen.length }, (_, index) => index + 1));
        expect(one.seen.length).toBeLessThan(cut);
        cutAfter += one.seen.length;
      }
      witness.leave();
    };
    for (let first = 0; first < ROUNDS; first += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => round(first + index)));
    // Otherwise nothing was lost, rolled back or shown before the cut, and the rounds prove nothing.
    expect(rolledBack).toBeGreaterThan(ROUNDS / 10);
    expect(cutAfter).toBeGreaterThan(ROUNDS / 4);
    for (const transport of chaos) expect(transport.counts.dropped).toBeGreaterThan(ROUNDS / 10);
    for (const hub of hubs) await hub.close();
    for (const transport of chaos) await transport.close();
  }, 120_000);
});
