import { readFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import { readConferenceFile } from "../src/domain/intake/conference-file.rules.js";
import { IntakeService } from "../src/domain/intake/intake.service.js";
import type { Foundation } from "../src/foundation.js";
import { packageRoot } from "../src/package-root.js";

/** A body that meets, with everybody who votes in it. */
export interface Body {
  readonly roomId: string;
  readonly recommendationId: string;
  /** The account that presides. */
  readonly chairId: string;
  readonly voters: readonly Voter[];
}

export interface Voter {
  readonly accountId: string;
  /** Of the demo; signs in over HTTP. */
  readonly code: string;
  readonly delegationId: string;
  readonly delegateId: string;
  readonly participationId: string;
}

const DEMO = join(packageRoot(), "data", "demo", "hncb-15.json");
/** A conference file may have 60 tables; 64 bodies meet at two conferences. */
const CONFERENCES = [1_001, 1_002];
const GROUPS = 32;

interface DemoFile {
  readonly delegations: readonly { readonly ref: string; readonly country: string }[];
}

/** The plenary of the demo: every delegation in one body. */
export async function plenary(client: pg.Client): Promise<Body[]> {
  return meet(client, "t.kind = 'PLENARY' AND t.conference_id = (SELECT id FROM conference WHERE number = 15)");
}

/**
 * 64 drafting groups of so many delegations each, at two more conferences of the demo's series, by the product's own
 * intake; the people are those of the demo. Each delegation sits in several.
 */
export async function draftingGroups(foundation: Foundation, client: pg.Client, seats: number): Promise<Body[]> {
  const { database, journal, codes } = foundation;
  const demo = JSON.parse(readFileSync(DEMO, "utf8")) as DemoFile;
  const heads = await headsByCountry(client);
  const accounts = new Map(demo.delegations.map(({ ref, country }) => [`${ref}-head`, heads.get(country)!]));
  const files = CONFERENCES.map((number, index) => {
    const reading = readConferenceFile(JSON.stringify(conferenceOf(demo, number, index * GROUPS, seats)));
    if (!reading.ok) throw new Error(JSON.stringify(reading.problems.slice(0, 3)));
    return reading.file;
  });
  const options = { expiresAt: new Date("2100-01-01T00:00:00Z"), isDemo: true, accounts, codeOf: () => null };
  await new IntakeService(database, journal, codes).loadTogether(async ({ load }) => {
    for (const file of files) await load(file, options);
  });
  return meet(client, "t.kind = 'DRAFTING_GROUP'");
}

/** The demo's delegations in other bodies, under Rotunda's generic rules. */
function conferenceOf(demo: DemoFile, number: number, from: number, seats: number): object {
  const { ruleSet: _rules, ...rest } = demo as DemoFile & { ruleSet: unknown; conference: object };
  const delegations = demo.delegations.map((one) => ({
    ...one,
    delegates: [{ ref: `${one.ref}-head`, name: `Head, ${one.country}`, function: "HEAD" }],
  }));
  const roundTables = Array.from({ length: GROUPS }, (_, index) => {
    const refs = Array.from(
      { length: seats },
      (_, seat) => demo.delegations[((from + index) * seats + seat) % demo.delegations.length]!.ref,
    );
    const recommendations = [{ title: "A draft", texts: { en: "The Group,\n\n1. Recommends." }, proposedBy: refs[0] }];
    return {
      ...{
        ref: `group-${index}`,
        code: `G${letters(index)}`,
        kind: "DRAFTING_GROUP",
        title: `Group ${index}`,
        seats: refs,
      },
      agenda: [{ title: "The draft", kind: "DECISION", recommendations }],
    };
  });
  const roles = roundTables.map(({ ref }) => ({ role: "FACILITATOR", roundTable: ref }));
  const conference = { ...rest.conference, number };
  const staff = [{ ref: `chair-${number}`, name: "Chair of all groups", roles }];
  return { ...rest, conference, delegations, staff, roundTables };
}

const letters = (index: number): string => String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26));

async function headsByCountry(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ country_code: string; account_id: string }>(
    `SELECT d.country_code, p.account_id FROM delegation d JOIN delegate e ON e.delegation_id = d.id AND e.function = 'HEAD'
     JOIN participation p ON p.id = e.participation_id JOIN conference c ON c.id = d.conference_id WHERE c.number = 15`,
  );
  return new Map(rows.map((row) => [row.country_code, row.account_id]));
}

/**
 * Opens these tables, takes up their first item with a text, and checks everybody in. By hand, for hundreds of deeds that
 * are not measured; the ballots and the votes go through the product.
 */
async function meet(client: pg.Client, which: string): Promise<Body[]> {
  const tables = `SELECT t.id FROM round_table t WHERE ${which}`;
  await client.query(`UPDATE round_table SET state = 'OPEN' WHERE id IN (${tables})`);
  await client.query(
    `UPDATE agenda_item SET state = 'UNDER_DISCUSSION' WHERE id IN (
       SELECT DISTINCT ON (r.round_table_id) i.id FROM recommendation r JOIN agenda_item i ON i.id = r.agenda_item_id
       WHERE r.round_table_id IN (${tables}) ORDER BY r.round_table_id, i.position)`,
  );
  await client.query(
    `INSERT INTO presence_record (id, seat_id, delegation_id, delegate_id, number, recorded_by)
     SELECT gen_random_uuid(), s.id, s.delegation_id, e.id, 1, p.account_id FROM seat s
     JOIN delegate e ON e.delegation_id = s.delegation_id AND e.function = 'HEAD' JOIN participation p ON p.id = e.participation_id
     WHERE s.round_table_id IN (${tables})`,
  );
  const { rows } = await client.query<Row>(
    `SELECT t.id AS room_id, r.id AS recommendation_id, f.account_id AS chair_id, p.account_id, p.id AS participation_id,
            s.delegation_id, e.id AS delegate_id, lower(d.country_code) AS country
     FROM round_table t
     JOIN LATERAL (SELECT r.id FROM recommendation r JOIN agenda_item i ON i.id = r.agenda_item_id
       WHERE r.round_table_id = t.id AND i.state = 'UNDER_DISCUSSION' ORDER BY r.number LIMIT 1) r ON true
     JOIN appointment a ON a.round_table_id = t.id AND a.role = 'FACILITATOR' AND a.ended_at IS NULL
     JOIN participation f ON f.id = a.participation_id
     JOIN seat s ON s.round_table_id = t.id JOIN delegation d ON d.id = s.delegation_id
     JOIN delegate e ON e.delegation_id = d.id AND e.function = 'HEAD' JOIN participation p ON p.id = e.participation_id
     WHERE ${which} ORDER BY t.id, s.id`,
  );
  await client.query("VACUUM ANALYZE");
  return bodiesOf(rows);
}

interface Row {
  room_id: string;
  recommendation_id: string;
  chair_id: string;
  account_id: string;
  participation_id: string;
  delegation_id: string;
  delegate_id: string;
  country: string;
}

function bodiesOf(rows: readonly Row[]): Body[] {
  const bodies = new Map<string, Body & { readonly voters: Voter[] }>();
  for (const row of rows) {
    const { room_id: roomId, recommendation_id: recommendationId, chair_id: chairId } = row;
    const body = bodies.get(roomId) ?? { roomId, recommendationId, chairId, voters: [] };
    bodies.set(roomId, body);
    body.voters.push({
      accountId: row.account_id,
      code: `demo-delegate-${row.country}`,
      delegationId: row.delegation_id,
      delegateId: row.delegate_id,
      participationId: row.participation_id,
    });
  }
  return [...bodies.values()];
}
