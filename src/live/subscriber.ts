import { setImmediate as nextTurn } from "node:timers/promises";
import { RequestError } from "../platform/graphql/errors.js";
import { NotShareable } from "../platform/graphql/sharing.js";
import { epochChanged, expired } from "./cursor.js";
import { follows, type LiveEvent, type TopicHead } from "./live-event.js";
import type { View } from "./view.js";
import type { Member } from "./watched-topic.js";
import type { Attributes, Ending, Showing, Sink, Watching } from "./watching.js";

/** Events of one catch-up step; what of them does not fit the reader's window is shown again later. */
const STEP = 16;

const NOTHING: readonly LiveEvent[] = [];

/** What a subscriber needs of its hub. */
export interface Host {
  /** A page of the log behind `after`. */
  page(topicId: string, after: number): Promise<LiveEvent[]>;
  /** The class's view on the subscriber's topic; made when it is the first. */
  enter(subscriber: Subscriber, attributes: Attributes, alone: boolean): View;
  /** Tells it of the cuts that came in while it joined. */
  remind(subscriber: Subscriber): void;
  leave(subscriber: Subscriber): void;
  /** What the principal may see now; null when it is not admitted any more. */
  renew(subscriber: Subscriber): Promise<Attributes | null>;
  readonly counters: { deliveries: number; lags: number; revocations: number; splits: number };
}

/**
 * One subscription: a number, and no queue. While it keeps up, its class hands it the bytes; when it does not, it reads
 * the log at its own pace, from the ring or in pages, until it stands where its class stands.
 */
export class Subscriber implements Member {
  position: number;
  /** The mark of the event at that position: what comes next must follow this very event. */
  mark: number;
  view: View;
  attributes: Attributes;
  private keepsUp = false;
  private catching = false;
  private ended = false;
  private stale = false;
  private alone = false;
  /** The number that cuts it, once known; nothing from it on is sent. */
  private cut = Infinity;
  /** The state to begin with, for topics of states. */
  private first: LiveEvent | null = null;
  private pages: readonly LiveEvent[] = NOTHING;

  constructor(
    readonly watching: Watching,
    readonly showing: Showing,
    private readonly sink: Sink,
    private readonly ending: Ending,
    private readonly host: Host,
  ) {
    const { topic, after, mark, attributes, states } = watching;
    this.position = after;
    this.mark = mark;
    this.attributes = attributes;
    this.view = host.enter(this, attributes, false);
    if (states) this.first = stateAt(topic, after, mark);
    sink.whenGone(() => this.leave());
    host.remind(this);
    this.wake();
  }

  get topicId(): string {
    return this.watching.topic.topicId;
  }

  offer(events: readonly LiveEvent[], bodies: readonly Buffer[], before: number): void {
    if (!this.keepsUp || this.position >= events.at(-1)!.seq) return;
    const exact = this.position === before && this.cut === Infinity && this.continues(events[0]!);
    // What comes behind an end is for nobody: the end is met while catching up.
    const goesOn = events.length > 1 && events.slice(0, -1).some((event) => event.ends);
    if (!exact || goesOn || !this.sink.write(bodies)) return this.fallBehind();
    this.sent(events);
  }

  notice(event: LiveEvent): void {
    const { principalId, topic } = this.watching;
    if (event.seq <= topic.head) return; // part of what was asked when it subscribed
    if (event.cuts.includes(principalId)) {
      this.cut = Math.min(this.cut, event.seq);
      // Whoever reads slowly would see objects as of now through old events: it ends here.
      if (!this.keepsUp || this.watching.states) this.revoke();
    } else if (event.renews.includes(principalId)) this.renewSoon();
  }

  /** Its attributes are asked again before anything else is sent. */
  renewSoon(): void {
    this.stale = true;
    this.fallBehind();
  }

  wake(): void {
    if (this.catching || this.ended) return;
    this.catching = true;
    void this.catchUp();
  }

  fail(error: Error): void {
    if (!this.leave()) return;
    this.ending.fail(error);
  }

  complete(): void {
    if (this.leave()) this.ending.complete();
  }

  /** Leaves the hub without a word; false when it had left before. */
  leave(): boolean {
    if (this.ended) return false;
    this.ended = true;
    this.keepsUp = false;
    this.pages = NOTHING;
    this.host.leave(this);
    return true;
  }

  private revoke(): void {
    this.host.counters.revocations += 1;
    this.fail(new RequestError("REVOKED", "Your admission has ended. Nothing newer is sent."));
  }

  fallBehind(): void {
    this.keepsUp = false;
    this.wake();
  }

