import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startApp, type TestApp } from "../support/app.js";
import { assembleCast, type Cast, type Person } from "../support/cast.js";
import type { Client } from "../support/client.js";
import { packed } from "../support/packed.js";
import { openBallot, openRoom, type Room } from "../support/room.js";
import { builtSchema, everyPath } from "../support/schema-walk.js";
import { CHOICES, type Choice } from "./played-ballot.js";

const CAST = "mutation C($input: CastSecretVoteInput!) { castSecretVote(input: $input) { __typename } }";
const READERS: readonly Person[] = ["facilitator", "secretariat", "rapporteur", "delegate", "alternate", "observer"];
const COUNTS = ["for", "against", "abstain", "votesFor", "votesAgainst", "abstentions"];

const documentsOf = (type: string, depth: number, root: string): string[] =>
  packed(
    everyPath(builtSchema.getType(type) as never, depth),
    (inner) => `query($id: ID!) { ${root}(id: $id) { ${inner} } }`,
  );

/** Everything that can be asked about a ballot, and about what it belongs to. */
const DOCUMENTS = {
  ballot: documentsOf("Ballot", 4, "ballot"),
  recommendation: documentsOf("Recommendation", 4, "recommendation"),
  roundTable: documentsOf("RoundTable", 5, "roundTable"),
};

/** Where an answer names a choice or a number of votes; the list of what may be chosen is everybody's to know. */
function tellingPaths(value: unknown, options: readonly string[], path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => tellingPaths(one, options, path));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).flatMap(([key, one]) =>
      key === "options" ? [] : tellingPaths(one, options, `${path}.${key}`),
    );
  const isCount = typeof value === "number" && COUNTS.includes(path.split(".").at(-1)!);
  const isChoice = typeof value === "string" && ([...CHOICES, ...options] as string[]).includes(value);
  return isCount || isChoice ? [`${path}: ${value}`] : [];
}

let app: TestApp;
let cast: Cast;
let room: Room;
beforeAll(async () => {
  app = await startApp();
  cast = await assembleCast(app, { africans: 12 });
  room = await openRoom(cast.conference);
}, 60_000);
afterAll(() => app.close());

async function optionsOf(ballotId: string): Promise<Record<Choice, string>> {
  const { data } = await room.chair.send("query($id: ID!) { ballot(id: $id) { options { id choice } } }", {
    id: ballotId,
  });
  return Object.fromEntries(data.ballot.options.map((one: any) => [one.choice, one.id])) as Record<Choice, string>;
}

async function toldTo(
  reader: Client,
  ids: Record<keyof typeof DOCUMENTS, string>,
  options: readonly string[],
): Promise<{ asked: number; told: string[] }> {
  let asked = 0;
  const told: string[] = [];
  for (const [root, documents] of Object.entries(DOCUMENTS))
    for (const document of documents) {
      const { data } = await reader.send(document, { id: ids[root as keyof typeof DOCUMENTS] });
      if (data?.[root]) asked += 1;
      told.push(...tellingPaths(data, options));
    }
  return { asked, told };
}

describe("a vote in a secret ballot", () => {
  it("cannot be read back, nor a number of votes, by anybody with any query: not while it is open, and not after a close that tells the outcome alone", async () => {
    const ballotId = await openBallot(room, { mode: "SECRET" });
    const options = await optionsOf(ballotId);
    const heads = [...room.heads.values()];
    // All but two vote, so that too few papers are in the box for counts to be told.
    for (const [place, head] of heads.slice(0, 9).entries()) {
      const input = { ballotId, optionId: options[CHOICES[place % 3]!] };
      expect((await head.send(CAST, { input })).data.castSecretVote.__typename).toBe("CastSecretVoteSuccess");
    }
    const ids = { ballot: ballotId, recommendation: room.recommendationId, roundTable: room.tableId };
    for (const state of ["OPEN", "CLOSED"]) {
      if (state === "CLOSED") await room.chair.does("CloseBallot", { ballotId });
      for (const person of READERS) {
        const { asked, told } = await toldTo(cast.as[person], ids, Object.values(options));
        expect([state, person, told]).toEqual([state, person, []]);
        expect([state, person, asked]).toEqual([state, person, Object.values(DOCUMENTS).flat().length]);
      }
    }
  }, 120_000);

  it("the search for what tells finds it in a recorded ballot", async () => {
    const { data } = await room.heads
      .get("head-zm")!
      .send(
        "mutation M($input: ProposeRecommendationInput!) { proposeRecommendation(input: $input) { ... on ProposeRecommendationSuccess { recommendation { id } } } }",
        {
          input: { agendaItemId: room.itemId, title: "Another", text: "Text." },
        },
      );
    const recommendationId = data.proposeRecommendation.recommendation.id as string;
    const ballotId = await openBallot({ ...room, recommendationId }, { tallyVisibility: "LIVE" });
    await room.heads.get("head-zm")!.does("CastVote", { ballotId, choice: "AGAINST" });
    const ids = { ballot: ballotId, recommendation: recommendationId, roundTable: room.tableId };
    const { told } = await toldTo(cast.as.delegate, ids, []);
    expect(told.some((one) => one.includes("AGAINST"))).toBe(true);
    expect(told.some((one) => one.endsWith("against: 1"))).toBe(true);
  }, 60_000);
});
