import { randomUUID } from "node:crypto";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import type { Client } from "../support/client.js";
import { buildConference } from "../support/conference.js";
import { RawSocket } from "../support/doors.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { sql } from "../support/sql.js";
import { CHOICES, type Choice } from "./played-ballot.js";
import { compareDistributions, medianOf, spreadOfMedians } from "./statistics.js";

const SEATS = 190;
const CASTS_PER_CHOICE = 500;
const MOST_MS = 1;
const QUERY = `mutation Cast($input: CastSecretVoteInput!) { castSecretVote(input: $input) {
  __typename ... on CastSecretVoteSuccess { receipt ballot { id turnout { voted eligible } hasVoted } } ... on DomainError { code message } } }`;

let app: TestApp;
let room: Room;
let texts = 0;
beforeAll(async () => {
  app = await startApp({ LOG_LEVEL: "silent" });
  const conference = await buildConference(app, { africans: SEATS });
  room = await openRoom(conference);
}, 60_000);
afterAll(() => app.close());

interface Opened {
  readonly id: string;
  readonly options: Readonly<Record<Choice, string>>;
}

async function next(): Promise<Opened> {
  texts += 1;
  const sponsor = [...room.heads.values()][texts]!;
  const proposed = await sponsor.does("ProposeRecommendation", {
    agendaItemId: room.itemId,
    title: `Text ${texts}`,
    text: "Text.",
  });
  const id = await openBallot({ ...room, recommendationId: proposed.recommendation.id }, { mode: "SECRET" });
  const { data } = await room.chair.send("query($id: ID!) { ballot(id: $id) { options { id choice } } }", { id });
  return {
    id,
    options: Object.fromEntries(data.ballot.options.map((one: any) => [one.choice, one.id])) as Opened["options"],
  };
}

const payloadOf = ({ id, options }: Opened, choice: Choice): { query: string; variables: object } => ({
  query: QUERY,
  variables: { input: { ballotId: id, optionId: options[choice], clientMutationId: randomUUID() } },
});

/** Sizes seen at one state of the turnout, which is told to everybody alike: [request, reply] per choice. */
class Sizes {
  private readonly seen = new Map<string, Map<Choice, Set<string>>>();

  note(choice: Choice, request: number, reply: string, whole = reply.length): void {
    const { turnout } = /"turnout":(?<turnout>\{[^}]*\})/.exec(reply)!.groups!;
    const digits = String(turnout!.length);
    const sizes = this.seen.get(digits) ?? new Map<Choice, Set<string>>();
    this.seen.set(digits, sizes.set(choice, (sizes.get(choice) ?? new Set()).add(`${request} > ${whole}`)));
  }

  /** Of each state in which all choices occur: the sizes of each. */
  table(): Record<Choice, string[]>[] {
    const full = [...this.seen.values()].filter((sizes) => sizes.size === CHOICES.length);
    return full.map(
      (sizes) => Object.fromEntries([...sizes].map(([choice, set]) => [choice, [...set]])) as Record<Choice, string[]>,
    );
  }
}

/** Posts and answers the bytes of the whole reply with its headers. */
async function post(client: Client, body: string): Promise<{ text: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      authorization: `Bearer ${client.token}`,
      "content-length": Buffer.byteLength(body),
    };
    const posted = request(client.url, { method: "POST", headers, agent: false }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("end", () =>
        resolve({ text, bytes: response.rawHeaders.join(": ").length + Buffer.byteLength(text) }),
      );
    });
    posted.on("error", reject);
    posted.end(body);
  });
}

function expectOneSize(sizes: Sizes): void {
  const table = sizes.table();
  expect(table.length).toBeGreaterThan(0);
  for (const byChoice of table) expect(new Set(Object.values(byChoice).flat()).size).toBe(1);
}

