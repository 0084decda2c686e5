import type { Page } from "playwright-core";
import type { Client } from "../support/client.js";
import { eventually, type Stage } from "./stage.js";

/** The plenary of the demo with few delegations present: what its facilitator and delegations do while a hall screen looks on. */
export interface Floor {
  readonly id: string;
  readonly chair: Client;
  readonly items: readonly { readonly id: string; readonly title: string; readonly texts: readonly string[] }[];
  /** Delegations by the two letters of their country. */
  readonly delegations: Readonly<Record<string, string>>;
  delegate(country: string): Promise<Client>;
  /** Does it as the chair; throws where it is refused. */
  chairs(deed: string, input: object, fields?: string): Promise<any>;
  openBallot(recommendationId: string, terms: object): Promise<string>;
  vote(ballotId: string, votes: Readonly<Record<string, string>>): Promise<void>;
}

export async function takeFloor(stage: Stage): Promise<Floor> {
  const chair = await stage.at("demo-facilitator-plenary");
  const id = await stage.tableId("PLEN");
  const { data } = await chair.send(
    `query ($id: ID!) { roundTable(id: $id) {
      seats { delegation { id country { code } } }
      agendaItems { id title recommendations { id state } } } }`,
    { id },
  );
  const delegations: Record<string, string> = Object.fromEntries(
    data.roundTable.seats.map(({ delegation }: any) => [delegation.country?.code ?? delegation.id, delegation.id]),
  );
  const does = async (client: Client, deed: string, input: object, fields?: string): Promise<any> => {
    const answer = await client.deed(deed, input, fields);
    if (answer.code) throw new Error(`${deed}: ${answer.code} ${answer.message}`);
    return answer;
  };
  const chairs: Floor["chairs"] = (deed, input, fields) => does(chair, deed, input, fields);
  const delegate = (country: string): Promise<Client> => stage.at(`demo-delegate-${country.toLowerCase()}`);
  return {
    id,
    chair,
    items: data.roundTable.agendaItems.map(({ id: item, title, recommendations }: any) => ({
      id: item,
      title,
      texts: recommendations.map((text: any) => text.id),
    })),
    delegations,
    delegate,
    chairs,
    openBallot: async (recommendationId, terms) =>
      (await chairs("openBallot", { recommendationId, ...terms }, "ballot { id }")).ballot.id as string,
    vote: async (ballotId, votes) => {
      for (const [country, choice] of Object.entries(votes))
        await does(await delegate(country), "castVote", { ballotId, choice });
    },
  };
}

/** Everybody is recorded as present and the sitting opens. */
export async function openSitting({ id, chairs, delegations }: Floor): Promise<void> {
  const entries = Object.values(delegations).map((delegationId) => ({ delegationId, isPresent: true }));
  await chairs("callTheRoll", { roundTableId: id, entries });
  await chairs("openRoundTable", { roundTableId: id });
}

export const wall = async (page: Page): Promise<string> =>
  (await page.locator("main").innerText()).replaceAll(/[\u2068\u2069]/g, "");

/** Waits until the wall reads so. */
export async function reads(page: Page, words: RegExp): Promise<void> {
  await eventually(`the wall reads ${words}`, async () => words.test(await wall(page))).catch(async (error: Error) => {
    throw new Error(`${error.message}; it reads: ${await wall(page)}`);
  });
}
