import type { EntityManager } from "typeorm";
import { alpha3, countryName } from "../conference/country-names.rules.js";
import type { Former, Member, Party } from "./enrolment.rules.js";

interface PersonRow {
  delegation_id: string;
  delegate_id: string;
  participation_id: string;
  name: string;
  function: string;
  is_in: boolean;
  is_elsewhere: boolean;
}

const PEOPLE = `
  SELECT d.delegation_id, d.id AS delegate_id, d.participation_id, p.display_name AS name, d.function, d.withdrawn_at IS NULL AS is_in,
         d.withdrawn_at IS NOT NULL AND EXISTS (SELECT FROM delegate o WHERE o.participation_id = p.id AND o.withdrawn_at IS NULL) AS is_elsewhere
  FROM delegate d JOIN participation p ON p.id = d.participation_id WHERE d.conference_id = $1 ORDER BY d.id`;

/** The delegations of countries at a conference, with their people. */
export async function partiesOf(tx: EntityManager, conferenceId: string): Promise<Party[]> {
  const delegations: { id: string; country_code: string }[] = await tx.query(
    "SELECT id, country_code FROM delegation WHERE conference_id = $1 AND country_code IS NOT NULL ORDER BY country_code",
    [conferenceId],
  );
  const people: PersonRow[] = await tx.query(PEOPLE, [conferenceId]);
  const members = new Map<string, Member[]>();
  const formers = new Map<string, Former[]>();
  for (const row of people) {
    const { delegation_id: id, delegate_id: delegateId, participation_id: participationId, name } = row;
    if (row.is_in) listIn(members, id).push({ delegateId, name, function: row.function });
    else if (!row.is_elsewhere) listIn(formers, id).push({ participationId, name });
  }
  return delegations.map(({ id, country_code: code }) => ({
    id,
    names: namesOf(code),
    members: members.get(id) ?? [],
    formers: formers.get(id) ?? [],
  }));
}

/** The bodies in which each of these delegations sits. */
export async function tablesOf(tx: EntityManager, delegationIds: readonly string[]): Promise<Map<string, string[]>> {
  const seats: { delegation_id: string; round_table_id: string }[] = await tx.query(
    "SELECT delegation_id, round_table_id FROM seat WHERE delegation_id = ANY($1) ORDER BY round_table_id",
    [delegationIds],
  );
  const tables = new Map<string, string[]>();
  for (const seat of seats) listIn(tables, seat.delegation_id).push(seat.round_table_id);
  return tables;
}

/** By what a list may name a country: its two codes, and its name in any of the working languages. */
function namesOf(code: string): string[] {
  const longer = alpha3(code);
  return [code, ...(longer ? [longer] : []), ...["en", "fr", "es", "ar"].map((tag) => countryName(code, tag))];
}

function listIn<V>(lists: Map<string, V[]>, key: string): V[] {
  const known = lists.get(key);
  if (known) return known;
  const fresh: V[] = [];
  lists.set(key, fresh);
  return fresh;
}
