import { type Client } from "urql";
import { RoomTimeDocument } from "../api/generated/session.js";

const SAMPLES = 5;
const EVERY = 5 * 60_000;
/** The clock is put right by at most so much in a second, in milliseconds: a countdown never jumps. */
const SLEW = 100;
/** Wrong by more, the monotonic clock has stood still: the device slept. That is put right at once. */
const STOOD_STILL = 5_000;

/**
 * The server's time, by which ballots close, on a device whose own clock may be wrong by hours. Of five questions the one
 * answered fastest counts; between them time goes on by the device's monotonic clock.
 */
export class ServerClock {
  /** Server time minus the monotonic clock, in milliseconds, as it was measured and as it is shown. */
  private measured: number | null = null;
  private shown = 0;
  private shownAt = 0;
  private timer: ReturnType<typeof setInterval> | undefined;
  private measuring: Promise<void> | null = null;

  constructor(private readonly urql: Client) {}

  start(): void {
    void this.measure();
    this.timer = setInterval(() => void this.measure(), EVERY);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Milliseconds since 1970 by the server; by the device until the first answer. */
  now(): number {
    const ticks = performance.now();
    if (this.measured === null) return Date.now();
    const reach = ((ticks - this.shownAt) / 1000) * SLEW;
    const gap = this.measured - this.shown;
    this.shown += Math.sign(gap) * Math.min(Math.abs(gap), reach);
    this.shownAt = ticks;
    return ticks + this.shown;
  }

  /** Asks anew; after every interruption, for a device that slept may have stopped its monotonic clock. */
  measure(): Promise<void> {
    return (this.measuring ??= this.sample().finally(() => (this.measuring = null)));
  }

  private async sample(): Promise<void> {
    let best: { trip: number; offset: number } | null = null;
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      const sent = performance.now();
      const { data } = await this.urql.query(RoomTimeDocument, {}, { requestPolicy: "network-only" }).toPromise();
      const got = performance.now();
      if (!data) continue;
      const offset = Date.parse(data.serverTime) - (sent + got) / 2;
      if (!best || got - sent < best.trip) best = { trip: got - sent, offset };
    }
    if (!best) return;
    if (this.measured === null || Math.abs(best.offset - this.shown) > STOOD_STILL) this.shown = best.offset;
    this.measured = best.offset;
    this.shownAt = performance.now();
  }
}
