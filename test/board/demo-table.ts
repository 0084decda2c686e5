import type { Client } from "../support/client.js";
import type { Stage } from "./stage.js";

/** Delegations of the African table in the demo, by their two letters. */
export const AFRICANS = [
  "ao",
  "bf",
  "bi",
  "bj",
  "bw",
  "cd",
  "cf",
  "cg",
  "ci",
  "cm",
  "cv",
  "dj",
  "er",
  "et",
  "ga",
  "gh",
  "gm",
].concat(
  [
    "gn",
    "gq",
    "gw",
    "ke",
    "km",
    "lr",
    "ls",
    "mg",
    "ml",
    "mr",
    "mu",
    "mw",
    "mz",
    "na",
    "ne",
    "ng",
    "rw",
    "sc",
    "sd",
    "sl",
    "sn",
  ],
  ["so", "ss", "st", "sz", "td", "tg", "tz", "ug", "za", "zm", "zw"],
);

/** The table of a demo conference, moved along through the API by those who are not before a screen. */
export class DemoTable {
  private constructor(
    private readonly stage: Stage,
    readonly id: string,
    readonly chair: Client,
  ) {}

  static async open(stage: Stage, code = "AFR", chair = "demo-facilitator-africa"): Promise<DemoTable> {
    return new DemoTable(stage, await stage.tableId(code), await stage.at(chair));
  }

  /** The head of a delegation by its country's two letters. */
  delegate(country: string): Promise<Client> {
    return this.stage.at(`demo-delegate-${country}`);
  }

  async checkIn(countries: readonly string[]): Promise<void> {
    for (const country of countries) await (await this.delegate(country)).deed("checkIn", { roundTableId: this.id });
  }

  /** Opens the sitting, takes up the item that has texts, and answers the first text. */
  async begin(present: readonly string[] = AFRICANS.slice(0, 30)): Promise<{ itemId: string; textId: string }> {
    await this.checkIn(present);
    const { itemId, textId, state } = await this.itemWithText();
    if (state !== "OPEN") await this.chair.deed("openRoundTable", { roundTableId: this.id });
    await this.chair.deed("takeUpAgendaItem", { agendaItemId: itemId });
    return { itemId, textId };
  }

  private async itemWithText(): Promise<{ itemId: string; textId: string; state: string }> {
    const query = `query($id: ID!) { roundTable(id: $id) { state agendaItems { id state recommendations { id state } } } }`;
    const { data } = await this.chair.send(query, { id: this.id });
    const ready = (text: any): boolean => text.state === "PROPOSED" || text.state === "UNDER_CONSIDERATION";
    const item = data.roundTable.agendaItems.find((one: any) => one.recommendations.some(ready));
    return { itemId: item.id, textId: item.recommendations.find(ready).id, state: data.roundTable.state };
  }

  /** A text of its own for a test: what one has decided no other needs. */
  async propose(itemId: string, country: string, title: string): Promise<string> {
    const input = { agendaItemId: itemId, title, text: `Recommends what “${title}” says.` };
    const client = await this.delegate(country);
    const { recommendation } = await client.deed("proposeRecommendation", input, "recommendation { id }");
    return recommendation.id as string;
  }

  async openBallot(recommendationId: string, more: object = {}): Promise<string> {
    const { ballot } = await this.chair.deed("openBallot", { recommendationId, ...more }, "ballot { id }");
    return ballot.id as string;
  }

  async vote(ballotId: string, countries: readonly string[], choice = "FOR"): Promise<void> {
    await Promise.all(
      countries.map(async (country) => (await this.delegate(country)).deed("castVote", { ballotId, choice })),
    );
  }

  async close(ballotId: string): Promise<void> {
    await this.chair.deed("closeBallot", { ballotId });
  }

  async declare(ballotId: string): Promise<void> {
    await this.chair.deed("declareDecision", { ballotId });
  }

  /** What the server says of a ballot, for a screen to be held against. */
  async truth(ballotId: string): Promise<any> {
    const query = `query($id: ID!) { ballot(id: $id) { state turnout { voted eligible present } tally { for against abstain } decision { outcome votesFor votesAgainst abstentions } } }`;
    return (await this.chair.send(query, { id: ballotId })).data.ballot;
  }
}
