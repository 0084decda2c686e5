/** Final text frame, not masked: what a server sends (RFC 6455, 5.2). */
const TEXT = 0x81;
/** Bodies up to here are copied into one buffer: one write is cheaper than two. */
const COPIED = 2_048;
/** Ids as short as this are counters of clients that count: whole frames are then the same for many of them. */
const COUNTED_ID = 6;

/** Bytes of the header of a frame with a payload of this length. */
export function headerLength(length: number): number {
  return length < 126 ? 2 : length < 65_536 ? 4 : 10;
}

/** Writes the header; answers the offset behind it. */
export function writeHeader(target: Buffer, offset: number, length: number): number {
  target[offset] = TEXT;
  if (length < 126) {
    target[offset + 1] = length;
    return offset + 2;
  }
  if (length < 65_536) {
    target[offset + 1] = 126;
    target.writeUInt16BE(length, offset + 2);
    return offset + 4;
  }
  target[offset + 1] = 127;
  target.writeBigUInt64BE(BigInt(length), offset + 2);
  return offset + 10;
}

/** The chunks to write for messages of one operation: few and large. The bodies themselves are never changed. */
export class Framing {
  private readonly prefix: Buffer;
  private readonly isCounted: boolean;

  constructor(private readonly id: string) {
    this.prefix = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
    this.isCounted = id.length <= COUNTED_ID;
  }

  sizeOf(bodies: readonly Buffer[]): number {
    let size = 0;
    for (const body of bodies) size += this.frameLength(body);
    return size;
  }

  /** Frames of these bodies. The same array of bodies gives clients with the same short id the same chunks. */
  chunks(bodies: readonly Buffer[]): readonly Buffer[] {
    if (!this.isCounted) return this.make(bodies);
    let byId = counted.get(bodies);
    if (!byId) counted.set(bodies, (byId = new Map()));
    let chunks = byId.get(this.id);
    if (!chunks) byId.set(this.id, (chunks = this.make(bodies)));
    return chunks;
  }

  /** The message as text, for the public `send` of a socket. */
  text(body: Buffer): string {
    return this.prefix.toString() + body.toString();
  }

  private frameLength(body: Buffer): number {
    const length = this.prefix.length + body.length;
    return headerLength(length) + length;
  }

  private make(bodies: readonly Buffer[]): Buffer[] {
    const chunks: Buffer[] = [];
    let small: Buffer[] = [];
    for (const body of bodies) {
      if (body.length <= COPIED) small.push(body);
      else {
        if (small.length > 0) chunks.push(this.copied(small));
        small = [];
        chunks.push(this.head(body.length), body);
      }
    }
    if (small.length > 0) chunks.push(this.copied(small));
    return chunks;
  }

  private copied(bodies: readonly Buffer[]): Buffer {
    const chunk = Buffer.allocUnsafe(this.sizeOf(bodies));
    let offset = 0;
    for (const body of bodies) {
      offset = writeHeader(chunk, offset, this.prefix.length + body.length);
      offset += this.prefix.copy(chunk, offset);
      offset += body.copy(chunk, offset);
    }
    return chunk;
  }

  private head(bodyLength: number): Buffer {
    const length = this.prefix.length + bodyLength;
    const chunk = Buffer.allocUnsafe(headerLength(length) + this.prefix.length);
    this.prefix.copy(chunk, writeHeader(chunk, 0, length));
    return chunk;
  }
}

const counted = new WeakMap<object, Map<string, readonly Buffer[]>>();
