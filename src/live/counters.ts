/** What the live engine of this process has done and holds; shown as metrics, asserted by tests. */
export class LiveCounters {
  /** Events shown by executing a document: one per event and class, whatever the number of subscribers. */
  executions = 0;
  /** Payloads turned into bytes. Equal to executions. */
  encodings = 0;
  /** Messages written to sockets. */
  deliveries = 0;
  /** Pages read from the log for subscribers behind the ring. */
  pages = 0;
  /** Reads of the tail of the log. */
  tails = 0;
  /** Events that came as copies through a transport and fitted. */
  copies = 0;
  /** Times that a subscriber had to wait for its reader. */
  lags = 0;
  revocations = 0;
  /** Subscriptions that started behind the head: somebody came back. */
  resumes = 0;
  /** Documents that turned out not to be shareable while running. */
  splits = 0;
  subscribers = 0;
  topics = 0;
}
