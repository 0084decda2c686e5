import { setMaxListeners } from "node:events";
import { Api, Unexpected } from "./api.js";
import { concludeIn } from "./conclusions.js";
import { Figures, type Summary } from "./figures.js";
import { Pace, Stopped } from "./pace.js";
import type { Person } from "./person.js";
import { nameOf, writeScript } from "./script.js";
import type { Body, Script } from "./script-parts.js";
import { type Access, type Made, setUp } from "./setting-up.js";
import { playPlenary, playTable } from "./sitting.js";
import { type Room, Stage } from "./stage.js";
import { deedsIn } from "./tally.js";
import { Watch } from "./watching.js";

export interface RehearsalOptions {
  /** Of the GraphQL API, such as http://127.0.0.1:4000/graphql. */
  readonly url: string;
  /** Delegations, 5 to 196. */
  readonly delegations: number;
  /** How many times faster than in life, 1 to 50. */
  readonly speed: number;
  readonly seed: number;
  /** Agenda items of each regional table, 1 to 8. */
  readonly rounds: number;
  /** Which bodies meet. */
  readonly only: "all" | "tables" | "plenary";
  /** The access code of somebody who administers the server. */
  readonly administratorCode: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Whether something new is told, or only the counts have changed. */
  readonly isNews: boolean;
  /** The code of the body where it happened, or empty. */
  readonly place: string;
  /** What has happened, in words. */
  readonly words: string;
  readonly deeds: number;
  /** How much of the script has been played, 0 to 1. */
  readonly share: number;
  readonly conferenceId: string | null;
  /** Rooms by code, and who may be signed in as, once the conference is made. */
  readonly rooms: Readonly<Record<string, string>>;
  readonly access: readonly Access[];
}

export interface Outcome {
  readonly state: "FINISHED" | "STOPPED" | "FAILED";
  /** The name of the script: the same for the same options and seed. */
  readonly script: string;
  readonly conferenceId: string | null;
  readonly summary: Summary;
}

/** Counts are told at least so far apart, in milliseconds. */
const COUNTS_MS = 500;

/** Plays a synthetic conference through the public API, to its end or until the signal. Never throws. */
export async function play(options: RehearsalOptions): Promise<Outcome> {
  const script = writeScript(options);
  const figures = new Figures();
  const run = new Rehearsal(options, script, figures);
  let state: Outcome["state"] = "FINISHED";
  try {
    await run.play();
  } catch (error) {
    state = error instanceof Stopped ? "STOPPED" : "FAILED";
    if (state === "FAILED") figures.failed(error instanceof Error ? error.message : String(error));
    if (!(error instanceof Stopped || error instanceof Unexpected)) figures.failed(String((error as Error).stack));
  }
  await run.end();
  return { state, script: nameOf(script), conferenceId: run.made?.conferenceId ?? null, summary: figures.summary() };
}

class Rehearsal {
  made: Made | null = null;
  private readonly pace: Pace;
  private readonly api: Api;
  private rooms: readonly Room[] = [];
  private readonly watches: Watch[] = [];
  private last = { place: "", words: "" };
  private toldAt = 0;
  private readonly total: number;
  private done = 0;

  constructor(
    private readonly options: RehearsalOptions,
    private readonly script: Script,
    private readonly figures: Figures,
  ) {
    const signal = options.signal ?? new AbortController().signal;
    setMaxListeners(0, signal); // everybody who waits listens to it
    this.pace = new Pace(options.speed, signal);
    this.api = new Api(options.url, figures, signal);
    this.total = deedsIn(script, options.only);
  }

  async play(): Promise<void> {
    const { script, options } = this;
    this.made = await setUp(this.api, script, options.administratorCode);
    const { api, pace, figures } = this;
    const note = (place: string, words: string): void => this.tell(place, words);
    const stage = new Stage(api, pace, figures, this.made.people, note, () => this.count());
    this.rooms = await Promise.all([...script.tables, script.plenary].map((one) => this.enter(stage, one)));
    const [tables, plenary] = [this.rooms.slice(0, -1), this.rooms.at(-1)!];
    this.tell("", `${script.delegations.length} delegations are invited to rehearsal ${this.made.number}`);
    const accrediting = this.acceptCredentials(stage);
    accrediting.catch(() => undefined); // awaited below, unless the rehearsal ends before
    if (options.only !== "plenary")
      await together(tables.map((room, at) => playTable(room, script.tables[at]!, plenary.items)));
    await accrediting;
    if (options.only === "tables") return;
    await playPlenary(plenary, script.plenary);
    await concludeIn(plenary, this.made.conferenceId);
  }

  async end(): Promise<void> {
    await Promise.all(this.watches.map((watch) => watch.end()));
  }

  /** The facilitator finds the room, and the player follows what happens there. */
  private async enter(stage: Stage, { ref, code }: Body): Promise<Room> {
    const chair: Person = stage.person(`facilitator-${ref}`);
    const { viewer } = await chair.ask<{
      viewer: { facilitates: { id: string; agendaItems: { id: string; title: string }[] }[] };
    }>("Chaired");
    const { id, agendaItems } = viewer.facilitates[0]!;
    const watch = new Watch(chair, this.options.url, id, this.figures);
    this.watches.push(watch);
    const items = new Map(agendaItems.map((item) => [item.title, item.id]));
    return { stage, id, code, chair, watch, items };
  }

  private async acceptCredentials(stage: Stage): Promise<void> {
    const officer = stage.person("credentials-officer");
    const { conferenceId } = this.made!;
    const asked = await stage.ask<{
      conference: { delegations: { id: string; country: { code: string } | null }[] } | null;
    }>(officer, "Accreditation", { conferenceId });
    const pending = new Set(this.script.pending.map((ref) => ref.toUpperCase()));
    for (const { id, country } of asked?.conference?.delegations ?? []) {
      if (!pending.has(country?.code ?? "")) continue;
      await stage.pace.pause(20);
      const decision = { delegationId: id, decision: "ACCEPTED", reason: "The original has arrived." };
      await stage.does(officer, "DecideCredentials", decision);
    }
  }

  private count(): void {
    this.done += 1;
    if (performance.now() - this.toldAt > COUNTS_MS) this.report(false);
  }

  private tell(place: string, words: string): void {
    this.last = { place, words };
    this.report(true);
  }

  private report(isNews: boolean): void {
    this.toldAt = performance.now();
    this.options.onProgress?.({
      ...{ ...this.last, isNews, deeds: this.figures.deeds, share: Math.min(1, this.done / this.total) },
      conferenceId: this.made?.conferenceId ?? null,
      rooms: Object.fromEntries(this.rooms.map(({ code, id }) => [code, id])),
      access: this.made?.access ?? [],
    });
  }
}

/** Waits for all, also when one fails: nothing goes on behind the end of a rehearsal. */
async function together(work: readonly Promise<void>[]): Promise<void> {
  const ended = await Promise.allSettled(work);
  const failed = ended.find((one) => one.status === "rejected");
  if (failed) throw failed.reason;
}
