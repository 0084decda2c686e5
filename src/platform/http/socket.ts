import type { WebSocket as Adapter } from "graphql-ws";
import { WebSocket } from "ws";
import type { Principal } from "../graphql/context.js";
import { CLOSE, CONNECTION_LIMITS } from "./limits.js";

/** What a close frame can hold, in bytes. graphql-ws puts ids into its reasons, which clients choose. */
const MAXIMUM_REASON = 123;

/**
 * One WebSocket: counts what comes in, and notices when nothing goes out. graphql-ws sends the next message of a
 * subscription only after the one before has left this process, so a slow reader holds at most one message each.
 */
export class Socket {
  principal: Principal | null = null;
  isInitialised = false;
  private messages: number = CONNECTION_LIMITS.messageBurst;
  private refilledAt = Date.now();
  private sends = 0;
  private readonly sentAt = new Map<number, number>();
  private awaitsPong = false;
  private beats = 0;
  private readonly timer: NodeJS.Timeout;
  /** What graphql-ws needs of a socket. */
  readonly adapter: Adapter;

  constructor(
    private readonly ws: WebSocket,
    readonly source: string,
    private readonly onError: (error: unknown) => void,
  ) {
    ws.on("error", () => undefined); // followed by "close"; what a client does wrong is not our error
    ws.on("pong", () => (this.awaitsPong = false));
    // Each is answered with a pong, so pings count like messages.
    ws.on("ping", () => this.takeToken() || this.close(...CLOSE.tooManyMessages));
    this.timer = setInterval(() => this.beat(), CONNECTION_LIMITS.pingInterval / 4);
    this.timer.unref();
    this.adapter = {
      protocol: ws.protocol,
      send: (data) => this.send(data),
      close: (code, reason) => this.close(code ?? 1000, reason ?? ""),
      onMessage: (listener) => this.listen(listener),
    };
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

  dispose(): void {
    clearInterval(this.timer);
  }

  private send(data: string): Promise<void> {
    return new Promise((resolve) => {
      if (this.ws.readyState !== WebSocket.OPEN) return resolve();
      const number = (this.sends += 1);
      this.sentAt.set(number, Date.now());
      this.ws.send(data, () => {
        this.sentAt.delete(number);
        resolve(); // an error closes the socket, which ends every subscription on it
      });
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

  private beat(): void {
    const oldest = this.sentAt.values().next().value;
    if (oldest !== undefined && Date.now() - oldest > CONNECTION_LIMITS.stalledAfter)
      return this.close(...CLOSE.tooSlow);
    this.beats += 1;
    if (this.beats % 4 !== 0) return;
    // Nothing waits and still no answer: the other side is gone. While something waits, the stall rule above decides.
    if (this.awaitsPong && oldest === undefined) return this.ws.terminate();
    this.awaitsPong = true;
    this.ws.ping();
  }
}
