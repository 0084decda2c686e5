import type { LiveEvent, LiveState } from "../../../client/live.js";

/** A sign-in: its access token, and a new one when that has expired. */
export class Session {
  private renewing: Promise<string | null> | null = null;

  constructor(
    /** https://…/graphql and wss://…/graphql */
    readonly url: string,
    readonly socketUrl: string,
    public accessToken: string,
    private refreshToken: string,
  ) {}

  /** The token for a connection. */
  readonly token = (rejected: boolean): string | Promise<string | null> => (rejected ? this.renew() : this.accessToken);

  /** fetch with this token; once more with a new one after 401. Fits HttpLink of Apollo Client and urql as it is. */
  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const send = (token: string): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set("content-type", "application/json");
      headers.set("authorization", `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    };
    const response = await send(this.accessToken);
    if (response.status !== 401) return response;
    const token = await this.renew();
    return token === null ? response : send(token);
  };

  /** A new token; null when the sign-in has ended. Who asks at the same time waits together: a refresh token works once. */
  private renew(): Promise<string | null> {
    this.renewing ??= this.refresh().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async refresh(): Promise<string | null> {
    const query = `mutation ($input: RefreshSessionInput!) {
      refreshSession(input: $input) { ... on RefreshSessionSuccess { accessToken refreshToken } }
    }`;
    const body = JSON.stringify({ query, variables: { input: { refreshToken: this.refreshToken } } });
    const response = await fetch(this.url, { method: "POST", headers: { "content-type": "application/json" }, body });
    const { data } = (await response.json()) as { data?: { refreshSession: Partial<Tokens> } | null };
    if (!data) throw new Error("The server cannot renew it now."); // asked again later
    const { accessToken, refreshToken } = data.refreshSession;
    if (!accessToken || !refreshToken) return null;
    [this.accessToken, this.refreshToken] = [accessToken, refreshToken];
    return accessToken;
  }
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
}

export interface Room {
  roundTable: { title: string; present: number; liveCursor: string } | null;
}

export interface RoomEvents {
  roundTableEvents: { __typename: string; seq: number };
}

/** What a screen does with it. */
export interface Board {
  /** Replaces everything that is shown. */
  show(room: Room["roundTable"]): void;
  add(event: LiveEvent<RoomEvents>): void;
  status(state: LiveState): void;
}
