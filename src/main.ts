import { withoutParameters } from "./platform/database/faults.js";
import "reflect-metadata";
import { pino } from "pino";
import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { loadDemoIfWanted } from "./demo.js";
import { openFoundation } from "./foundation.js";
import { explain, listen } from "./starting.js";
import { welcome } from "./welcome.js";

const startedAt = Date.now();
try {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const foundation = await openFoundation(config, {
    log: (message, error) =>
      error === undefined ? log.debug(message) : log.warn({ err: withoutParameters(error) }, message),
  });
  const app = await createApp(config, foundation, log).catch(async (error: unknown) => {
    await foundation.close();
    throw error;
  });
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return; // the terminal and npm may both send the same signal
    stopping = true;
    if (code === 0) console.log("\nStopping: finishing what runs …");
    await app.close();
    await foundation.close();
    if (code === 0) console.log("Stopped. Nothing acknowledged was lost.");
    process.exit(code);
  };
  process.on("SIGINT", () => void stop(0));
  process.on("SIGTERM", () => void stop(0));
  void foundation.embedded?.exited.then(({ requested, lastLines }) => {
    if (!requested) console.error(`The embedded PostgreSQL ended by itself:\n${lastLines}`);
    return requested ? undefined : stop(1);
  });
  try {
    const demo = await loadDemoIfWanted(config, foundation);
    const address = await listen(app.server, config);
    console.log(await welcome({ config, foundation, address, demo, milliseconds: Date.now() - startedAt }));
  } catch (error) {
    await app.close();
    await foundation.close();
    throw error;
  }
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
