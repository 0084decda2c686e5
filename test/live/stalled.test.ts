import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { WebSocket } from "ws";
import { Client } from "../support/client.js";
import { createTestDatabase, type TestDatabase } from "../support/database.js";
import { freePort, type ServerProcess, startServer } from "../support/server-process.js";

const FEED = `subscription F($id: ID!, $after: String) { roundTableEvents(roundTableId: $id, after: $after) { seq cursor ... on CommentPostedEvent { comment { body } } } }`;
const COMMENTS = 2_000;
const BODY = "x".repeat(4_900);

describe("a reader that stops reading", () => {
  const directory = mkdtempSync(join(tmpdir(), "rotunda-stalled-"));
  let database: TestDatabase;
  let server: ServerProcess;
  beforeAll(async () => {
    database = await createTestDatabase();
    server = await startServer({
      DATABASE_URL: database.url,
      DATA_DIR: directory,
      DEMO: "on",
      PORT: String(await freePort()),
    });
  }, 60_000);
  afterAll(async () => {
    server.signal("SIGTERM");
    await server.exited;
    await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  const residentMegabytes = (): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, "utf8"))![1]) / 1024;
  const signIn = async (code: string): Promise<Client> =>
    new Client(server.url, await new Client(server.url).accessToken(code));

  it("costs the server no memory, is cut after 30 s, holds nobody up, and has lost nothing when it resumes", async () => {
    const chair = await signIn("demo-facilitator-europe");
    const tableId = (await chair.run("Me")).data.viewer.facilitates[0].id as string;
    await chair.does("OpenRoundTable", { roundTableId: tableId });
    const room = (await chair.run("Room", { roundTableId: tableId })).data.roundTable;
    const recommendationId = room.agendaItems.flatMap((item: any) => item.recommendations)[0].id as string;

    const token = (await signIn("demo-delegate-fr")).token!;
    const stalled = new RawReader(server.url, token, tableId, room.liveCursor as string);
    await stalled.subscribed;
    const other = (await signIn("demo-delegate-de")).subscribe(FEED, { id: tableId, after: room.liveCursor });
    stalled.pause();
    const authors = await Promise.all(
      ["es", "it", "pt", "be", "nl", "at"].map((country) => signIn(`demo-delegate-${country}`)),
    );
    let peak = 0;
    let before = 0;
    let posted = 0;
    await Promise.all(
      authors.map(async (author) => {
        while (posted < COMMENTS) {
          posted += 1;
          await author.does("PostComment", { recommendationId, body: BODY });
          // The first part warms up heap and JIT; from then on memory must stay where it is.
          if (posted === COMMENTS / 2) before = residentMegabytes();
          if (posted % 50 === 0) peak = Math.max(peak, residentMegabytes());
        }
      }),
    );
    await other.until(COMMENTS, 30_000);
    expect(other.messages.at(-1).data.roundTableEvents.seq).toBeGreaterThan(COMMENTS);
    // The second half alone is 5 MB of text per reader: queued as strings and objects it would show.
    expect(peak - before).toBeLessThan(60);
    await sleep(36_000);
    const firstPart = await stalled.resumeReading();
    expect(firstPart.length).toBeLessThan(COMMENTS);
    expect([1006, 1013]).toContain(stalled.closeCode);
    const rest = new RawReader(server.url, token, tableId, firstPart.at(-1)!.cursor);
    await rest.reach(COMMENTS - firstPart.length);
    expect([...firstPart, ...rest.events].map((event) => event.seq)).toEqual(
      Array.from({ length: COMMENTS }, (_, index) => firstPart[0]!.seq + index),
    );
    rest.close();
  }, 180_000);
});

interface Seen {
  readonly seq: number;
  readonly cursor: string;
}

/** A client below graphql-ws, which can stop reading from TCP. */
class RawReader {
  readonly events: Seen[] = [];
  readonly subscribed: Promise<void>;
  closeCode: number | null = null;
  private readonly ws: WebSocket;
  private readonly closed: Promise<void>;

  constructor(url: string, token: string, tableId: string, after: string) {
    this.ws = new WebSocket(url.replace(/^http/, "ws"), "graphql-transport-ws");
    this.closed = new Promise((resolve) =>
      this.ws.once("close", (code) => {
        this.closeCode = code;
        resolve();
      }),
    );
    this.ws.on("error", () => undefined);
    this.subscribed = new Promise((resolve) => {
      this.ws.once("open", () =>
        this.ws.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } })),
      );
      this.ws.on("message", (data) => {
        const message = JSON.parse(String(data)) as any;
        if (message.type === "connection_ack") {
          this.ws.send(
            JSON.stringify({ id: "1", type: "subscribe", payload: { query: FEED, variables: { id: tableId, after } } }),
          );
          setTimeout(resolve, 300);
        } else if (message.type === "next") this.events.push(message.payload.data.roundTableEvents as Seen);
      });
    });
  }

  pause(): void {
    this.ws.pause();
  }

  /** Reads what is still on its way until the socket has ended; answers all events that came. */
  async resumeReading(): Promise<Seen[]> {
    this.ws.resume();
    await this.closed;
    return this.events;
  }

  async reach(count: number): Promise<void> {
    for (let turn = 0; this.events.length < count; turn += 1) {
      if (turn > 600) throw new Error(`only ${this.events.length} of ${count} came`);
      await sleep(50);
    }
  }

  close(): void {
    this.ws.close();
  }
}
