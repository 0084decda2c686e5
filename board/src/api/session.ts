import { EnterRooms, LeaveRooms, StayInRooms } from "./generated/door.js";
import type { Text } from "./text.js";

/** What became of an access code. */
export type Entry = "ENTERED" | { readonly code: string; readonly retryAfterSeconds?: number };

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

const STORED = "rotunda.tokens";
export const API = "/graphql";

/**
 * The sign-in of this tab. Tokens stay in the tab's own storage, so that a chair and a hall screen can be open side by side
 * as two people; a tab that was duplicated learns of new tokens from its twin, for a refresh token works once.
 */
export class Session {
  private tokens: Tokens | null;
  private renewing: Promise<string | null> | null = null;
  /** Null in a browser without channels: there a duplicated tab has to sign in anew. */
  private readonly twins = typeof BroadcastChannel === "function" ? new BroadcastChannel(STORED) : null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly storage: Storage = sessionStorage) {
    this.tokens = keptIn(storage);
    this.twins?.addEventListener("message", ({ data }: MessageEvent<{ spent: string; tokens: Tokens }>) => {
      if (this.tokens?.refreshToken === data.spent) this.keep(data.tokens);
    });
  }

  get isSignedIn(): boolean {
    return this.tokens !== null;
  }

  /** Calls back when somebody has signed in or out. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async enter(accessCode: string): Promise<Entry> {
    const { signIn } = await post(EnterRooms, { accessCode: accessCode.trim() });
    if ("accessToken" in signIn) {
      this.keep(signIn);
      this.tell();
      return "ENTERED";
    }
    return signIn;
  }

  /** The token for a connection; a new one when the last one was rejected; null when nobody is signed in any more. */
  readonly token = async (rejected: boolean): Promise<string | null> =>
    rejected ? this.renew() : (this.tokens?.accessToken ?? null);

  /** fetch with the token; once more with a new one after 401. */
  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const send = (token: string | null): Promise<Response> => {
      const headers = new Headers(init.headers);
      if (token) headers.set("authorization", `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    };
    const response = await send(this.tokens?.accessToken ?? null);
    if (response.status !== 401) return response;
    const token = await this.renew();
    return token === null ? response : send(token);
  };

  /** Ends the sign-in on the server as well, if that can be reached. */
  async leave(): Promise<void> {
    const body = JSON.stringify({ query: LeaveRooms });
    const headers = { "content-type": "application/json" };
    await this.fetch(API, { method: "POST", headers, body }).catch(() => undefined);
    this.forget();
  }

  /** Who asks at the same time waits together, also in a twin of this tab. Throws while the server cannot be reached. */
  private renew(): Promise<string | null> {
    const spent = this.tokens?.refreshToken;
    if (spent === undefined) return Promise.resolve(null);
    this.renewing ??= alone(() => this.exchange(spent)).finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async exchange(spent: string): Promise<string | null> {
    if (this.tokens && this.tokens.refreshToken !== spent) return this.tokens.accessToken; // a twin was faster
    const { refreshSession } = await post(StayInRooms, { refreshToken: spent });
    // Whoever left meanwhile, or came in as somebody else, is not taken back by an answer that was under way.
    if (this.tokens?.refreshToken !== spent) return this.tokens?.accessToken ?? null;
    if ("accessToken" in refreshSession) {
      this.keep(refreshSession);
      this.twins?.postMessage({ spent, tokens: this.tokens });
      return refreshSession.accessToken;
    }
    this.forget();
    return null;
  }

  private keep({ accessToken, refreshToken }: Tokens): void {
    this.tokens = { accessToken, refreshToken };
    this.storage.setItem(STORED, JSON.stringify(this.tokens));
  }

  /** Signs this tab out, without a word to the server. */
  forget(): void {
    this.tokens = null;
    this.storage.removeItem(STORED);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Null when there are none, or something that is not ours. */
function keptIn(storage: Storage): Tokens | null {
  try {
    return JSON.parse(storage.getItem(STORED) ?? "null") as Tokens | null;
  } catch {
    return null;
  }
}

const alone = <T>(work: () => Promise<T>): Promise<T> =>
  "locks" in navigator ? navigator.locks.request(STORED, work) : work();

async function post<Data, Input>(query: Text<Data, { input: Input }>, input: Input): Promise<Data> {
  const body = JSON.stringify({ query, variables: { input } });
  const response = await fetch(API, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { data } = (await response.json()) as { data?: Data | null };
  if (!data) throw new Error("The server cannot answer now.");
  return data;
}
