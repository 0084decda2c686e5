import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { query } from "../support/chaos-database.js";
import { Client } from "../support/client.js";
import { type Cluster, startCluster } from "../support/cluster.js";
import { eventually } from "../support/eventually.js";
import { Follower } from "../support/follower.js";
import { redisUrl } from "../support/services.js";
import { seqOf } from "../support/told.js";

const HEADS = "fr de es it pt be nl at pl se fi dk gr cz hu ie lu ro bg hr sk si ee lv lt mt cy ch no is"
  .split(" ")
  .map((code) => `demo-delegate-${code}`);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(["postgres", "redis"])("three server processes that tell each other through %s", (transport) => {
  let cluster: Cluster | null;
  const tokens = new Map<string, string>();
  let tableId: string;
  let recommendationId: string;
  /** Texts that can be voted on, each with its agenda item. */
  let texts: { readonly itemId: string; readonly textId: string }[];
  beforeAll(async () => {
    const redis = transport === "redis" ? await redisUrl() : "";
    cluster =
      redis === null ? null : await startCluster(3, { TRANSPORT: transport, ...(redis && { REDIS_URL: redis }) });
    if (!cluster) return;
    const chair = await at(0, "demo-facilitator-europe");
    tableId = (await chair.run("Me")).data.viewer.facilitates[0].id;
    await chair.does("OpenRoundTable", { roundTableId: tableId });
    const room = (await chair.run("Room", { roundTableId: tableId })).data.roundTable;
    texts = room.agendaItems.flatMap((item: any) =>
      item.recommendations.map((text: any) => ({ itemId: item.id, textId: text.id })),
    );
    recommendationId = texts[0]!.textId;
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

  /** Two votes of each head at two nodes while a third node closes; who was counted, and how many were too late. */
  const raceVotes = async (textId: string, closeAfter: number): Promise<{ counted: string[]; refused: number }> => {
    const chair = await at(2, "demo-facilitator-europe");
    const ballotId = (await chair.does("OpenBallot", { recommendationId: textId })).ballot.id as string;
    const cast = async (code: string, node: number): Promise<[code: string, type: string]> => {
      await sleep(Math.random() * 150);
      const input = { ballotId, choice: "FOR", clientMutationId: `${code} ${textId}` };
      return [code, (await (await at(node, code)).does("CastVote", input)).__typename];
    };
    const votes = HEADS.flatMap((code, index) => [0, 1].map((turn) => cast(code, (index + turn) % 3)));
    const closing = sleep(closeAfter).then(() => chair.does("CloseBallot", { ballotId }));
    const answers = await Promise.all(votes);
    const { ballot } = await closing;
    const taken = answers.filter(([, type]) => type === "CastVoteSuccess").map(([code]) => code);
    const late = answers.filter(([, type]) => type === "BallotClosed");
    const counted = [...new Set(taken)].sort();
    expect(taken.length + late.length).toBe(answers.length);
    expect(ballot.tally).toEqual({ for: counted.length, against: 0, abstain: 0 });
    const kept = await query<{ code: string }>(
      cluster!.databaseUrl,
      `SELECT 'demo-delegate-' || lower(d.country_code) AS code FROM vote v JOIN delegation d ON d.id = v.delegation_id
       WHERE v.ballot_id = $1 AND v.choice = 'FOR' AND v.cast_at <= (SELECT closed_at FROM ballot WHERE id = $1)`,
      [ballotId],
    );
    expect(kept.map(({ code }) => code).sort()).toEqual(counted);
    return { counted, refused: late.length };
  };

  it("count each vote once and close in one moment for all, whichever node a voter asks", async () => {
    if (!cluster) return;
    for (const [index, code] of HEADS.entries())
      await (await at(index % 3, code)).does("CheckIn", { roundTableId: tableId });
    const chair = await at(2, "demo-facilitator-europe");
    const races: Awaited<ReturnType<typeof raceVotes>>[] = [];
    let closeAfter = 90;
    // A race that one side won by far proves nothing: the next text is closed earlier or later.
    for (const { itemId, textId } of texts) {
      await chair.does("TakeUpAgendaItem", { agendaItemId: itemId });
      const race = await raceVotes(textId, closeAfter);
      races.push(race);
      if (race.counted.length > 0 && race.refused > 0) break;
      closeAfter *= race.counted.length === 0 ? 2 : 0.4;
    }
    const { counted, refused } = races.at(-1)!;
    const heads = `${counted.length} of ${HEADS.length} heads`;
    console.info(`${transport}, race ${races.length}: ${heads} counted, ${refused} votes too late`);
    expect(counted.length).toBeGreaterThan(0);
    expect(refused).toBeGreaterThan(0);
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
});
