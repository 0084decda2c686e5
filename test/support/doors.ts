import { once } from "node:events";
import { WebSocket } from "ws";
import type { TestApp } from "./app.js";

/** What came back for one operation, whichever door it went through. */
export interface Reply {
  /** HTTP only. */
  readonly status?: number;
  readonly data?: any;
  readonly errors?: { message: string; extensions: Record<string, unknown> & { code: string } }[];
  /** The answer as text, to look for what must not be there. */
  readonly text: string;
}

export interface Payload {
  readonly query: string;
  readonly variables?: object;
  readonly operationName?: string;
}

export type Door = (payload: Payload) => Promise<Reply>;

/** Any HTTP request to the server; the body as it is. */
export async function post(
  app: Pick<TestApp, "url">,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(app.url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

export function bearer(token: string | undefined): Record<string, string> {
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** The HTTP door. */
export function httpDoor(app: Pick<TestApp, "url">, token?: string): Door {
  return async (payload) => {
    const { status, text } = await post(app, JSON.stringify(payload), bearer(token));
    return { status, text, ...(JSON.parse(text) as object) };
  };
}

/** The WebSocket door: a socket for each operation, so that its rate limit is not what is measured. */
export function socketDoor(app: Pick<TestApp, "url">, token?: string): Door {
  return async (payload) => {
    const socket = await RawSocket.open(app, { token });
    try {
      return await socket.ask("1", payload);
    } finally {
      await socket.close();
    }
  };
}

/** What a raw socket may say besides the token. */
export interface Greeting {
  readonly token?: string | undefined;
  readonly origin?: string;
  readonly protocols?: string[];
  /** False: connects and says nothing. */
  readonly init?: boolean;
  readonly perMessageDeflate?: boolean;
}

interface Frame {
  readonly id?: string;
  readonly type: string;
  readonly payload?: unknown;
}

/** A WebSocket under full control: frames as they are, in any order. */
export class RawSocket {
  readonly frames: Frame[] = [];
  readonly texts: string[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;

  private constructor(readonly ws: WebSocket) {
    this.closed = new Promise((resolve) =>
      ws.once("close", (code, reason) => resolve({ code, reason: String(reason) })),
    );
    ws.on("error", () => undefined);
    ws.on("message", (data) => {
      this.texts.push(String(data));
      this.frames.push(JSON.parse(String(data)) as Frame);
    });
  }

  /** Connects and says hello; rejects with the HTTP status when the upgrade is refused. */
  static async open(app: Pick<TestApp, "url">, greeting: Greeting = {}): Promise<RawSocket> {
    const { token, origin, protocols = ["graphql-transport-ws"], init = true, perMessageDeflate = false } = greeting;
    const options = { perMessageDeflate, ...(origin === undefined ? {} : { origin }) };
    const ws = new WebSocket(app.url.replace(/^http/, "ws"), protocols, options);
    const socket = new RawSocket(ws);
    await new Promise<void>((resolve, reject) => {
      ws.once("open", () => resolve());
      ws.once("unexpected-response", (request, response) => {
        request.destroy();
        reject(new Error(String(response.statusCode)));
      });
      ws.once("error", reject);
    });
    if (init) {
      socket.send({ type: "connection_init", ...(token ? { payload: { authorization: `Bearer ${token}` } } : {}) });
      await Promise.race([socket.until((frame) => frame.type === "connection_ack"), socket.closed]);
    }
    return socket;
  }

  get isOpen(): boolean {
    return this.ws.readyState === WebSocket.OPEN;
  }

  send(frame: object | string | Buffer): void {
    this.ws.send(typeof frame === "string" || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame));
  }

  subscribe(id: string, payload: Payload): void {
    this.send({ id, type: "subscribe", payload });
  }

  /** Waits for a frame, one that came already included. */
  async until(wanted: (frame: Frame) => boolean, milliseconds = 10_000): Promise<Frame> {
    const timeout = AbortSignal.timeout(milliseconds);
    for (;;) {
      const found = this.frames.find(wanted);
      if (found) return found;
      await Promise.race([
        once(this.ws, "message", { signal: timeout }),
        this.closed.then(({ code }) => Promise.reject(new Error(`closed with ${code}`))),
      ]);
    }
  }

  /** Runs one operation to its end; of a subscription, waits for the first message. */
  async ask(id: string, payload: Payload): Promise<Reply> {
    this.subscribe(id, payload);
    const frame = await this.until((one) => one.id === id && (one.type === "next" || one.type === "error"));
    const body = frame.type === "error" ? { errors: frame.payload } : (frame.payload as object);
    return { text: JSON.stringify(frame), ...body };
  }

  async close(): Promise<void> {
    this.ws.close();
    await this.closed;
  }
}

/** Codes of the errors of a reply; empty when there are none. */
export function codes(reply: Reply): string[] {
  return (reply.errors ?? []).map((error) => error.extensions.code);
}
