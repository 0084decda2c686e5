import { contractRequest } from "./contract.js";
import type { GraphqlRequest } from "./messages.js";

/** What the bench reads of a room. */
export interface RoomFacts {
  readonly id: string;
  readonly seats: readonly { readonly delegation: { readonly country: { readonly code: string } } }[];
  readonly agendaItems: readonly {
    readonly id: string;
    readonly state: string;
    readonly recommendations: readonly { readonly id: string }[];
  }[];
}

/** Everything that votes need: who may cast them, and on what. */
export interface Booth {
  readonly heads: readonly string[];
  readonly chair: string;
  readonly recommendationId: string;
}

/** The region whose delegations meet for the whole run; its table is the one that is read. */
export const READING = "americas";
/** The region whose table votes: ballots are opened and cancelled in it all the time. */
const VOTING = "africa";

/** Tokens work for ten minutes; after so many milliseconds there is another. */
const TOKEN_MS = 8 * 60_000;

const CANCEL = `mutation CancelBallot($input: CancelBallotInput!) {
  cancelBallot(input: $input) { __typename ... on DomainError { message } } }`;

/** The demo conferences as their people see them, through whichever server is running. */
export class Floor {
  private readonly tokens = new Map<string, { readonly token: string; readonly since: number }>();

  constructor(private readonly port: number) {}

  /** A token of the person with this demo code. It works for two minutes at least. */
  async token(code: string): Promise<string> {
    const known = this.tokens.get(code);
    if (known && performance.now() - known.since < TOKEN_MS) return known.token;
    const request = contractRequest("SignIn", { input: { accessCode: code } });
    const { signIn } = await this.send<{ signIn: { accessToken?: string } }>(request);
    if (!signIn.accessToken) throw new Error(`${code}: ${JSON.stringify(signIn)}`);
    this.tokens.set(code, { token: signIn.accessToken, since: performance.now() });
    return signIn.accessToken;
  }

  /** The room that this region's facilitator chairs. */
  async room(region: string): Promise<RoomFacts> {
    const token = await this.token(chairOf(region));
    const { viewer } = await this.send<{ viewer: { facilitates: { id: string }[] } }>(contractRequest("Me", {}, token));
    const variables = { roundTableId: viewer.facilitates[0]!.id };
    return (await this.send<{ roundTable: RoomFacts }>(contractRequest("Room", variables, token))).roundTable;
  }

  /** A mutation of the contract; throws when it is refused. */
  async does(code: string, name: string, input: object): Promise<void> {
    await this.deed(contractRequest(name, { input }, await this.token(code)));
  }

  /** The new ballot's id. */
  async openBallot(code: string, recommendationId: string): Promise<string> {
    const request = contractRequest("OpenBallot", { input: { recommendationId } }, await this.token(code));
    return (await this.deed<{ ballot: { id: string } }>(request)).ballot.id;
  }

  async cancelBallot(code: string, ballotId: string): Promise<void> {
    const variables = { input: { ballotId, reason: "measured" } };
    await this.deed({ query: CANCEL, operationName: "CancelBallot", variables, token: await this.token(code) });
  }

  /** Where the votes are cast. */
  async booth(): Promise<Booth> {
    const room = await this.room(VOTING);
    const item = room.agendaItems.find(({ state }) => state === "UNDER_DISCUSSION");
    return { heads: headsOf(room), chair: chairOf(VOTING), recommendationId: item!.recommendations[0]!.id };
  }

  private async deed<T>(request: GraphqlRequest): Promise<T> {
    const [answer] = Object.values(await this.send<Record<string, T & { __typename: string }>>(request));
    if (answer?.__typename.endsWith("Success")) return answer;
    throw new Error(`${request.operationName}: ${JSON.stringify(answer)}`);
  }

  private async send<T>({ token, ...body }: GraphqlRequest): Promise<T> {
    const response = await fetch(`http://127.0.0.1:${this.port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
    const { data, errors } = (await response.json()) as { data?: T; errors?: unknown };
    if (!data || errors) throw new Error(`${body.operationName}: ${JSON.stringify(errors)}`);
    return data;
  }
}

const chairOf = (region: string): string => `demo-facilitator-${region}`;

/** Access codes of the heads of all delegations that are seated. */
export function headsOf({ seats }: RoomFacts): string[] {
  return seats.map(({ delegation }) => `demo-delegate-${delegation.country.code.toLowerCase()}`);
}

/** Opens both tables and brings every delegation in; the one that is read has a ballot under way and remarks, too. */
export async function convene(floor: Floor): Promise<void> {
  for (const region of [READING, VOTING]) {
    const chair = chairOf(region);
    const room = await floor.room(region);
    await floor.does(chair, "OpenRoundTable", { roundTableId: room.id });
    const item = room.agendaItems.find(({ recommendations }) => recommendations.length > 0)!;
    await floor.does(chair, "TakeUpAgendaItem", { agendaItemId: item.id });
    const heads = headsOf(room);
    for (const head of heads) await floor.does(head, "CheckIn", { roundTableId: room.id });
    if (region === READING) await enliven(floor, chair, item.recommendations[0]!.id, heads);
  }
}

async function enliven(floor: Floor, chair: string, recommendationId: string, heads: readonly string[]): Promise<void> {
  for (const head of heads.slice(0, 20))
    await floor.does(head, "PostComment", { recommendationId, body: `A remark of ${head}, as long as remarks are.` });
  const ballotId = await floor.openBallot(chair, recommendationId);
  for (const head of heads.slice(0, heads.length / 2)) await floor.does(head, "CastVote", { ballotId, choice: "FOR" });
}