describe("casts of all choices have one size", () => {
  it("over HTTP, request and reply with its headers", async () => {
    const ballot = await next();
    const sizes = new Sizes();
    for (const [place, head] of [...room.heads.values()].slice(0, 60).entries()) {
      const choice = CHOICES[place % 3]!;
      const body = JSON.stringify(payloadOf(ballot, choice));
      const { text, bytes } = await post(head, body);
      sizes.note(choice, Buffer.byteLength(body), text, bytes);
    }
    expectOneSize(sizes);
    await room.chair.does("CloseBallot", { ballotId: ballot.id });
  });

  it("over the WebSocket, message and answer", async () => {
    const ballot = await next();
    const sizes = new Sizes();
    for (const [place, head] of [...room.heads.values()].slice(0, 60).entries()) {
      const choice = CHOICES[place % 3]!;
      const socket = await RawSocket.open(app, { token: head.token! });
      const payload = payloadOf(ballot, choice);
      await socket.ask("1", payload);
      const reply = socket.texts.find((text) => text.includes('"next"'))!;
      sizes.note(choice, JSON.stringify({ id: "1", type: "subscribe", payload }).length, reply);
      await socket.close();
    }
    expectOneSize(sizes);
    await room.chair.does("CloseBallot", { ballotId: ballot.id });
  });

  it("in the box: every paper is as long as any other", async () => {
    const ballot = await next();
    for (const [place, head] of [...room.heads.values()].slice(0, 12).entries())
      await post(head, JSON.stringify(payloadOf(ballot, CHOICES[place % 3]!)));
    const rows = await sql<{ bytes: number; papers: string }>(
      app,
      "SELECT pg_column_size(sealed) AS bytes, count(*) AS papers FROM sealed_paper GROUP BY 1",
    );
    expect(rows).toHaveLength(1);
    expect(Number(rows[0]!.papers)).toBe(12);
    await room.chair.does("CloseBallot", { ballotId: ballot.id });
  });

  it("the comparison sees replies that differ by a letter", () => {
    const sizes = new Sizes();
    for (const choice of CHOICES) sizes.note(choice, 100, `{"turnout":{},"choice":"${choice}"}`);
    expect(() => expectOneSize(sizes)).toThrow();
  });
});

/** Casts so many of each, one after the other and the choices in turn; answers the milliseconds of each. */
async function timedCasts(): Promise<Record<Choice, number[]>> {
  const times: Record<Choice, number[]> = { FOR: [], AGAINST: [], ABSTAIN: [] };
  for (let count = 0; count < CASTS_PER_CHOICE * 3;) {
    const ballot = await next();
    for (const head of room.heads.values()) {
      const choice = CHOICES[count % 3]!;
      const body = JSON.stringify(payloadOf(ballot, choice));
      const began = performance.now();
      await post(head, body);
      times[choice].push(performance.now() - began);
      count += 1;
    }
    await room.chair.does("CloseBallot", { ballotId: ballot.id });
  }
  return times;
}

describe(`casts of all choices take one time: ${CASTS_PER_CHOICE} of each in turn`, () => {
  it(`the medians of the choices lie within ${MOST_MS} ms, and a delay of 2 ms for one of them would be seen`, async () => {
    let spread = Infinity;
    for (let attempt = 1; attempt <= 3 && spread > MOST_MS; attempt += 1) {
      const times = await timedCasts();
      const { FOR, AGAINST, ABSTAIN } = times;
      spread = spreadOfMedians(Object.values(times));
      const pairs = {
        "for/against": compareDistributions(FOR, AGAINST),
        "for/abstain": compareDistributions(FOR, ABSTAIN),
      };
      const told = Object.entries(pairs).map(
        ([pair, { distance, p }]) => `${pair} D ${distance.toFixed(3)} p ${p.toFixed(2)}`,
      );
      const medians = CHOICES.map((choice) => `${choice} ${medianOf(times[choice]).toFixed(2)} ms`);
      console.info(`Cast times: ${medians.join(", ")}; Kolmogorov-Smirnov ${told.join(", ")}`);
      const slowed = FOR.map((time) => time + 2);
      expect(spreadOfMedians([slowed, AGAINST, ABSTAIN])).toBeGreaterThan(MOST_MS);
      expect(compareDistributions(slowed, FOR).p).toBeLessThan(0.01);
    }
    expect(spread).toBeLessThanOrEqual(MOST_MS);
  }, 180_000);
});
