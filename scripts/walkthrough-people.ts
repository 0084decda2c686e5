/** The people of the walkthrough: each speaks the public API over HTTP and follows a room over a socket. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type DocumentNode, type GraphQLFormattedError, parse, print, separateOperations } from "graphql";
import { type Client as Socket, createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { packageRoot } from "../src/package-root.js";
import type { Event, Refused, Room } from "./walkthrough-words.js";

/** The operations of schema/operations by name, each with the fragments it needs. */
const OPERATIONS = readOperations(join(packageRoot(), "schema", "operations"));
/** A deed that meets a lost connection is sent again so often; clientMutationId and the server see to it that it counts once. */
const ATTEMPTS = 3;

/** Ends the walkthrough; its message is the one sentence that a person needs. */
export class Stop extends Error {}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** One person at the API. */
export class Person {
  private socket: Socket | null = null;

  private constructor(
    readonly url: string,
    readonly name: string,
    private readonly token: string | null,
  ) {}

  static async signIn(url: string, accessCode: string): Promise<Person> {
    const signedIn = await new Person(url, "Somebody", null).does<{
      accessToken: string;
      viewer: { displayName: string };
    }>("SignIn", { accessCode });
    if ("code" in signedIn && signedIn.code === "ACCESS_CODE_REJECTED")
      throw new Stop(
        `The server at ${url} has no demo data (it does not know the code ${accessCode}): start one on an empty DATA_DIR with npm start.`,
      );
    const { accessToken, viewer } = granted(signedIn, "signing in");
    return new Person(url, viewer.displayName, accessToken);
  }

  /** Sends a document of schema/operations, or one of our own under its name. What fails on the way is sent again. */
  async ask(name: string, variables: object = {}, own?: string): Promise<Answer> {
    const body = JSON.stringify({ query: own ?? print(OPERATIONS[name]!), variables, operationName: name });
    const headers = { "content-type": "application/json", ...this.credentials() };
    for (let attempt = 1; ; attempt += 1) {
      const answer = await fetch(this.url, { method: "POST", headers, body }).then(readAnswer, () => null);
      const code = answer?.errors?.[0]?.extensions?.code;
      if (answer && code !== "UNAVAILABLE") return answer;
      if (attempt === ATTEMPTS) throw new Stop(`The server at ${this.url} does not answer any more (${name}).`);
      await sleep(300 * attempt);
    }
  }

  async data<T>(name: string, variables: object = {}, own?: string): Promise<T> {
    const { data, errors } = await this.ask(name, variables, own);
    if (errors || !data) throw new Stop(`${name} failed: ${errors?.[0]?.message ?? "the server sent nothing"}`);
    return data as T;
  }

  /** Does a deed: what its mutation answered, success or refusal. */
  async does<T>(name: string, input: object, own?: string): Promise<(T & { __typename: string }) | Refused> {
    const data = await this.data<Record<string, (T & { __typename: string }) | Refused>>(name, { input }, own);
    return Object.values(data)[0]!; // a document of a deed holds one mutation
  }

  /** The room as this person may see it; null: it does not exist for this person. */
  async room(roundTableId: string): Promise<Room | null> {
    return (await this.data<{ roundTable: Room | null }>("Room", { roundTableId })).roundTable;
  }

  watch(roundTableId: string, after: string | null, onEvent: (event: Event) => void = () => undefined): Feed {
    this.socket ??= createClient({
      url: this.url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      connectionParams: this.credentials(),
      retryAttempts: 0,
    });
    return new Feed(this.socket, { roundTableId, after }, onEvent);
  }

  async leave(): Promise<void> {
    await this.socket?.dispose();
  }

  private credentials(): { authorization?: string } {
    return this.token ? { authorization: `Bearer ${this.token}` } : {};
  }
}

function readOperations(directory: string): Record<string, DocumentNode> {
  const files = readdirSync(directory).filter((file) => file.endsWith(".graphql"));
  const documents = files.map((file) => separateOperations(parse(readFileSync(join(directory, file), "utf8"))));
  return Object.fromEntries(documents.flatMap((one) => Object.entries(one)));
}

/** Refuses in a sentence when nothing answers at the address. */
export async function requireServer(url: string): Promise<void> {
  const headers = { "content-type": "application/json" };
  const response = await fetch(url, { method: "POST", headers, body: '{"query":"{ __typename }"}' }).catch(() => null);
  if (!response)
    throw new Stop(`No server answers at ${url}: start it with npm start, or give its address with --url.`);
  await readAnswer(response);
}

async function readAnswer(response: Response): Promise<Answer> {
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer === "object" && answer !== null && ("data" in answer || "errors" in answer))
    return answer as Answer;
  throw new Stop(`What answers at ${response.url} is no GraphQL API (HTTP ${response.status}): check the address.`);
}

/** What a deed brought; a refusal ends the walkthrough. */
export function granted<T>(answer: (T & { __typename: string }) | Refused, deed: string): T {
  if (answer.__typename.endsWith("Success")) return answer as T;
  const { code, message } = answer as Refused;
  throw new Stop(`${deed} was refused (${code}): ${message}`);
}

/** A live subscription to a room. */
export class Feed {
  readonly events: Event[] = [];
  /** With which code it ended; null: it runs, or was stopped. */
  readonly ended: Promise<string | null>;
  private readonly waiting = new Set<() => void>();

  constructor(socket: Socket, variables: Record<string, unknown>, onEvent: (event: Event) => void) {
    const payload = { query: print(OPERATIONS["RoomEvents"]!), variables, operationName: "RoomEvents" };
    this.ended = new Promise((resolve) => {
      socket.subscribe<{ roundTableEvents: Event }>(payload, {
        next: ({ data, errors }) => {
          if (!data) return resolve(String(errors?.[0]?.extensions?.["code"]));
          this.events.push(data.roundTableEvents);
          onEvent(data.roundTableEvents);
          for (const look of this.waiting) look();
        },
        error: (error) => resolve(isErrors(error) ? String(error[0]?.extensions?.["code"]) : "a closed socket"),
        complete: () => resolve(null),
      });
    });
  }

  /** Does a deed, and waits for the event that it causes. */
  async during<T>(type: string, deed: () => Promise<T>): Promise<T> {
    const before = this.events.filter((event) => event.__typename === type).length;
    const answer = await deed();
    if (!(await this.saw(type, before + 1))) throw new Stop(`The live feed did not bring the ${type}.`);
    return answer;
  }

  /** Waits until so many events of a type have come; answers whether they did. */
  async saw(type: string, count = 1): Promise<boolean> {
    const enough = (): boolean => this.events.filter((event) => event.__typename === type).length >= count;
    let look: () => void = () => undefined;
    const seen = new Promise<void>((resolve) => this.waiting.add((look = () => enough() && resolve())));
    look();
    await Promise.race([seen, this.ended, sleep(3_000, undefined, { ref: false })]);
    this.waiting.delete(look);
    return enough();
  }
}

function isErrors(error: unknown): error is readonly GraphQLFormattedError[] {
  return Array.isArray(error);
}
