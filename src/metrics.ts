import { collectDefaultMetrics, Counter, Gauge, Registry } from "prom-client";
import type { LiveCounters } from "./live/counters.js";

export interface Measured {
  readonly live: LiveCounters;
  readonly sockets: { readonly size: number; readonly closedSlow: number };
  readonly trail: { readonly lag: number; readonly entries: number };
  /** Connections of the database pool. */
  readonly pool: () => { readonly total: number; readonly idle: number; readonly waiting: number };
}

const TOTALS: readonly (readonly [keyof LiveCounters, string, string])[] = [
  ["executions", "live_executions", "Events shown by executing a document: one per event and class of subscribers."],
  ["encodings", "live_encodings", "Payloads turned into bytes; the same number as executions."],
  ["deliveries", "live_deliveries", "Messages of subscriptions written to sockets."],
  ["copies", "live_copies", "Events that came as copies and fitted."],
  ["tails", "live_tail_reads", "Reads of the tail of the log."],
  ["pages", "live_page_reads", "Pages of the log read for subscribers who were behind."],
  ["lags", "live_lags", "Times that a subscription waited for its reader."],
  ["resumes", "live_resumes", "Subscriptions that started behind the head."],
  ["revocations", "live_revocations", "Subscriptions cut because an admission ended."],
  ["splits", "live_splits", "Subscriptions that had to leave a class while running."],
];

/** Metrics of one server in the format of Prometheus. Names and labels are closed sets: nobody and nothing is told apart. */
export function makeMetrics({ live, sockets, trail, pool }: Measured): () => Promise<string> {
  const registry = new Registry();
  const total = (name: string, help: string, value: () => number): void => {
    new Counter({
      name: `rotunda_${name}_total`,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(value());
      },
    });
  };
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: `rotunda_${name}`,
      help,
      registers: [registry],
      collect() {
        this.set(value());
      },
    });
  };
  for (const [key, name, help] of TOTALS) total(name, help, () => live[key]);
  total("ws_closed_slow", "Sockets cut because their reader took nothing for too long.", () => sockets.closedSlow);
  total("trail_entries", "Deeds that this node has chained.", () => trail.entries);
  gauge(
    "trail_lag_seconds",
    "How long the oldest deed has waited to be chained, as of the last look.",
    () => trail.lag,
  );
  gauge("subscriptions_active", "Subscriptions on this node.", () => live.subscribers);
  gauge("topics_watched", "Topics of the log that somebody watches on this node.", () => live.topics);
  gauge("ws_connections", "Open sockets.", () => sockets.size);
  gauge("db_connections", "Connections of the pool.", () => pool().total);
  gauge("db_connections_idle", "Connections of the pool that do nothing.", () => pool().idle);
  gauge("db_connections_awaited", "Work that waits for a connection.", () => pool().waiting);
  collectDefaultMetrics({ register: registry, prefix: "rotunda_" });
  return () => registry.metrics();
}
