import pg from "pg";

/**
 * A connection whose end never ends the process: pg's pool listens to a client's "error" only while it is idle, so one
 * that PostgreSQL ends between two queries of a transaction would be an unhandled event. The next query on it fails, and
 * that is where the fault is told.
 */
export class SteadyClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}
