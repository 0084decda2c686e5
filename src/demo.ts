import { type Config, isLoopback } from "./config.js";
import { hasDemo, isEmpty, loadDemo } from "./domain/intake/demo.service.js";
import { ConferenceExists, IntakeService } from "./domain/intake/intake.service.js";
import type { Foundation } from "./foundation.js";
import { packageRoot } from "./package-root.js";

export class DemoRefused extends Error {}

/**
 * Loads the demo conferences into an empty database when that is wanted: by default with the embedded database, with
 * DATABASE_URL only when DEMO=on. Refuses to serve demo data in production or beyond loopback: its codes are public.
 * Answers whether demo data is there.
 */
export async function loadDemoIfWanted(config: Config, foundation: Foundation): Promise<boolean> {
  const { database, journal, codes } = foundation;
  const allowed = !config.production && isLoopback(config.host);
  if (await hasDemo(database)) {
    if (!allowed)
      throw new DemoRefused(
        "this database holds the demo conferences, whose access codes are public. In production, or beyond loopback, use another database.",
      );
    return true;
  }
  const wanted = config.demo === "on" || (config.demo === "auto" && config.databaseUrl === null);
  if (!wanted || !allowed || !(await isEmpty(database))) return false;
  try {
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
  } catch (error) {
    // Another server that started at the same moment was faster.
    if (!(error instanceof ConferenceExists)) throw error;
  }
  return true;
}
