import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestApp } from "./app.js";
import type { Client } from "./client.js";
import { propose } from "./plenary.js";
import { openBallot, type Room } from "./room.js";

export type Choice = "FOR" | "AGAINST" | "ABSTAIN";

export const SECRET_CAST = `mutation Cast($input: CastSecretVoteInput!) {
  castSecretVote(input: $input) {
    __typename
    ... on CastSecretVoteSuccess { receipt ballot { id turnout { voted eligible } tally { for } hasVoted } }
    ... on AlreadyVoted { castAt }
    ... on ModeMismatch { mode }
    ... on BallotSealFaulty { fault }
    ... on DomainError { code message }
  }
}`;

const SHOWN = `query Shown($id: ID!) {
  ballot(id: $id) {
    mode state options { id choice } box { state fault publicKey } hasVoted receipt myVote { choice }
    disclosure { papers outside repeats notice } outlook
    turnout { voted eligible } tally { for against abstain } votes { choice } provenRoll roll { hasVoted vote { choice } }
    decision {
      outcome votesFor votesAgainst abstentions threshold margin papers explanation
      proof { document isIntact evaluated silent } recount { agrees findings { check expected found } }
    }
  }
}`;

/** Everything that a secret ballot shows of itself to somebody. */
export async function shownTo(client: Client, id: string): Promise<any> {
  const { data, errors } = await client.send(SHOWN, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.ballot;
}

/** The ids of the options by their choices. */
export async function optionsOf(client: Client, id: string): Promise<Record<Choice, string>> {
  const { data } = await client.send("query O($id: ID!) { ballot(id: $id) { options { id choice } } }", { id });
  const pairs = data.ballot.options.map((one: { id: string; choice: string }) => [one.choice, one.id]);
  return Object.fromEntries(pairs) as Record<Choice, string>;
}

export async function castSecret(client: Client, ballotId: string, optionId: string, key?: string): Promise<any> {
  const input = { ballotId, optionId, ...(key ? { clientMutationId: key } : {}) };
  const { data, errors } = await client.send(SECRET_CAST, { input });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.castSecretVote;
}

/** The heads of a room cast these, one after the other; those that are left out do not. */
export async function castAll(room: Room, ballotId: string, choices: readonly Choice[]): Promise<void> {
  const heads = [...room.heads.values()];
  const options = await optionsOf(heads[0]!, ballotId);
  for (const [place, choice] of choices.entries()) {
    const answer = await castSecret(heads[place]!, ballotId, options[choice]);
    if (answer.__typename !== "CastSecretVoteSuccess") throw new Error(JSON.stringify(answer));
  }
}

let texts = 0;

/** A secret ballot (or one of another mode) on a text of its own, of words that no other has. */
export async function secretBallot(
  room: Room,
  terms: object = {},
): Promise<{ ballotId: string; recommendationId: string }> {
  const recommendationId = await propose(room, [...room.heads.keys()][0]!, {
    title: "Another",
    text: `Text ${(texts += 1)}.`,
  });
  return { recommendationId, ballotId: await openBallot({ ...room, recommendationId }, { mode: "SECRET", ...terms }) };
}

/** Ids of ballots whose keys lie in the key directory. */
export function keysOf(app: TestApp): string[] {
  return readdirSync(join(app.config.keyDir, "ballots")).map((name) => name.split(".")[1]!);
}
