import { randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { FrameReader, pongFrame, textFrame, upgradeRequest } from "./frames.js";
import { ROOM, SUBSCRIPTION } from "./schema.js";

/** What the sink learns from its sockets. */
export interface Heard {
  onEvent(listener: Listener): void;
  onEnd(reason: string): void;
}

/** What it subscribes to, when not simply to the usual room from now on. */
export interface Asked {
  readonly room?: string;
  /** The cursor behind which to begin. */
  readonly after?: string | null;
  /** Gets every event in full; without it all but the first are only counted. */
  readonly onPayload?: (payload: string) => void;
}

// Filled and read within one callback, so all sockets share it.
const buffer = Buffer.allocUnsafe(256 * 1024);

/** One subscriber: a plain TCP connection that speaks just enough WebSocket to count what comes. */
export class Listener {
  events = 0;
  bytes = 0;
  paused = false;
  private readonly socket: Socket;
  private readonly reader: FrameReader;
  private upgrading = "";
  private upgraded = false;
  private acknowledged = false;
  private subscribed: () => void = () => undefined;
  private leaving = false;

  private constructor(
    port: number,
    path: string,
    private readonly heard: Heard,
    private readonly asked: Asked,
  ) {
    this.reader = new FrameReader({
      onData: (bytes, payload) => this.onData(bytes, payload),
      onPing: (payload) => void this.socket.write(pongFrame(payload)),
      onClose: (code, reason) => this.end(`${code} ${reason}`.trim()),
    });
    this.socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      onread: { buffer, callback: (length) => this.onBytes(buffer.subarray(0, length)) },
    });
    this.socket.on("connect", () => this.socket.write(upgradeRequest(port, path)));
    this.socket.on("error", (error) => this.end(error.message));
    this.socket.on("close", () => this.end("closed"));
  }

  /** Resolves when the subscription has been sent. */
  static open(port: number, path: string, heard: Heard, asked: Asked = {}): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const opening: Heard = {
        ...heard,
        onEvent: (one) => heard.onEvent(one),
        onEnd: (reason) => reject(new Error(reason)),
      };
      let current = opening;
      const told: Heard = { onEvent: (one) => current.onEvent(one), onEnd: (reason) => current.onEnd(reason) };
      const listener: Listener = new Listener(port, path, told, asked);
      listener.subscribed = () => {
        current = heard;
        resolve(listener);
      };
    });
  }

  pause(): void {
    this.paused = true;
    this.socket.pause();
  }

  resume(): void {
    this.paused = false;
    this.socket.resume();
  }

  /** A reset instead of a farewell: it leaves no port waiting. */
  leave(): void {
    this.leaving = true;
    this.socket.resetAndDestroy();
  }

  private onBytes(chunk: Buffer): boolean {
    if (this.upgraded) this.reader.read(chunk);
    else this.upgrade(chunk);
    return !this.paused;
  }

  private upgrade(chunk: Buffer): void {
    this.upgrading += chunk.toString("latin1");
    const end = this.upgrading.indexOf("\r\n\r\n");
    if (end < 0) return;
    const [status = ""] = this.upgrading.split("\r\n", 1);
    if (!status.includes(" 101 ")) return this.end(status);
    const rest = Buffer.from(this.upgrading.slice(end + 4), "latin1");
    this.upgraded = true;
    this.upgrading = "";
    this.send({ type: "connection_init" });
    if (rest.length > 0) this.reader.read(rest);
  }

  private onData(bytes: number, payload: string | null): void {
    if (!this.acknowledged) return this.greet(payload ?? "");
    if (payload !== null) {
      // The first event in full: what is only counted afterwards must be what was asked for.
      if (!payload.includes('"type":"next"') || !payload.includes('"data":{"roomEvents":{"seq":'))
        return this.end(`not an event: ${payload.slice(0, 200)}`);
      if (this.asked.onPayload) this.asked.onPayload(payload);
      else this.reader.keeps = false;
    }
    this.events += 1;
    this.bytes += bytes;
    this.heard.onEvent(this);
  }

  private greet(greeting: string): void {
    if (!greeting.includes('"connection_ack"')) return this.end(`not an acknowledgement: ${greeting.slice(0, 200)}`);
    this.acknowledged = true;
    const { room = ROOM, after } = this.asked;
    const variables = after ? { room, after } : { room };
    const payload = { query: SUBSCRIPTION, operationName: "RoomEvents", variables };
    this.send({ id: randomUUID(), type: "subscribe", payload });
    this.subscribed();
  }

  private send(message: object): void {
    this.socket.write(textFrame(JSON.stringify(message)));
  }

  private end(reason: string): void {
    if (this.leaving) return;
    this.leaving = true;
    this.socket.destroy();
    this.heard.onEnd(reason);
  }
}
