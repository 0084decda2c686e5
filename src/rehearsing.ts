import { type ChildProcess, fork } from "node:child_process";
import type { AddressInfo, Server } from "node:net";
import { join } from "node:path";
import { type Config, isLoopback } from "./config.js";
import type { Player } from "./domain/rehearsal/rehearsal.service.js";
import type { Casting, Rehearsal, RehearsalAccess } from "./domain/rehearsal/rehearsal.types.js";
import { RehearsalState } from "./domain/rehearsal/rehearsal.words.js";
import { packageRoot } from "./package-root.js";
import { uuidv7 } from "./platform/kernel/ids.js";

/** What the player's process tells: how far it is, and how it ended (rehearsal/served.ts). */
interface Told {
  readonly state: keyof typeof RehearsalState;
  readonly words: string;
  readonly deeds: number;
  readonly share: number;
  readonly errors: number;
  readonly conferenceId: string | null;
  readonly access: readonly RehearsalAccess[];
}

/** Rehearsals sign in with a public code: only demo data has it. */
const ADMINISTRATOR_CODE = "demo-admin";
/** How long a player that is to stop may take to end what it does. */
const GRACE_MS = 3_000;

/** Whether this server may play rehearsals at all; whether demo data is there is asked each time. */
export function mayPlay(config: Config): boolean {
  return !config.production && isLoopback(config.host);
}

/** Plays rehearsals in a process of their own, which is a client of this server like any other and ends with it. */
export class PlayerProcess implements Player {
  current: Rehearsal | null = null;
  private child: ChildProcess | null = null;
  private isStopping = false;
  private ended: Promise<void> = Promise.resolve();

  /** `server` must listen before the first start. */
  constructor(private readonly server: () => Server) {}

  start(casting: Casting): Rehearsal {
    const { delegations, speed, seed, rounds } = casting;
    const url = urlOf(this.server());
    const rehearsal: Rehearsal = {
      ...{ id: uuidv7(), state: RehearsalState.RUNNING, delegations, speed, seed, rounds },
      ...{ deeds: 0, share: 0, words: "The conference is being made.", errors: 0 },
      ...{ startedAt: new Date(), endedAt: null, access: [], conferenceId: null },
    };
    this.current = rehearsal;
    const module = join(packageRoot(), "dist", "rehearsal", "served.js");
    const child = fork(module, {
      env: {},
      execArgv: ["--enable-source-maps"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    child.on("message", (told: Told) => void Object.assign(rehearsal, told, { state: RehearsalState[told.state] }));
    child.send({ delegations, speed, seed, rounds, url, administratorCode: ADMINISTRATOR_CODE });
    this.child = child;
    this.isStopping = false;
    this.ended = new Promise((resolve) => {
      const end = (words: string): void => {
        rehearsal.endedAt ??= new Date();
        if (rehearsal.state === RehearsalState.RUNNING) {
          const state = this.isStopping ? RehearsalState.STOPPED : RehearsalState.FAILED;
          Object.assign(rehearsal, { state, words });
        }
        resolve();
      };
      // Not once: where the process cannot be made, sending to it fails as well, and an error that nobody hears ends the server.
      child.on("error", (error) => end(`The player could not be started: ${error.message}.`));
      child.once("exit", (code, signal) => end(`The player ended by itself (${signal ?? code}).`));
    });
    return rehearsal;
  }

  async stop(): Promise<void> {
    const { child } = this;
    this.isStopping = true;
    if (child?.connected) child.send("stop");
    const timer = setTimeout(() => child?.kill("SIGKILL"), GRACE_MS);
    await this.ended;
    clearTimeout(timer);
  }
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}/graphql`;
}
