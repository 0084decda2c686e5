import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadDemo } from "../src/domain/intake/demo.service.js";
import { IntakeService } from "../src/domain/intake/intake.service.js";
import { packageRoot } from "../src/package-root.js";
import { makeDatabase } from "./database.js";
import { onInterrupt } from "./interrupt.js";
import { openProductFoundation, type Place } from "./product.js";

/** A database with the demo conferences, for the time of `work`: on a server that is there, else the embedded one. */
export async function withPlace(work: (place: Place) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "rotunda-bench-"));
  const database = await makeDatabase();
  const clear = async (): Promise<void> => {
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const cleared = onInterrupt(clear);
  try {
    await withDemo({ databaseUrl: database?.url ?? null, dataDir }, work);
  } finally {
    cleared();
    await clear();
  }
}

async function withDemo(place: Place, work: (place: Place) => Promise<void>): Promise<void> {
  const foundation = await openProductFoundation(place);
  try {
    const { database, journal, codes } = foundation;
    await loadDemo(new IntakeService(database, journal, codes), packageRoot());
    await work({ ...place, databaseUrl: foundation.databaseUrl });
  } finally {
    await foundation.close();
  }
}
