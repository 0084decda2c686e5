import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { chaosIn, loseDoorbells, rollBackDeeds } from "../support/chaos-database.js";
import { chaosBefore, type ChaosRedis } from "../support/chaos-redis.js";
import { type Cluster, startCluster } from "../support/cluster.js";
import { eventually } from "../support/eventually.js";
import { type Body, bodiesOf, cursorAt, type Head, headsOf, talk } from "../support/floor.js";
import { Follower } from "../support/follower.js";
import { insist, People } from "../support/people.js";
import { redisUrl } from "../support/services.js";
import { asObserver, logOf, partingOf, seqOf, type Told } from "../support/told.js";

/** Subscriptions that are ended over each transport. */
const ENDS = 500;
const LANES = 20;
const WITHDRAWN = 40;
const SECRETARIAT = "secretariat";
const any = <T>(some: readonly T[]): T => some[Math.floor(Math.random() * some.length)]!;

/** A subscription that was ended, and what it should have seen. */
interface Ended {
  readonly follower: Follower;
  readonly body: Body;
  readonly from: number;
  readonly participationId: string;
  readonly asObserver: boolean;
}

describe.each(["postgres", "redis"])("ends of admission on three nodes that lose hints by %s", (name) => {
  let cluster: Cluster | null;
  let redis: ChaosRedis | null = null;
  let people: People;
  let bodies: Body[];
  let heads: Head[];
  const followers: Follower[] = [];
  const ended: Ended[] = [];
  /** Subscriptions that were asked for too late. */
  let refused = 0;
  let talking = true;

  beforeAll(async () => {
    const url = name === "redis" ? await redisUrl() : "";
    if (url) redis = await chaosBefore(url);
    const environment = { TRANSPORT: name, ...(redis && { REDIS_URL: redis.url }) };
    cluster = url === null ? null : await startCluster(3, environment, loseDoorbells);
    if (!cluster) return;
    people = new People(cluster);
    bodies = await bodiesOf(cluster.databaseUrl);
    heads = await headsOf(cluster.databaseUrl);
    await rollBackDeeds(cluster.databaseUrl);
  }, 120_000);
  afterAll(async () => {
    talking = false;
    for (const one of followers) one.stop();
    await cluster?.close();
    await redis?.close();
  }, 30_000);

  /** A deed of the secretariat's at a node; done again when it was rolled back. */
  const deed = (node: number, what: string, input: object, fields?: string): Promise<any> =>
    insist(async () => (await people.at(SECRETARIAT, node)).deed(what, input, fields));
  const follow = async (code: string, node: number, body: Body): Promise<[Follower, number]> => {
    const after = await cursorAt(people, node, code, body.id);
    const one = new Follower(() => people.urlOf(node), await people.token(code), body.id, after);
    followers.push(one);
    return [one, seqOf(after)];
  };
  const isOver = (one: Follower): boolean => one.refused !== null;

  /** Appoints somebody, lets the person watch for some events or none at one node, and ends it at another. */
  const appointAndEnd = async (person: Head, role: string): Promise<Follower> => {
    const { participationId } = person;
    const body = any(bodies.filter((one) => one.kind === "REGIONAL" && one.id !== person.bodyId));
    const node = people.anyNode();
    const input = { roundTableId: body.id, participationId, role };
    const { appointment } = await deed(people.anyNode(), "appoint", input, "appointment { id }");
    const [follower, from] = await follow(person.code, node, body);
    const events = Math.floor(Math.random() * 4);
    await eventually(() => follower.told.length >= events, 10_000, `${events} events`);
    await deed(people.anyNode(node), "endAppointment", { appointmentId: appointment.id });
    await eventually(() => isOver(follower), 10_000, "the end");
    if (follower.refused === "NOT_FOUND" && events === 0) refused += 1;
    else ended.push({ follower, body, from, participationId, asObserver: role === "OBSERVER" });
    return follower;
  };
  const lane = async (person: Head, first: number): Promise<void> => {
    const roles = ["OBSERVER", "RAPPORTEUR", "VICE_CHAIR"];
    let last: Follower | null = null;
    for (let turn = first; ended.length < ENDS && turn < first + ENDS; turn += 1) {
      const follower = await appointAndEnd(person, roles[turn % 3]!);
      last?.stop(); // the newer one still listens whether anything comes after its end
      last = follower;
    }
  };
  /** Takes people out of their delegations who watch two bodies at two nodes. */
  const withdraw = async (those: readonly Head[]): Promise<void> => {
    const plenary = bodies.find((body) => body.kind === "PLENARY")!;
    for (const { code, bodyId, delegateId, participationId } of those) {
      const regional = bodies.find((body) => body.id === bodyId)!;
      const [here, there] = [people.anyNode(), people.anyNode()];
      const watches = await Promise.all([follow(code, here, regional), follow(code, there, plenary)]);
      await eventually(() => watches.every(([one]) => one.told.length > 0), 10_000, "an event of each");
      await deed(people.anyNode(here), "withdrawDelegate", { delegateId });
      await eventually(() => watches.every(([one]) => isOver(one)), 10_000, "the end of both");
      for (const [place, [follower, from]] of watches.entries())
        ended.push({ follower, body: [regional, plenary][place]!, from, participationId, asObserver: false });
    }
  };
  /** What is wrong with a subscription that ended; null when nothing is. */
  const faultOf = (one: Ended, log: readonly Told[]): string | null => {
    const cut = endOf(one, log);
    const { told, refused: code, late } = one.follower;
    if (code !== "REVOKED" || late > 0) return `${code}, ${late} events after it`;
    if (one.from + told.length >= cut) return `saw ${one.from + told.length}, and the end was ${cut}`;
    const entitled = log.slice(one.from, one.from + told.length);
    return partingOf(told, one.asObserver ? asObserver(entitled) : entitled);
  };

  it(`show in ${ENDS} rounds nothing from the end's number on, all before it to whoever keeps up, and all to those who stay`, async () => {
    if (!cluster) return;
    const watches = bodies.flatMap((body) => [0, 1, 2].map((node) => follow(body.chair, node, body)));
    const witnesses = await Promise.all(watches);
    const talks = bodies.map((body) => talk(people, body, 120, () => talking));
    const [lanes, leaving] = [heads.slice(0, LANES), heads.slice(LANES, LANES + WITHDRAWN)];
    await Promise.all([
      ...lanes.map((person, place) => lane(person, place)),
      ...[0, 1, 2, 3].map((part) => withdraw(leaving.filter((_, index) => index % 4 === part))),
    ]);
    talking = false;
    await Promise.all(talks);

    const logs = new Map<string, Told[]>();
    for (const body of bodies) logs.set(body.id, await logOf(cluster.databaseUrl, body.id));
    for (const [index, [one, from]] of witnesses.entries()) {
      const log = logs.get(bodies[Math.floor(index / 3)]!.id)!.slice(from);
      expect(log.map((event) => event.seq)).toEqual(log.map((_, place) => from + 1 + place));
      await eventually(() => one.told.length >= log.length, 20_000, "all for a witness");
      expect(partingOf(one.told, log)).toBeNull();
      expect(one.refused).toBeNull();
    }
    expect(ended.map((one) => faultOf(one, logs.get(one.body.id)!)).filter((fault) => fault !== null)).toEqual([]);
    const exact = ended.filter((one) => one.from + one.follower.told.length === endOf(one, logs.get(one.body.id)!) - 1);
    const chaos = await chaosIn(cluster.databaseUrl);
    const wire = redis?.counts ?? chaos;
    console.info(
      `${name}: ${ended.length} ends, ${exact.length} of them after everything before, ${refused} came too late, ${witnesses.length} witnesses,`,
      `${[...logs.values()].flat().length} events, ${chaos.rolledBack} deeds rolled back; of ${wire.told} hints ${wire.dropped} dropped and ${wire.doubled} doubled`,
    );
    expect(ended.length).toBeGreaterThanOrEqual(ENDS);
    expect(exact.length).toBeGreaterThan(ENDS * 0.95);
    expect(ended.filter((one) => one.follower.told.length > 0).length).toBeGreaterThan(ENDS / 2);
    expect(chaos.rolledBack).toBeGreaterThan(ENDS / 10);
    expect(wire.dropped).toBeGreaterThan(wire.told / 5);
  }, 150_000);

  it("complete every subscription to a body on every node at the number of its cancelling", async () => {
    if (!cluster) return;
    let cancelled = 0;
    for (const body of bodies) {
      const seated = heads.slice(LANES + WITHDRAWN).find((one) => body.kind === "PLENARY" || one.bodyId === body.id)!;
      const codes = [body.chair, seated.code];
      const watches = await Promise.all(codes.flatMap((code) => [0, 1, 2].map((node) => follow(code, node, body))));
      const before = await cursorAt(people, 0, body.chair, body.id);
      let open = true;
      const talks = [1, 2].map(() => talk(people, body, 10, () => open));
      await eventually(() => watches.every(([one]) => one.told.length > 2), 10_000, "some events");
      await deed(people.anyNode(), "cancelRoundTable", { roundTableId: body.id, reason: "Chaos" });
      open = false;
      await Promise.all(talks);
      // What a deed tells about a body that is over is left out: nothing follows the end.
      const input = { roundTableId: body.id, participationId: heads[0]!.participationId, role: "OBSERVER" };
      await deed(people.anyNode(), "appoint", input);
      await eventually(() => watches.every(([one]) => one.completed), 10_000, "the end for all");
      const late = new Follower(() => people.urlOf(1), await people.token(seated.code), body.id, before);
      followers.push(late);
      await eventually(() => late.completed, 10_000, "the end for whoever comes late");

      const log = await logOf(cluster.databaseUrl, body.id);
      const end = log.findIndex((event) => event.kind === "ROUND_TABLE_CANCELLED");
      expect(end).toBe(log.length - 1);
      for (const [one, from] of [...watches, [late, seqOf(before)] as const]) {
        expect(partingOf(one.told, log.slice(from, end + 1))).toBeNull();
        expect([one.refused, one.late]).toEqual([null, 0]);
      }
      cancelled += watches.length;
    }
    console.info(`${name}: ${cancelled} subscriptions to ${bodies.length} bodies that were cancelled`);
    expect(bodies.length).toBe(6);
  }, 60_000);
});

/** The number under which the log has the end of this admission. */
function endOf(one: Ended, log: readonly Told[]): number {
  const end = log.find(
    ({ seq, kind, about }) => seq > one.from && kind === "ADMISSION_ENDED" && about === one.participationId,
  );
  return end?.seq ?? Infinity;
}
