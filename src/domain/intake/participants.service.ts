import type { Database } from "../../platform/database/database.js";
import { appointmentWords, CONFERENCE_WORDS, delegateWords } from "./role-words.rules.js";

/** A participant as the operator's list shows it: by this id a lost code is replaced. */
export interface ListedParticipant {
  readonly participationId: string;
  readonly name: string;
  /** In words: "Head of delegation, Zambia; Facilitator of AFR". */
  readonly role: string;
}

export interface Roll {
  readonly series: string;
  readonly title: string;
  readonly participants: readonly ListedParticipant[];
}

interface Row {
  id: string;
  display_name: string;
  is_secretariat: boolean;
  is_credentials_officer: boolean;
  function: string | null;
  country_code: string | null;
  organisation: string | null;
  appointments: { role: string; code: string }[] | null;
}

// Identifiers grow with time, so a conference is listed in the order of its file: delegates, then staff.
const PARTICIPANTS = `
  SELECT p.id, p.display_name, p.is_secretariat, p.is_credentials_officer, d.function, o.country_code, o.organisation,
         (SELECT jsonb_agg(jsonb_build_object('role', a.role, 'code', t.code) ORDER BY t.position)
          FROM appointment a JOIN round_table t ON t.id = a.round_table_id
          WHERE a.participation_id = p.id AND a.ended_at IS NULL) AS appointments
  FROM participation p
  LEFT JOIN delegate d ON d.participation_id = p.id AND d.withdrawn_at IS NULL
  LEFT JOIN delegation o ON o.id = d.delegation_id
  WHERE p.conference_id = $1 ORDER BY p.id`;

/** Who takes part in the conferences of a number, one roll per series that has one. */
export async function rollsOf(database: Database, number: number): Promise<Roll[]> {
  const editions: { id: string; title: string; series: string }[] = await database.read((tx) =>
    tx.query(
      `SELECT c.id, c.title, s.code AS series FROM conference c JOIN series s ON s.id = c.series_id
       WHERE c.number = $1 ORDER BY s.code`,
      [number],
    ),
  );
  const rolls: Roll[] = [];
  for (const { id, title, series } of editions) {
    const rows: Row[] = await database.read((tx) => tx.query(PARTICIPANTS, [id]));
    const participants = rows.map((row) => ({ participationId: row.id, name: row.display_name, role: roleOf(row) }));
    rolls.push({ series, title, participants });
  }
  return rolls;
}

function roleOf(row: Row): string {
  const roles = [
    ...(row.is_secretariat ? [CONFERENCE_WORDS.SECRETARIAT] : []),
    ...(row.is_credentials_officer ? [CONFERENCE_WORDS.CREDENTIALS_OFFICER] : []),
    ...(row.function
      ? [delegateWords(row.function, { country: row.country_code, organisation: row.organisation })]
      : []),
    ...(row.appointments ?? []).map(({ role, code }) => appointmentWords(role, code)),
  ];
  return roles.join("; ");
}
