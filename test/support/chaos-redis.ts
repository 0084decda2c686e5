import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A door to Redis that loses copies on their way in and hands some out twice. */
export interface ChaosRedis {
  readonly url: string;
  readonly counts: { told: number; dropped: number; doubled: number };
  close(): Promise<void>;
}

interface Command {
  readonly words: Buffer[];
  readonly end: number;
}

/**
 * Stands between nodes and Redis and reads the commands (RESP arrays of strings). Of ten XADDs of events three become an
 * ECHO of their id, which is what the writer would have got back; of ten XREADs two ask again for the last entry of a stream.
 */
export async function chaosBefore(redisUrl: string): Promise<ChaosRedis> {
  const target = new URL(redisUrl);
  const counts = { told: 0, dropped: 0, doubled: 0 };
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    for (const [socket, other] of [[near, far] as const, [far, near] as const]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => (open.delete(socket), other.destroy()));
    }
    far.pipe(near);
    let waiting: Buffer = Buffer.alloc(0);
    near.on("data", (chunk: Buffer) => {
      waiting = Buffer.concat([waiting, chunk]);
      let from = 0;
      for (let next = commandAt(waiting, 0); next; next = commandAt(waiting, from)) {
        far.write(changed(next.words, counts) ?? waiting.subarray(from, next.end));
        from = next.end;
      }
      waiting = waiting.subarray(from);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(redisUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: url.href, counts, close };
}

/** What goes to Redis in place of the command; null: as it came. */
function changed(words: readonly Buffer[], counts: ChaosRedis["counts"]): Buffer | null {
  const texts = words.map(String);
  const name = texts[0]!.toUpperCase();
  if (name === "XADD" && !texts[1]!.includes(":wake:")) {
    counts.told += 1;
    if (Math.random() >= 0.3) return null;
    counts.dropped += 1;
    return command(["ECHO", texts[5]!]);
  }
  if (name !== "XREAD" || Math.random() >= 0.2) return null;
  const keys = texts.slice(texts.indexOf("STREAMS") + 1);
  const count = keys.length / 2;
  const place = Math.floor(Math.random() * count);
  const seq = Number(/^([1-9]\d*)-0$/.exec(keys[count + place]!)?.[1] ?? 0);
  if (seq === 0 || keys[place]!.includes(":wake:")) return null;
  counts.doubled += 1;
  keys[count + place] = `${seq - 1}-0`;
  return command([...texts.slice(0, texts.indexOf("STREAMS") + 1), ...keys]);
}

function command(words: readonly string[]): Buffer {
  return Buffer.from(
    `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`,
  );
}

/** The command that begins there; null while it has not come as a whole. */
function commandAt(bytes: Buffer, start: number): Command | null {
  const words: Buffer[] = [];
  const head = lineAt(bytes, start);
  if (!head) return null;
  let from = head.end;
  for (let left = Number(head.text.slice(1)); left > 0; left -= 1) {
    const size = lineAt(bytes, from);
    const end = size && size.end + Number(size.text.slice(1));
    if (!end || bytes.length < end + 2) return null;
    words.push(bytes.subarray(size.end, end));
    from = end + 2;
  }
  return { words, end: from };
}

function lineAt(bytes: Buffer, start: number): { text: string; end: number } | null {
  const end = bytes.indexOf("\r\n", start);
  return end < 0 ? null : { text: bytes.toString("latin1", start, end), end: end + 2 };
}
