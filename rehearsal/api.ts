import { setTimeout as sleep } from "node:timers/promises";
import type { Figures } from "./figures.js";
import { OPERATIONS } from "./operations.js";
import { Stopped } from "./pace.js";

/** What a mutation answered: its success, or a refusal with a code. */
export type Result<T> = (T & { readonly __typename: string }) | Refused;

export interface Refused {
  readonly __typename: string;
  readonly code: string;
  readonly message: string;
}

/** The server did not answer as an API should: a fault, and no refusal. */
export class Unexpected extends Error {
  override readonly name = "Unexpected";

  constructor(
    message: string,
    readonly code: string | null = null,
  ) {
    super(message);
  }
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** How often a request is sent that meets a lost connection or a server that asks to come again. */
const ATTEMPTS = 4;
const PATIENCE_MS = 30_000;

/** The public API over HTTP. */
export class Api {
  constructor(
    readonly url: string,
    readonly figures: Figures,
    private readonly signal: AbortSignal,
  ) {}

  /** Runs a document by its name and answers its data; throws Unexpected. */
  async send(name: string, variables: object, token: string | null): Promise<Readonly<Record<string, unknown>>> {
    const body = JSON.stringify({ query: OPERATIONS[name], variables, operationName: name });
    const authorization = token ? { authorization: `Bearer ${token}` } : {};
    const headers = { "content-type": "application/json", ...authorization };
    for (let attempt = 1; ; attempt += 1) {
      if (this.signal.aborted) throw new Stopped("The rehearsal was stopped.");
      const answer = await this.once({ method: "POST", headers, body });
      const code = answer?.errors?.[0]?.extensions?.code ?? null;
      if (answer?.data && !answer.errors) return answer.data;
      const isPassing = answer === null || code === "UNAVAILABLE";
      if (!isPassing || attempt === ATTEMPTS)
        throw new Unexpected(
          `${name}: ${answer?.errors?.[0]?.message ?? `no answer came from ${this.url}; does a server run there?`}`,
          code,
        );
      await sleep(200 * 2 ** attempt);
    }
  }

  /** Null: nothing came back that could be read. */
  private async once(request: RequestInit): Promise<Answer | null> {
    const started = performance.now();
    try {
      const response = await fetch(this.url, { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
      const answer = (await response.json()) as Answer;
      this.figures.answered(performance.now() - started);
      return answer;
    } catch {
      return null;
    }
  }
}
