import type { Duplex } from "node:stream";
import type { WebSocket as Adapter } from "graphql-ws";
import { WebSocket } from "ws";
import type { Principal } from "../graphql/context.js";
import { frames } from "./frames.js";
import { CLOSE, CONNECTION_LIMITS } from "./limits.js";
import { Window } from "./window.js";

/** What a close frame can hold, in bytes. graphql-ws puts ids into its reasons, which clients choose. */
const MAXIMUM_REASON = 123;
/** Beats per ping. */
const BEATS = 4;

const NOBODY: (() => void)[] = [];

/** What of ws is not public. Looked at, never changed; test/contract/ws.test.ts holds it to the version that is pinned. */
interface Inside {
  readonly _sender?: { readonly _state?: number; readonly _queue?: readonly unknown[] };
}

/**
 * One WebSocket: counts what comes in, and knows how much is on its way out. Answers and errors go through ws; messages
 * of subscriptions are written as ready frames, past ws, straight to the connection.
 */
export class Socket {
  principal: Principal | null = null;
  isInitialised = false;
  readonly window: Window;
  private messages: number = CONNECTION_LIMITS.messageBurst;
  private refilledAt = Date.now();
  private beats = 0;
  private gone: (() => void)[] = NOBODY;
  private readonly takesFrames: boolean;
  /** What graphql-ws needs of a socket. */
  readonly adapter: Adapter;

  constructor(
    private readonly ws: WebSocket,
    private readonly connection: Duplex,
    readonly source: string,
    private readonly onError: (error: unknown) => void,
  ) {
    this.window = new Window({ ping: (payload) => ws.readyState === WebSocket.OPEN && ws.ping(payload) }, connection);
    this.takesFrames = isPlain(ws);
    ws.on("error", ignore); // followed by "close"; what a client does wrong is not our error
    ws.on("pong", (payload) => this.window.pong(payload.toString("latin1")));
    // Each is answered with a pong, so pings count like messages.
    ws.on("ping", () => this.takeToken() || this.close(...CLOSE.tooManyMessages));
    connection.on("drain", () => this.window.release());
    this.adapter = {
      protocol: ws.protocol,
      send: (data) => this.send(data),
      close: (code, reason) => this.close(code ?? 1000, reason ?? ""),
      onMessage: (listener) => this.listen(listener),
    };
  }

  /** Writes messages of a subscription, `bytes` in all; nothing when the socket is closing. */
  writeFrames(prefix: Buffer, bodies: readonly Buffer[], bytes: number): void {
    if (this.ws.readyState !== WebSocket.OPEN) return;
    if (this.takesFrames) {
      const chunks = frames(prefix, bodies);
      if (chunks.length > 1) this.connection.cork();
      for (const chunk of chunks) this.connection.write(chunk);
      if (chunks.length > 1) this.connection.uncork();
    } else for (const body of bodies) this.ws.send(prefix.toString() + body.toString());
    this.window.wrote(bytes);
  }

  /** Calls back once when the socket is gone. */
  whenGone(callback: () => void): void {
    if (this.ws.readyState === WebSocket.CLOSED) callback();
    else this.gone = [...this.gone, callback];
  }

  close(code: number, reason: string): void {
    this.ws.close(code, Buffer.byteLength(reason) > MAXIMUM_REASON ? "" : reason);
    // A reader that is stalled never answers the close frame.
    const timer = setTimeout(() => this.ws.terminate(), 2_000).unref();
    this.ws.once("close", () => clearTimeout(timer));
  }

  /** Closes after a delay; resolves when the socket is gone. */
  closeAfter(milliseconds: number, code: number, reason: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.ws.readyState === WebSocket.CLOSED) return resolve();
      const timer = setTimeout(() => this.close(code, reason), milliseconds);
      this.ws.once("close", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** Called every few seconds by whoever keeps the sockets. */
  beat(): "fine" | "stalled" | "gone" {
    if (this.ws.readyState !== WebSocket.OPEN) return "fine";
    this.beats += 1;
    const state = this.window.beat(this.beats % BEATS === 0);
    if (state === "stalled") this.close(...CLOSE.tooSlow);
    if (state === "gone") this.ws.terminate();
    return state;
  }

  dispose(): void {
    const callbacks = this.gone;
    this.gone = NOBODY;
    for (const callback of callbacks) callback();
  }

  private send(data: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.ws.readyState !== WebSocket.OPEN) return resolve();
      this.ws.send(data, () => resolve()); // an error closes the socket, which ends every subscription on it
      this.window.wrote(Buffer.byteLength(data));
    });
  }

  private listen(listener: (data: string) => Promise<void>): void {
    this.ws.on("message", (data, isBinary) => {
      if (this.ws.readyState !== WebSocket.OPEN) return;
      if (isBinary) return this.close(...CLOSE.badRequest);
      if (!this.takeToken()) return this.close(...CLOSE.tooManyMessages);
      listener(String(data as Buffer)).catch((error: unknown) => {
        // What only a server may say: next, connection_ack, …
        if (/^Unexpected message of type/.test((error as Error).message)) return this.close(...CLOSE.badRequest);
        this.onError(error);
        this.close(4500, "Internal server error");
      });
    });
  }

  private takeToken(): boolean {
    const now = Date.now();
    const refill = ((now - this.refilledAt) / 60_000) * CONNECTION_LIMITS.messagesPerMinute;
    this.messages = Math.min(CONNECTION_LIMITS.messageBurst, this.messages + refill);
    this.refilledAt = now;
    if (this.messages < 1) return false;
    this.messages -= 1;
    return true;
  }
}

/** Whether nothing of ws can be in between that our bytes could overtake: no deflate, no queue. Blobs are never sent. */
function isPlain(ws: WebSocket): boolean {
  const { _sender: sender } = ws as unknown as Inside;
  return ws.extensions === "" && sender?._state === 0 && sender._queue?.length === 0;
}

function ignore(): void {
  // On purpose.
}
