import { CONNECTION_LIMITS } from "./limits.js";

const { windowBytes, bufferedBytes, pingBytes, stalledAfter, pingInterval } = CONNECTION_LIMITS;

/** What a window needs of its socket. */
export interface Wire {
  ping(payload: string): void;
}

/** What it needs of the connection below: bytes that wait in this process. */
export interface Line {
  readonly writableLength: number;
}

/**
 * How much may be on its way to a reader. A socket's own buffer says nothing about the megabytes in the kernel's; but
 * every peer answers a ping with its payload, so a ping that holds the bytes sent so far comes back as what was read.
 */
export class Window {
  private sent = 0;
  private pinged = 0;
  private acknowledged = 0;
  /** When the oldest ping that is not answered was sent, or progress was made since; null when all are answered. */
  private waitingSince: number | null = null;
  private waiting: (() => void)[] | null = null;

  constructor(
    private readonly wire: Wire,
    private readonly line: Line,
  ) {}

  /** Bytes that may still be sent. Something may always be sent when nothing is on its way. */
  room(): number {
    return this.line.writableLength > bufferedBytes ? 0 : windowBytes - (this.sent - this.acknowledged);
  }

  /** Bytes sent that the reader has not said to have read. */
  get inFlight(): number {
    return this.sent - this.acknowledged;
  }

  wrote(bytes: number): void {
    this.sent += bytes;
    if (this.sent - this.pinged >= pingBytes) this.ping();
  }

  /** An answer to a ping. What was never asked is no answer. */
  pong(payload: string): void {
    const read = /^\d{1,15}$/.test(payload) ? Number(payload) : -1;
    if (read < this.acknowledged || read > this.pinged) return;
    this.acknowledged = read;
    this.waitingSince = read === this.pinged ? null : Date.now();
    this.release();
  }

  whenReady(callback: () => void): void {
    (this.waiting ??= []).push(callback);
  }

  /** Lets those who wait look again. */
  release(): void {
    const callbacks = this.waiting;
    if (!callbacks || this.room() <= 0) return;
    this.waiting = null;
    for (const callback of callbacks) callback();
  }

  /** Called every few seconds: pings, and says when the reader is stalled or gone. */
  beat(isTurn: boolean): "fine" | "stalled" | "gone" {
    this.release();
    const waited = this.waitingSince === null ? 0 : Date.now() - this.waitingSince;
    const owes = this.inFlight > 0 || this.line.writableLength > 0;
    if (owes && waited > stalledAfter) return "stalled";
    if (!owes && waited > pingInterval) return "gone";
    if (isTurn) this.ping();
    return "fine";
  }

  private ping(): void {
    this.pinged = this.sent;
    this.waitingSince ??= Date.now();
    this.wire.ping(String(this.sent));
  }
}
