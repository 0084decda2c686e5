import type { Api } from "./api.js";
import type { Figures } from "./figures.js";
import { type Pace, Stopped } from "./pace.js";
import type { Person } from "./person.js";
import type { Words } from "./regions.js";
import type { Watch } from "./watching.js";

/** Refusals that only a mistake of the player can bring: a real client would not meet them. */
const MISTAKES = new Set(["INVALID_INPUT", "IDEMPOTENCY_CONFLICT", "NOT_FOUND"]);

/** Two delegations may move the same words, and the second to come hears that the text reads so already. */
const isMistake = (name: string, code: string): boolean =>
  MISTAKES.has(code) && !(name === "ProposeAmendment" && code === "INVALID_INPUT");

/** A body while it meets: what everything that is done there needs. */
export interface Room {
  readonly stage: Stage;
  readonly id: string;
  readonly code: string;
  readonly chair: Person;
  readonly watch: Watch;
  /** Ids of agenda items by title. */
  readonly items: ReadonlyMap<string, string>;
}

/** What all deeds of a rehearsal share: the people, the pace, the counts. */
export class Stage {
  /** Every paragraph in all languages, by what it says in one of them: for the secretariat, which files translations. */
  readonly book = new Map<string, Words>();

  constructor(
    readonly api: Api,
    readonly pace: Pace,
    readonly figures: Figures,
    private readonly people: ReadonlyMap<string, Person>,
    /** Tells what has happened, in words. */
    readonly note: (place: string, words: string) => void,
    private readonly onDeed: () => void,
  ) {}

  person(ref: string): Person {
    const found = this.people.get(ref);
    if (!found) throw new Error(`Nobody here is ${ref}.`);
    return found;
  }

  head(delegation: string): Person {
    return this.person(`head-${delegation}`);
  }

  /** Does a deed and counts it; null when it was refused or failed, and the conference goes on. */
  async does<T = object>(person: Person, name: string, input: object): Promise<T | null> {
    const answer = await this.attempt(name, () => person.does<T>(name, input));
    this.onDeed();
    if (answer === null) return null;
    if (!("code" in answer)) {
      this.figures.deeds += 1;
      return answer;
    }
    this.figures.refused(answer.code);
    if (isMistake(name, answer.code)) this.figures.failed(`${name}: ${answer.code}: ${answer.message}`);
    return null;
  }

  /** Asks something; null when that failed. */
  async ask<T>(person: Person, name: string, variables: object = {}): Promise<T | null> {
    return this.attempt(name, () => person.ask<T>(name, variables));
  }

  private async attempt<T>(name: string, work: () => Promise<T>): Promise<T | null> {
    this.pace.check();
    try {
      return await work();
    } catch (error) {
      if (error instanceof Stopped) throw error;
      this.figures.failed(error instanceof Error ? error.message : `${name}: ${String(error)}`);
      return null;
    }
  }
}
