import { createClient, type Client as SocketClient } from "graphql-ws";
import { WebSocket } from "ws";
import { contractOperation } from "./contract.js";

/** An answer of the API, as it came. `data` and `errors` are loosely typed: tests say what they expect. */
export interface Answer {
  readonly status: number;
  readonly data: any;
  readonly errors?: {
    message: string;
    path?: (string | number)[];
    extensions: Record<string, unknown> & { code: string };
  }[];
  readonly extensions?: Record<string, unknown>;
}

/** What one subscription has received so far. */
export interface Watch {
  readonly messages: any[];
  /** Resolves when the subscription ended: null when it completed, else the errors or the close event. */
  readonly ended: Promise<unknown>;
  /** Resolves once `count` messages have come; rejects after `milliseconds`. */
  until(count: number, milliseconds?: number): Promise<void>;
  stop(): void;
}

/** One person at the API: HTTP with fetch, subscriptions with the stock graphql-ws client. */
export class Client {
  private socket: SocketClient | null = null;

  constructor(
    readonly url: string,
    readonly token?: string,
  ) {}

  /** Sends any document over HTTP. */
  async send(query: string, variables: object = {}, operationName?: string): Promise<Answer> {
    const response = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json", ...(this.token ? { authorization: `Bearer ${this.token}` } : {}) },
      body: JSON.stringify({ query, variables, ...(operationName ? { operationName } : {}) }),
    });
    return { status: response.status, ...((await response.json()) as object) } as Answer;
  }

  /** Runs an operation of the contract, unchanged. */
  run(name: string, variables: object = {}): Promise<Answer> {
    return this.send(contractOperation(name), variables, name);
  }

  /** Runs a mutation of the contract with one input and answers what its root field answered. */
  async does(name: string, input: object): Promise<any> {
    const { data, errors } = await this.run(name, { input });
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data[name.charAt(0).toLowerCase() + name.slice(1)];
  }

  /** The same for a mutation that the contract has no document for: `fields` of its success type, and every refusal's code. */
  async deed(name: string, input: object, fields = "__typename"): Promise<any> {
    const type = name.charAt(0).toUpperCase() + name.slice(1);
    const query = `mutation M($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${type}Success { ${fields} } ... on DomainError { code message } } }`;
    const { data, errors } = await this.send(query, { input });
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    return data[name];
  }

  async accessToken(accessCode: string): Promise<string> {
    const signedIn = await this.does("SignIn", { accessCode });
    if (!signedIn.accessToken) throw new Error(`${accessCode}: ${JSON.stringify(signedIn)}`);
    return signedIn.accessToken as string;
  }

  /** Subscribes over this client's socket. `retry`: reconnect like a stock client, re-sending the same payload. */
  subscribe(query: string, variables: Record<string, unknown> = {}, operationName?: string): Watch {
    this.socket ??= createClient({
      url: this.url.replace(/^http/, "ws"),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      ...(this.token ? { connectionParams: { authorization: `Bearer ${this.token}` } } : {}),
    });
    return watchOn(this.socket, { query, variables, ...(operationName ? { operationName } : {}) });
  }

  /** Subscribes with a document of the contract. */
  watch(name: string, variables: Record<string, unknown>): Watch {
    return this.subscribe(contractOperation(name), variables, name);
  }

  async close(): Promise<void> {
    await this.socket?.dispose();
    this.socket = null;
  }
}

/** Follows a subscription on any graphql-ws client. */
export function watchOn(
  socket: SocketClient,
  payload: { query: string; variables: Record<string, unknown>; operationName?: string },
): Watch {
  const messages: unknown[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let stop = (): void => undefined;
  const ended = new Promise<unknown>((resolve) => {
    stop = socket.subscribe(payload, {
      next: (message) => {
        messages.push(message);
        for (const one of waiting) if (messages.length >= one.count) one.resolve();
      },
      error: (error) => resolve(error),
      complete: () => resolve(null),
    });
  });
  const until = (count: number, milliseconds = 10_000): Promise<void> =>
    new Promise((resolve, reject) => {
      if (messages.length >= count) return resolve();
      const timer = setTimeout(
        () => reject(new Error(`only ${messages.length} of ${count} messages came`)),
        milliseconds,
      );
      waiting.push({ count, resolve: () => (clearTimeout(timer), resolve()) });
    });
  return { messages, ended, until, stop: () => stop() };
}