  /** Never rejects. Whatever goes wrong ends this subscription: nothing may stay watched for nobody. */
  private async catchUp(): Promise<void> {
    try {
      while (!this.ended) {
        if (this.stale) await this.renewNow();
        else if (!this.sink.isReady()) await this.reader();
        else if (this.position >= this.cut - 1) this.revoke();
        else if (this.first) await this.step([this.first]);
        else if (this.position < this.view.shown) {
          await this.step(await this.next());
          // A long way to catch up is gone in small steps, between which everybody else has a turn.
          await nextTurn();
        } else if (this.isAtTheEnd()) this.complete();
        else {
          // No pause since the comparison: whatever comes next is offered by the class.
          this.keepsUp = true;
          return;
        }
      }
    } catch (error) {
      this.fail(error as Error);
    } finally {
      this.catching = false;
    }
  }

  /** Shows and sends as many of these as the reader takes. */
  private async step(events: readonly LiveEvent[]): Promise<void> {
    const { view } = this;
    let shown;
    try {
      shown = await Promise.all(events.map((event) => view.render(event)));
    } catch (error) {
      if (!(error instanceof NotShareable) || this.alone) throw error;
      return this.goAlone();
    }
    for (const [index, rendered] of shown.entries()) {
      const event = events[index]!;
      if (this.ended || this.stale || event.seq >= this.cut) return;
      const previous = this.first ? null : { seq: this.position, mark: this.mark };
      const body = this.watching.states ? view.withPrevious(rendered, event, previous) : rendered.body;
      if (!this.sink.write([body])) return;
      this.sent([event]);
    }
  }

  private sent(events: readonly LiveEvent[]): void {
    this.host.counters.deliveries += events.length;
    const last = events.at(-1)!;
    this.first = null;
    this.position = last.seq;
    this.mark = last.mark;
    if (last.ends || this.isAtTheEnd()) this.complete();
  }

  /** The next few events: from the ring, or of a page of the log. */
  private async next(): Promise<readonly LiveEvent[]> {
    const { topic } = this.view.parts;
    const newest = this.watching.states ? topic.newest() : undefined;
    if (newest) return [newest];
    const recent = topic.after(this.position, STEP);
    if (recent) return this.continued(recent);
    this.pages = this.pages.filter((event) => event.seq > this.position);
    if (this.pages[0]?.seq !== this.position + 1) {
      const page = this.continued(await this.host.page(this.topicId, this.position));
      // The log may be ahead of this node, which has not met the cuts in that part yet.
      this.pages = page.filter((event) => event.seq <= topic.head);
    }
    return this.pages.slice(0, STEP);
  }

  /** These events, if they follow what was shown; they follow each other. */
  private continued(events: readonly LiveEvent[]): readonly LiveEvent[] {
    const [next] = events;
    // It was there, and nothing newer than it is deleted: another state was put back.
    if (!next || next.epoch !== this.watching.topic.epoch) throw epochChanged();
    if (next.seq !== this.position + 1) throw expired();
    if (!this.continues(next)) throw epochChanged();
    return events;
  }

  private continues(next: LiveEvent): boolean {
    return this.watching.states || follows(next, this.position, this.mark);
  }

  /** Its node's topic may still be behind what was found when permission was asked. */
  private isAtTheEnd(): boolean {
    const { topic } = this.view.parts;
    const { topic: found } = this.watching;
    return (topic.ended && this.position >= topic.head) || (found.ended && this.position >= found.head);
  }

  /** Waits for the reader. What it holds meanwhile is a number: a page is let go of when that takes long. */
  private async reader(): Promise<void> {
    this.host.counters.lags += 1;
    const dropping = setTimeout(() => (this.pages = NOTHING), 250).unref();
    await new Promise<void>((resolve) => this.sink.whenReady(resolve));
    clearTimeout(dropping);
  }

  private async renewNow(): Promise<void> {
    const attributes = await this.host.renew(this);
    this.stale = false;
    if (this.ended) return;
    if (!attributes) return this.revoke();
    if (sameAttributes(attributes, this.attributes)) return;
    this.attributes = attributes;
    this.view = this.host.enter(this, attributes, this.alone);
  }

  private goAlone(): void {
    this.alone = true;
    this.host.counters.splits += 1;
    this.view = this.host.enter(this, this.attributes, true);
  }
}

function sameAttributes(one: Attributes, other: Attributes): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** A topic of states begins with one as it is now, whether or not anything has happened in it. */
function stateAt({ topicId, epoch }: TopicHead, seq: number, mark: number): LiveEvent {
  const nothing = { kind: "STATE", body: {}, cuts: [], renews: [], ends: false };
  return { topicId, epoch, seq, mark, prior: 0, at: new Date(), ...nothing };
}
