import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Client } from "../support/client.js";
import { type Cluster, startCluster } from "../support/cluster.js";
import { eventually } from "../support/eventually.js";
import { Follower } from "../support/follower.js";
import { redisUrl } from "../support/services.js";

const seqOf = (cursor: string): number => Number(Buffer.from(cursor, "base64url").toString().split(".")[1]);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(["postgres", "redis"])("three server processes that tell each other through %s", (transport) => {
  let cluster: Cluster | null;
  const tokens = new Map<string, string>();
  let tableId: string;
  let recommendationId: string;
  beforeAll(async () => {
    const redis = transport === "redis" ? await redisUrl() : "";
    cluster =
      redis === null ? null : await startCluster(3, { TRANSPORT: transport, ...(redis && { REDIS_URL: redis }) });
    if (!cluster) return;
    const chair = await at(0, "demo-facilitator-europe");
    tableId = (await chair.run("Me")).data.viewer.facilitates[0].id;
    await chair.does("OpenRoundTable", { roundTableId: tableId });
    const room = (await chair.run("Room", { roundTableId: tableId })).data.roundTable;
    const item = room.agendaItems.find((one: any) => one.recommendations.length > 0);
    await chair.does("TakeUpAgendaItem", { agendaItemId: item.id });
    recommendationId = item.recommendations[0].id;
  }, 120_000);
  afterAll(() => cluster?.close(), 30_000);

  /** A person at a node; signed in once, the token works at all of them. */
  const at = async (node: number, code: string): Promise<Client> => {
    const { url } = cluster!.nodes[node]!;
    if (!tokens.has(code)) tokens.set(code, await new Client(url).accessToken(code));
    return new Client(url, tokens.get(code)!);
  };
  const metric = async (node: number, name: string): Promise<number> => {
    const text = await (await fetch(cluster!.nodes[node]!.url.replace("/graphql", "/metrics"))).text();
    return Number(new RegExp(`^rotunda_${name} (\\d+)$`, "m").exec(text)![1]);
  };
  const cursor = async (): Promise<string> =>
    (await (await at(0, "demo-facilitator-europe")).run("Room", { roundTableId: tableId })).data.roundTable.liveCursor;
  const follow = async (node: () => number, code: string, after: string): Promise<Follower> => {
    await at(0, code);
    return new Follower(() => cluster!.nodes[node()]!.url, tokens.get(code)!, tableId, after);
  };

  it("show on each what happens on any of them, through the transport and not by the poll alone", async () => {
    if (!cluster) return;
    const after = await cursor();
    const followers = await Promise.all([0, 1, 2].map((node) => follow(() => node, "demo-delegate-fr", after)));
    await sleep(500);
    const author = await at(0, "demo-delegate-de");
    const [copies, tails] = [await metric(1, "live_copies_total"), await metric(1, "live_tail_reads_total")];
    const started = Date.now();
    const delays: number[] = [];
    for (let n = 1; n <= 12; n += 1) {
      await author.does("PostComment", { recommendationId, body: `${n}` });
      const posted = Date.now();
      await eventually(() => followers.every((one) => one.seen.length >= n));
      delays.push(Date.now() - posted);
    }
    expect(followers.map((one) => one.seen)).toEqual([1, 2, 3].map(() => range(seqOf(after) + 1, seqOf(after) + 12)));
    // Twelve polls alone would have taken six seconds on average.
    expect(delays.sort((a, b) => a - b)[6]).toBeLessThan(400);
    expect(Date.now() - started).toBeLessThan(10_000);
    if (transport === "redis") expect((await metric(1, "live_copies_total")) - copies).toBeGreaterThan(6);
    else expect((await metric(1, "live_tail_reads_total")) - tails).toBeGreaterThan(6);
    for (const one of followers) one.stop();
  }, 60_000);

  it("count each vote once and close in one moment for all, whichever node a voter asks", async () => {
    if (!cluster) return;
    const heads = [
      "fr",
      "de",
      "es",
      "it",
      "pt",
      "be",
      "nl",
      "at",
      "pl",
      "se",
      "fi",
      "dk",
      "gr",
      "cz",
      "hu",
      "ie",
      "lu",
      "ro",
      "bg",
      "hr",
      "sk",
      "si",
      "ee",
      "lv",
      "lt",
      "mt",
      "cy",
      "ch",
      "no",
      "is",
    ].map((code) => `demo-delegate-${code}`);
    for (const [index, code] of heads.entries())
      await (await at(index % 3, code)).does("CheckIn", { roundTableId: tableId });
    const chair = await at(2, "demo-facilitator-europe");
    const opened = await chair.does("OpenBallot", { recommendationId });
    const ballotId = opened.ballot.id as string;
    const votes = heads.flatMap((code, index) =>
      [0, 1].map(async (turn) => {
        await sleep(Math.random() * 150);
        return (await at((index + turn) % 3, code)).does("CastVote", {
          ballotId,
          choice: "FOR",
          clientMutationId: code,
        });
      }),
    );
    const closing = sleep(90).then(() => chair.does("CloseBallot", { ballotId }));
    const answers = await Promise.all(votes);
    const closed = await closing;
    const counted = new Set(
      heads.filter((_, index) => [0, 1].some((turn) => answers[index * 2 + turn].__typename === "CastVoteSuccess")),
    );
    expect(answers.filter(({ __typename: type }) => type !== "CastVoteSuccess" && type !== "BallotClosed")).toEqual([]);
    expect(closed.ballot.tally).toEqual({ for: counted.size, against: 0, abstain: 0 });
  }, 60_000);

  it("close a session's sockets on every node within five seconds of its end on one", async () => {
    if (!cluster) return;
    const token = await new Client(cluster.nodes[0]!.url).accessToken("demo-delegate-fr");
    const after = await cursor();
    const followers = [0, 1, 2].map((node) => new Follower(() => cluster!.nodes[node]!.url, token, tableId, after));
    await sleep(500);
    await new Client(cluster.nodes[1]!.url, token).send("mutation { signOut { __typename } }");
    await eventually(() => followers.every((one) => one.closeCode !== null), 5_000, "the end of all sockets");
    expect(followers.map((one) => one.closeCode)).toEqual([4401, 4401, 4401]);
  }, 30_000);

  it("lose, double and reorder nothing through 1,000 broken connections, a node killed and one frozen for ten seconds", async () => {
    if (!cluster) return;
    const alive = new Set([0, 1, 2]);
    const anyNode = (): number => [...alive][Math.floor(Math.random() * alive.size)]!;
    const after = await cursor();
    // Five sockets a person: eight people have forty.
    const people = ["fr", "de", "es", "it", "pt", "be", "nl", "at", "pl", "se"].map((code) => `demo-delegate-${code}`);
    const followers = await Promise.all(people.flatMap((code) => [1, 2, 3].map(() => follow(anyNode, code, after))));
    let writing = true;
    let posted = 0;
    const writers = people.slice(0, 3).map(async (code, index) => {
      while (writing) {
        // The node may be dead or frozen: what is not answered may or may not have happened.
        const node = [...alive][index % alive.size]!;
        await (await at(node, code)).does("PostComment", { recommendationId, body: "on" }).then(
          () => (posted += 1),
          () => sleep(50),
        );
        await sleep(20);
      }
    });
    const reconnects = (): number => followers.reduce((sum, one) => sum + one.reconnects, 0);
    const cutting = (async () => {
      for (let turn = 0; reconnects() < 1_000 && turn < 6_000; turn += 1) {
        await sleep(12);
        followers[turn % followers.length]!.cut();
      }
    })();
    await sleep(1_500);
    alive.delete(2);
    cluster.nodes[2]!.signal("SIGKILL");
    await sleep(500);
    alive.delete(1);
    cluster.nodes[1]!.signal("SIGSTOP");
    await sleep(2_000);
    await cluster.restart(2);
    alive.add(2);
    await sleep(8_000);
    cluster.nodes[1]!.signal("SIGCONT");
    alive.add(1);
    await cutting;
    writing = false;
    await Promise.all(writers);
    const head = seqOf(await cursor());
    await eventually(() => followers.every((one) => one.seen.at(-1) === head), 20_000, "the end of the log everywhere");
    for (const one of followers) expect(one.seen).toEqual(range(seqOf(after) + 1, head));
    expect(reconnects()).toBeGreaterThanOrEqual(1_000);
    expect(posted).toBeGreaterThan(100);
    console.info(
      `${transport}: ${reconnects()} reconnects, ${head - seqOf(after)} events, ${followers.length} clients`,
    );
    for (const one of followers) one.stop();
  }, 120_000);
});
