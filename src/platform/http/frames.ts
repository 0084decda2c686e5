/** Final text frame, not masked: what a server sends (RFC 6455, 5.2). */
const TEXT = 0x81;
/** Bodies up to here are copied into one buffer: one write is cheaper than two. */
const COPIED = 2_048;
/** Length of a prefix whose id has at most six characters. */
const COUNTED_PREFIX = '{"id":"123456","type":"next","payload":'.length;

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

/** What stands before the payload in each message of an operation. */
export function prefixOf(id: string): Buffer {
  return Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
}

/** Bytes of the frames of these bodies. */
export function framesLength(prefix: Buffer, bodies: readonly Buffer[]): number {
  let size = 0;
  for (const body of bodies) {
    const length = prefix.length + body.length;
    size += headerLength(length) + length;
  }
  return size;
}

/** The frames of messages of one operation, in chunks to write: few and large. The bodies themselves are never changed. */
export function frames(prefix: Buffer, bodies: readonly Buffer[]): readonly Buffer[] {
  // A client that counts its operations has the same id as many others, and whole frames are the same for them.
  if (prefix.length > COUNTED_PREFIX) return make(prefix, bodies);
  let byId = counted.get(bodies);
  if (!byId) counted.set(bodies, (byId = new Map()));
  const id = prefix.toString("latin1");
  let chunks = byId.get(id);
  if (!chunks) byId.set(id, (chunks = make(prefix, bodies)));
  return chunks;
}

const counted = new WeakMap<object, Map<string, readonly Buffer[]>>();

function make(prefix: Buffer, bodies: readonly Buffer[]): Buffer[] {
  const chunks: Buffer[] = [];
  let small: Buffer[] = [];
  for (const body of bodies) {
    if (body.length <= COPIED) small.push(body);
    else {
      if (small.length > 0) chunks.push(copied(prefix, small));
      small = [];
      chunks.push(head(prefix, body.length), body);
    }
  }
  if (small.length > 0) chunks.push(copied(prefix, small));
  return chunks;
}

function copied(prefix: Buffer, bodies: readonly Buffer[]): Buffer {
  const chunk = Buffer.allocUnsafe(framesLength(prefix, bodies));
  let offset = 0;
  for (const body of bodies) {
    offset = writeHeader(chunk, offset, prefix.length + body.length);
    chunk.set(prefix, offset);
    chunk.set(body, offset + prefix.length);
    offset += prefix.length + body.length;
  }
  return chunk;
}

function head(prefix: Buffer, bodyLength: number): Buffer {
  const length = prefix.length + bodyLength;
  const chunk = Buffer.allocUnsafe(headerLength(length) + prefix.length);
  prefix.copy(chunk, writeHeader(chunk, 0, length));
  return chunk;
}
