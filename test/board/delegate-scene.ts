import type { Client } from "../support/client.js";
import type { Page } from "playwright-core";
import type { Stage } from "./stage.js";

/** The African table of the demo in session, with a quorum of delegations that are only noted present, and a text to vote on. */
export interface Scene {
  readonly tableId: string;
  readonly itemId: string;
  readonly textId: string;
  readonly path: string;
  readonly chair: Client;
  open(terms?: object): Promise<string>;
  close(ballotId: string): Promise<void>;
  cancel(ballotId: string): Promise<void>;
  /** A head of delegation votes at the API. */
  cast(country: string, ballotId: string, choice: string): Promise<void>;
  ballot(ballotId: string): Promise<any>;
  seat(country: string, isPresent: boolean): Promise<void>;
}

const TABLE = `query T($id: ID!) { roundTable(id: $id) {
  seats { delegation { id country { code } } }
  agendaItems { id recommendations { id state } } } }`;
const BALLOT = `query B($id: ID!) { ballot(id: $id) {
  state turnout { voted } tally { for against abstain } roll { delegation { country { code } } vote { choice } } } }`;

/** Zambia is left to whoever stands before a screen. */
export async function openScene(stage: Stage, code = "AFR", chairCode = "demo-facilitator-africa"): Promise<Scene> {
  const tableId = await stage.tableId(code);
  const chair = await stage.at(chairCode);
  const does = async (client: Client, name: string, input: object, fields?: string): Promise<any> => {
    const answer = await client.deed(name, input, fields);
    if (!/Success$/.test(answer.__typename)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const { data } = await chair.send(TABLE, { id: tableId });
  const { seats, agendaItems } = data.roundTable;
  const item = agendaItems.find((one: any) => one.recommendations.some(({ state }: any) => state === "PROPOSED"));
  const textId = item.recommendations.find(({ state }: any) => state === "PROPOSED").id as string;
  const ids = new Map<string, string>(seats.map(({ delegation }: any) => [delegation.country.code, delegation.id]));
  const note = (codes: readonly string[], isPresent: boolean): Promise<any> =>
    does(chair, "callTheRoll", {
      roundTableId: tableId,
      entries: codes.map((one) => ({ delegationId: ids.get(one), isPresent })),
    });
  await does(chair, "openRoundTable", { roundTableId: tableId });
  await does(chair, "takeUpAgendaItem", { agendaItemId: item.id });
  await note([...ids.keys()], true);
  const voters = new Map<string, Client>();
  return {
    tableId,
    itemId: item.id,
    textId,
    path: `/table/${tableId}`,
    chair,
    open: async (terms = {}) => {
      const answer = await does(chair, "openBallot", { recommendationId: textId, ...terms }, "ballot { id }");
      return answer.ballot.id as string;
    },
    close: async (ballotId) => void (await does(chair, "closeBallot", { ballotId })),
    cancel: async (ballotId) => void (await does(chair, "cancelBallot", { ballotId, reason: "for the next test" })),
    cast: async (country, ballotId, choice) => {
      const voter = voters.get(country) ?? (await stage.at(`demo-delegate-${country}`));
      voters.set(country, voter);
      await does(voter, "castVote", { ballotId, choice });
    },
    ballot: async (id) => {
      const answer = await chair.send(BALLOT, { id });
      if (!answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data.ballot;
    },
    seat: async (country, isPresent) => void (await note([country], isPresent)),
  };
}

/** What the chair sees that a country has voted. */
export async function voteOf(scene: Scene, ballotId: string, country = "ZM"): Promise<string | null> {
  const { roll } = await scene.ballot(ballotId);
  return roll.find(({ delegation }: any) => delegation.country.code === country)?.vote?.choice ?? null;
}

/** The first of two touches. */
export const choose = (page: Page, choice: "FOR" | "AGAINST" | "ABSTAIN"): Promise<void> =>
  page.locator(`.choice[data-mark=${choice}]`).click();

/** The second. */
export const send = (page: Page): Promise<void> => page.locator(".slip-send button[type=submit]").click();

export const recorded = (page: Page, choice: string): Promise<void> =>
  page.locator(`.recorded[data-mark=${choice}]`).waitFor();
