import { setTimeout as sleep } from "node:timers/promises";
import { Listener } from "./listener.js";
import type { Envelope, Report, StragglerOrder, Told } from "./messages.js";

/** Milliseconds before it comes back, and how often it tries: a client that gives up would tell nothing. */
const PAUSE_MS = 200;
const ATTEMPTS = 20;
const FAULTS = 5;

/**
 * One subscriber that stops reading and later goes on, as a real client does: when its connection ends it opens another
 * and subscribes behind the last cursor that it holds. It looks at every event: each must come once, behind the one that
 * the server says comes before it. (Deeds that run at once are numbered by the log, so `seq` may leap where there is one.)
 */
class Straggler {
  private listener: Listener | null = null;
  private at = { port: 0, path: "" };
  private cursor: string | null = null;
  private events = 0;
  private readonly seen = new Set<number>();
  private last = 0;
  private resumed = 0;
  private leaving = false;
  private faults: string[] = [];
  private closes: string[] = [];

  async obey(order: StragglerOrder): Promise<Told> {
    switch (order.do) {
      case "connect":
        this.at = order;
        await this.open();
        break;
      case "stop":
        this.listener?.pause();
        break;
      case "resume":
        if (order.anew) this.lose();
        else this.listener?.resume();
        break;
      case "tell":
        break;
      case "leave":
        this.leaving = true;
        this.listener?.leave();
    }
    const { events, last, resumed, faults, closes } = this;
    return { events, last, resumed, faults, closes };
  }

  private async open(): Promise<void> {
    const heard = { onEvent: (): void => undefined, onEnd: (reason: string): void => this.onEnd(reason) };
    const asked = { after: this.cursor, onPayload: (payload: string): void => this.onPayload(payload) };
    this.listener = await Listener.open(this.at.port, this.at.path, heard, asked);
  }

  private onPayload(payload: string): void {
    const { data, extensions } = (JSON.parse(payload) as Next).payload;
    const { seq } = data.roomEvents;
    const live = extensions?.live;
    const follows = live ? live.previous === this.cursor : seq === this.last + 1;
    if (this.events > 0 && !follows) this.fault(`event ${seq} does not follow ${this.last}`);
    if (this.seen.has(seq)) this.fault(`event ${seq} came twice`);
    this.seen.add(seq);
    this.events += 1;
    this.last = seq;
    this.cursor = live?.cursor ?? null;
  }

  /** Its connection is gone without a farewell, and everything in it that it had not read. */
  private lose(): void {
    this.listener?.leave();
    this.onEnd("lost");
  }

  private onEnd(reason: string): void {
    this.listener = null;
    this.closes.push(reason);
    if (this.leaving) return;
    this.comeBack().catch((error: unknown) => this.fault(error instanceof Error ? error.message : String(error)));
  }

  private async comeBack(): Promise<void> {
    for (let attempt = 1; !this.leaving; attempt += 1) {
      await sleep(PAUSE_MS);
      try {
        await this.open();
        this.resumed += 1;
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
      }
    }
  }

  private fault(what: string): void {
    if (this.faults.length < FAULTS) this.faults.push(what);
  }
}

interface Next {
  readonly payload: {
    readonly data: { readonly roomEvents: { readonly seq: number } };
    readonly extensions?: { readonly live?: { readonly cursor: string; readonly previous: string | null } };
  };
}

const straggler = new Straggler();
const tell = (report: Report): void => void process.send?.(report);
process.on("disconnect", () => process.exit(0));
process.on("message", ({ id, order }: Envelope<StragglerOrder>) => {
  straggler.obey(order).then(
    (answer) => tell({ id, answer }),
    (error: unknown) => tell({ id, error: error instanceof Error ? error.message : String(error) }),
  );
});
tell({ ready: true, port: 0 });
