import { randomBytes } from "node:crypto";

/** What a reader of frames tells. `payload` is null for data frames nobody asked to see. */
export interface FrameListener {
  onData(bytes: number, payload: string | null): void;
  onPing(payload: Buffer): void;
  onClose(code: number, reason: string): void;
}

const PING = 9;
const CLOSE = 8;
const PONG = 10;

/**
 * Reads the headers of a server's WebSocket frames and skips what is between: cheap enough for thousands of sockets.
 * A frame may be cut anywhere, its header too.
 */
export class FrameReader {
  /** Whether payloads of data frames are kept: during the handshake, and for the first event. */
  keeps = true;
  /** Payload bytes that have not come yet. */
  private missing = 0;
  private size = 0;
  private opcode = 0;
  private final = true;
  private header: Buffer | null = null;
  private kept: Buffer[] | null = null;
  private wireBytes = 0;

  constructor(private readonly listener: FrameListener) {}

  /** `chunk` is only valid during the call. */
  read(chunk: Buffer): void {
    let at = 0;
    if (this.header) {
      chunk = Buffer.concat([this.header, chunk]);
      this.header = null;
    }
    while (at < chunk.length) {
      if (this.missing === 0) {
        const length = this.readHeader(chunk, at);
        if (length === 0) {
          this.header = Buffer.from(chunk.subarray(at));
          return;
        }
        at += length;
      }
      const take = Math.min(this.missing, chunk.length - at);
      if (this.kept) this.kept.push(Buffer.from(chunk.subarray(at, at + take)));
      this.missing -= take;
      at += take;
      if (this.missing === 0) this.finish();
    }
  }

  /** The header's length, or 0 when it is not complete. */
  private readHeader(chunk: Buffer, at: number): number {
    const there = chunk.length - at;
    if (there < 2) return 0;
    let size = chunk[at + 1]! & 0x7f;
    let length = 2;
    if (size === 126) {
      if (there < 4) return 0;
      size = chunk.readUInt16BE(at + 2);
      length = 4;
    } else if (size === 127) {
      if (there < 10) return 0;
      size = Number(chunk.readBigUInt64BE(at + 2));
      length = 10;
    }
    this.opcode = chunk[at]! & 0x0f;
    this.final = (chunk[at]! & 0x80) !== 0;
    this.size = this.missing = size;
    this.wireBytes += size + length;
    this.kept = this.keeps || this.opcode >= CLOSE ? [] : null;
    return length;
  }

  private finish(): void {
    if (this.opcode < CLOSE) {
      if (!this.final) return; // counted with its last part
      const bytes = this.wireBytes;
      this.wireBytes = 0;
      this.listener.onData(bytes, this.kept ? Buffer.concat(this.kept).toString() : null);
      return;
    }
    this.wireBytes = 0;
    const payload = Buffer.concat(this.kept ?? []);
    if (this.opcode === PING) this.listener.onPing(payload);
    else if (this.opcode === CLOSE)
      this.listener.onClose(this.size >= 2 ? payload.readUInt16BE(0) : 1005, payload.subarray(2).toString());
  }
}

/** A client's text frame. */
export const textFrame = (text: string): Buffer => frame(1, Buffer.from(text));

/** The answer to a ping: the same payload. */
export const pongFrame = (payload: Buffer): Buffer => frame(PONG, payload);

/** Masked, as a client must; with zeros, so that masking costs the sink nothing. */
function frame(opcode: number, payload: Buffer): Buffer {
  const long = payload.length > 125;
  const header = Buffer.alloc((long ? 4 : 2) + 4);
  header[0] = 0x80 | opcode;
  header[1] = 0x80 | (long ? 126 : payload.length);
  if (long) header.writeUInt16BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

/** The request that turns a connection into a socket of graphql-transport-ws. */
export function upgradeRequest(port: number, path: string): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Protocol: graphql-transport-ws",
    "\r\n",
  ].join("\r\n");
}
