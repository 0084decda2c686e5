import { describe, expect, it } from "@jest/globals";
import { Batches, type Outcome } from "../../src/platform/kernel/batches.js";

interface Job {
  readonly items: readonly number[];
  finish(): void;
  fail(error: Error): void;
}

/** Batches whose work ends when the test says so. */
function controlled(most = 100, patience = 1_000): { batches: Batches<number, number>; jobs: Job[] } {
  const jobs: Job[] = [];
  const batches = new Batches<number, number>(
    (_key, items) =>
      new Promise((resolve, reject) => {
        const outcomes = items.map((item): Outcome<number> =>
          item < 0 ? { error: new Error(`bad ${item}`) } : { value: item * 10 },
        );
        jobs.push({ items, finish: () => resolve(outcomes), fail: reject });
      }),
    most,
    patience,
  );
  return { batches, jobs };
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("batches", () => {
  it("start who is alone in its turn of the event loop, and let those who come meanwhile go together, in their order", async () => {
    const { batches, jobs } = controlled();
    const first = batches.run("a", 1);
    await settle();
    const others = [2, 3, 4].map((item) => batches.run("a", item));
    await settle();
    expect(jobs.map((job) => job.items)).toEqual([[1]]);
    jobs[0]!.finish();
    await settle();
    expect(jobs.map((job) => job.items)).toEqual([[1], [2, 3, 4]]);
    jobs[1]!.finish();
    expect(await Promise.all([first, ...others])).toEqual([10, 20, 30, 40]);
  });

  it("start those together who come in one turn", async () => {
    const { batches, jobs } = controlled();
    const results = [1, 2, 3].map((item) => batches.run("a", item));
    await settle();
    expect(jobs.map((job) => job.items)).toEqual([[1, 2, 3]]);
    jobs[0]!.finish();
    expect(await Promise.all(results)).toEqual([10, 20, 30]);
  });

  it("take no more than so many at once, and keys do not wait for each other", async () => {
    const { batches, jobs } = controlled(2);
    const results = [1, 2, 3, 4, 5].map((item) => batches.run("a", item));
    const other = batches.run("b", 9);
    await settle();
    expect(jobs.map((job) => job.items)).toEqual([[1, 2], [9]]);
    jobs[1]!.finish();
    expect(await other).toBe(90);
    for (const turn of [0, 2, 3]) {
      jobs[turn]!.finish();
      await settle();
    }
    expect(jobs.map((job) => job.items)).toEqual([[1, 2], [9], [3, 4], [5]]);
    expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50]);
  });

  it("give each its own outcome; what the work throws is everybody's, and the next batch runs all the same", async () => {
    const { batches, jobs } = controlled();
    const first = batches.run("a", 1);
    await settle();
    const rest = [-2, 3].map((item) => batches.run("a", item).catch((error: Error) => error.message));
    jobs[0]!.fail(new Error("lost"));
    await expect(first).rejects.toThrow("lost");
    await settle();
    jobs[1]!.finish();
    expect(await Promise.all(rest)).toEqual(["bad -2", 30]);
    const again = batches.run("a", 4);
    await settle();
    jobs[2]!.finish();
    expect(await again).toBe(40);
  });

  it("refuse who has waited too long, and never do that work", async () => {
    const { batches, jobs } = controlled(100, 20);
    const first = batches.run("a", 1);
    await settle();
    await expect(batches.run("a", 2)).rejects.toMatchObject({ code: "53300" });
    const third = batches.run("a", 3);
    jobs[0]!.finish();
    await first;
    await settle();
    expect(jobs[1]!.items).toEqual([3]);
    jobs[1]!.finish();
    expect(await third).toBe(30);
  });
});
