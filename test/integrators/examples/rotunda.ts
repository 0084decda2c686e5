export const ROOMS = `query Rooms { conferences(first: 10) { edges { node { id title roundTables { id title state } } } } }`;
export const ROOM = `query Room($id: ID!) {
  roundTable(id: $id) {
    id title state present liveCursor
    agendaItems { id title recommendations { id symbol ballots { id mode state myVote { choice } } } }
  }
}`;
export const VOTE = `mutation Vote($input: CastVoteInput!) {
  castVote(input: $input) { __typename ... on CastVoteSuccess { castAt } ... on DomainError { code message } }
}`;
export const EVENTS = `subscription Events($id: ID!, $after: String) {
  roundTableEvents(roundTableId: $id, after: $after) { __typename seq cursor }
}`;

export interface Rooms {
  conferences: { edges: { node: { roundTables: { id: string; title: string; state: string }[] } }[] };
}
export interface Ballot {
  id: string;
  mode: "CONSENSUS" | "RECORDED" | "ROLL_CALL" | "SECRET";
  state: string;
  myVote: { choice: string } | null;
}
export interface RoomAnswer {
  roundTable: {
    title: string;
    liveCursor: string;
    agendaItems: { recommendations: { ballots: Ballot[] }[] }[];
  } | null; // null: there is none, or not for you
}
export interface VoteAnswer {
  castVote: { castAt?: string; code?: string; message?: string };
}
export interface Events {
  roundTableEvents: { __typename: string; seq: number; cursor: string };
}

/** What a delegate has to answer in this room: the open ballot by recorded vote that has no vote of its delegation. */
export function ballotToVoteIn({ roundTable }: RoomAnswer): Ballot | undefined {
  const ballots = roundTable?.agendaItems.flatMap((item) => item.recommendations.flatMap((text) => text.ballots));
  return ballots?.find(({ state, mode, myVote }) => state === "OPEN" && mode === "RECORDED" && myVote === null);
}

/** A sign-in: what it asks over HTTP, and its tokens, which it renews. */
export class Session {
  readonly socketUrl = this.url.replace(/^http/, "ws");
  private renewing: Promise<string | null> | null = null;

  private constructor(
    readonly url: string,
    private accessToken: string,
    private refreshToken: string,
  ) {}

  static async begin(url: string, accessCode: string): Promise<Session> {
    const answer = await tokens(url, "signIn", { accessCode });
    if (!answer.accessToken) throw new Error(`${answer.code}: ${answer.message}`);
    return new Session(url, answer.accessToken, answer.refreshToken);
  }

  async ask<Data>(query: string, variables: object = {}): Promise<Data> {
    const response = await this.fetch(this.url, { method: "POST", body: JSON.stringify({ query, variables }) });
    const { data, errors } = (await response.json()) as { data?: Data; errors?: { message: string }[] };
    if (!data || errors) throw Object.assign(new Error(errors?.[0]?.message), { errors });
    return data;
  }

  /** The token for a socket. `rejected`: the server closed the last one with 4401. Null: sign in again. */
  readonly token = (rejected: boolean): string | Promise<string | null> => (rejected ? this.renew() : this.accessToken);

  /** fetch with the token; after 401 once more with a new one. Apollo Client and urql take it as it is. */
  readonly fetch = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const send = (token: string): Promise<Response> => {
      const headers = new Headers(init.headers);
      headers.set("content-type", "application/json");
      headers.set("authorization", `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    };
    const response = await send(this.accessToken);
    const token = response.status === 401 ? await this.renew() : null;
    return token === null ? response : send(token);
  };

  /** Who asks at the same time waits together: a refresh token works once. */
  private renew(): Promise<string | null> {
    this.renewing ??= this.refresh().finally(() => (this.renewing = null));
    return this.renewing;
  }

  private async refresh(): Promise<string | null> {
    const answer = await tokens(this.url, "refreshSession", { refreshToken: this.refreshToken });
    if (!answer.accessToken) return null;
    [this.accessToken, this.refreshToken] = [answer.accessToken, answer.refreshToken];
    return answer.accessToken;
  }
}

interface Tokens {
  accessToken: string;
  refreshToken: string;
  code?: string;
  message?: string;
}

async function tokens(url: string, deed: "signIn" | "refreshSession", input: object): Promise<Tokens> {
  const [Deed] = [deed[0]!.toUpperCase() + deed.slice(1)];
  const query = `mutation ($input: ${Deed}Input!) {
    ${deed}(input: $input) { ... on ${Deed}Success { accessToken refreshToken } ... on DomainError { code message } }
  }`;
  const body = JSON.stringify({ query, variables: { input } });
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
  const { data } = (await response.json()) as { data?: Record<string, Tokens> | null };
  if (!data) throw new Error("The server cannot do it now."); // ask again later
  return data[deed]!;
}
