import type { Client } from "./client.js";

/** A text of two preambular and three operative paragraphs, as deeds take it. */
export const PARAGRAPHS = [
  { kind: "PREAMBULAR", text: "Recalling the resolutions of earlier conferences," },
  { kind: "PREAMBULAR", text: "Noting how often stolen documents cross borders," },
  { kind: "OPERATIVE", text: "Recommends that frontline officers have access to the databases." },
  { kind: "OPERATIVE", text: "Invites member countries to share their experience every year." },
  { kind: "OPERATIVE", text: "Requests a report on progress at the next conference." },
] as const;

/** Operative paragraph 1 and the others, by their ids in the order of the text. */
export interface TestText {
  readonly id: string;
  readonly paragraphIds: readonly string[];
}

const SHOWN = "currentVersion { number text hash paragraphs { paragraphId kind number text } }";

/** A delegation proposes that text. */
export async function proposeText(head: Client, agendaItemId: string, title = "Access"): Promise<TestText> {
  const input = { agendaItemId, title, paragraphs: PARAGRAPHS };
  const { recommendation } = await head.deed("proposeRecommendation", input, `recommendation { id ${SHOWN} }`);
  return {
    id: recommendation.id,
    paragraphIds: recommendation.currentVersion.paragraphs.map((one: any) => one.paragraphId),
  };
}

/** What a field of a recommendation is now. */
export async function recommendationOf(client: Client, id: string, fields: string): Promise<any> {
  const { data, errors } = await client.send(`query R($id: ID!) { recommendation(id: $id) { ${fields} } }`, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recommendation;
}

/** The text as it reads now, paragraph by paragraph. */
export async function wordsOf(client: Client, id: string): Promise<string[]> {
  const { currentVersion } = await recommendationOf(client, id, "currentVersion { paragraphs { text } }");
  return currentVersion.paragraphs.map((one: any) => one.text);
}
