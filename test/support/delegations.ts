import type { Client } from "./client.js";
import type { TestConference } from "./conference.js";

/** A delegation as tests address it. */
export interface Seated {
  readonly id: string;
  /** Participation by delegate, and the delegate's id, by the ref's first word: head, alternate, adviser1 … */
  readonly people: ReadonlyMap<string, { readonly delegateId: string; readonly participationId: string }>;
}

const QUERY = `query D($id: ID!) { conference(id: $id) { delegations { id country { code } delegates { id function participation { id displayName } } } } }`;

/** Delegations of a conference by country code, lower case. */
export async function delegationsOf(client: Client, conference: TestConference): Promise<Map<string, Seated>> {
  const { data } = await client.send(QUERY, { id: conference.id });
  return new Map(
    data.conference.delegations.map((one: any) => [
      one.country.code.toLowerCase(),
      {
        id: one.id,
        people: new Map(
          one.delegates.map((delegate: any) => [
            delegate.function.toLowerCase(),
            { delegateId: delegate.id, participationId: delegate.participation.id },
          ]),
        ),
      },
    ]),
  );
}

/** The participation with which somebody takes part in a conference. */
export async function participationOf(client: Client): Promise<string> {
  const { data } = await client.send("{ viewer { participations { id } } }");
  return data.viewer.participations[0].id as string;
}

/** Kinds of events that a subscription has brought, as type names. */
export function kindsIn(messages: readonly any[]): string[] {
  return messages.map((message) => message.data.roundTableEvents.__typename as string);
}
