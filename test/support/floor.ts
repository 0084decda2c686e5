import { setTimeout as sleep } from "node:timers/promises";
import { query } from "./chaos-database.js";
import type { People } from "./people.js";

/** A body of the 15th demo conference. */
export interface Body {
  readonly id: string;
  readonly kind: string;
  /** The one who chairs it: comments there, and watches. */
  readonly chair: string;
  readonly recommendationId: string;
}

/** A head of delegation: the ids that deeds about the person need. */
export interface Head {
  readonly code: string;
  readonly participationId: string;
  readonly delegateId: string;
  /** The regional body in which the delegation sits; all sit in the plenary too. */
  readonly bodyId: string;
}

/** Bodies of which none has begun: there is talk in them, and they may still be cancelled. */
export async function bodiesOf(databaseUrl: string): Promise<Body[]> {
  const rows = await query<Omit<Body, "chair"> & { region: string | null }>(
    databaseUrl,
    `SELECT t.id, t.kind, g.code AS region, (array_agg(r.id ORDER BY r.id))[1] AS "recommendationId"
     FROM round_table t JOIN conference c ON c.id = t.conference_id JOIN recommendation r ON r.round_table_id = t.id
     LEFT JOIN region g ON g.id = t.region_id WHERE c.number = 15 AND t.state = 'SCHEDULED' GROUP BY t.id, g.code ORDER BY t.code`,
  );
  return rows.map(({ region, ...body }) => ({
    ...body,
    chair: `facilitator-${(region ?? "plenary").toLowerCase().replaceAll("_", "-")}`,
  }));
}

export function headsOf(databaseUrl: string): Promise<Head[]> {
  return query<Head>(
    databaseUrl,
    `SELECT 'delegate-' || lower(k.code) AS code, p.id AS "participationId", d.id AS "delegateId", s.round_table_id AS "bodyId"
     FROM delegate d JOIN participation p ON p.id = d.participation_id JOIN conference c ON c.id = p.conference_id
     JOIN delegation n ON n.id = d.delegation_id JOIN country k ON k.code = n.country_code
     JOIN seat s ON s.delegation_id = n.id AND s.table_kind = 'REGIONAL' WHERE c.number = 15 AND d.function = 'HEAD' ORDER BY 1`,
  );
}

/** Where a body stands now, as this person is told at this node. */
export async function cursorAt(people: People, node: number, code: string, bodyId: string): Promise<string> {
  const client = await people.at(code, node);
  const { data } = await client.send("query C($id: ID!) { roundTable(id: $id) { liveCursor } }", { id: bodyId });
  return data.roundTable.liveCursor as string;
}

/** Posts unique words in a body, each at any node, for as long as `goesOn` says and the body lets it. */
export async function talk(people: People, body: Body, pause: number, goesOn: () => boolean): Promise<void> {
  const { chair, recommendationId } = body;
  for (let n = 1; goesOn(); n += 1) {
    const author = await people.at(chair);
    // One of ten is rolled back.
    const answer = await author
      .does("PostComment", { recommendationId, body: `${body.id} ${n}` })
      .catch(() => ({ __typename: "RolledBack" }));
    if (answer.__typename === "InvalidState") return;
    await sleep(pause);
  }
}
