import { setImmediate as turn } from "node:timers/promises";
import { FIRST_SEQ, makeEvent, type RoomEvent } from "./events.js";
import { childOptions } from "./settings.js";
import type { Emitted, Envelope, Report, ServerOrder, Usage } from "./messages.js";

/** A server under measurement, once it listens. */
export interface BenchServer {
  readonly port: number;
  /**
   * Makes the events known to all subscribers, in one tick. May answer, or resolve with, the `process.hrtime.bigint()`
   * from which on they count as emitted; otherwise that is when the call began.
   */
  emit?(events: readonly RoomEvent[]): void | bigint | Promise<bigint | void>;
  /** Removes what it made outside of its process. */
  end?(): Promise<void>;
}

const tell = (report: Report): void => void process.send?.(report);
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The life of a server process: starts, says on which port, does what the runner orders, ends with the runner. */
export function serve<O>(start: (options: O) => Promise<BenchServer>): void {
  process.on("disconnect", () => process.exit(0));
  start(childOptions<O>()).then(
    (server) => {
      obey(server);
      tell({ ready: true, port: server.port });
    },
    (error: unknown) => tell({ failed: reasonOf(error) }),
  );
}

function obey(server: BenchServer): void {
  let seq = FIRST_SEQ;
  const carryOut = async (order: ServerOrder): Promise<unknown> => {
    if (order.do === "usage") return usage(order.gc);
    if (order.do === "end") return (await server.end?.()) ?? null;
    const began = process.hrtime.bigint();
    const events = Array.from({ length: order.count }, () => makeEvent(seq++, order.text));
    const at = events.length > 0 ? await server.emit?.(events) : began;
    return { at: String(at ?? began) } satisfies Emitted;
  };
  process.on("message", ({ id, order }: Envelope<ServerOrder>) => {
    carryOut(order).then(
      (answer) => tell({ id, answer }),
      (error: unknown) => tell({ id, error: reasonOf(error) }),
    );
  });
}

/** Twice, with a turn between: what finalizers let go of in the first is freed in the second. */
async function usage(gc: boolean): Promise<Usage> {
  for (let pass = 0; gc && pass < 2; pass += 1) {
    globalThis.gc?.();
    await turn();
  }
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { user, system, rss, held: heapUsed + external };
}
