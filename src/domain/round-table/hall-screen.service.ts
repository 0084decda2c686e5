import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import {
  ACCESS_CODE_ISSUED,
  ACCESS_CODES_REISSUED,
  ACCESS_CODES_REVOKED,
  toldAt,
} from "../conference/conference.events.js";
import { Participation } from "../conference/participation.entity.js";
import type { AccessCodeService, IssuedCode } from "../identity/access-code.service.js";
import { Account } from "../identity/account.entity.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { Appointment, AppointmentRole } from "./appointment.entity.js";
import { enter, requireChair, requireNotOver } from "./floor.service.js";
import { HallScreen } from "./hall-screen.entity.js";
import * as events from "./round-table.events.js";
import type { RoundTable } from "./round-table.entity.js";

/** What it is called in lists of who may watch. */
const NAME = "Hall screen";
/** A day's sitting and no night: a code that was left in the hall opens nothing the next morning. */
const HOURS = 16;

/** A screen that may sign in, with the code at the only moment when it is known in clear. */
export interface OpenedScreen {
  readonly table: RoundTable;
  readonly issued: IssuedCode;
}

/** Screens in the hall: one participation per body, that is nobody and observes; as many codes as there are screens. */
export class HallScreenService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
    private readonly codes: AccessCodeService,
  ) {}

  /** A further code for the screens of a hall; `replace` ends those before. */
  async open(viewer: Viewer, input: { roundTableId: string; replace: boolean }): Promise<OpenedScreen> {
    const id = requireId(input.roundTableId);
    return this.database.transaction(viewer, async (tx) => {
      // For writing: two that open the first screen make one participation.
      const { table, admission } = await enter(tx, viewer, id, "write");
      requireChair(admission, "Opening a hall screen");
      requireNotOver(table);
      const screen = await screenOf(tx, table);
      const { accountId } = screen;
      await tx.query("SELECT FROM account WHERE id = $1 FOR UPDATE", [accountId]);
      await requireOnlyObserver(tx, screen);
      const told = await observe(tx, table, screen);
      const before = input.replace ? await this.codes.standing(tx, accountId) : [];
      for (const code of before) await this.codes.revoke(tx, code);
      const expiresAt = new Date(Date.now() + HOURS * 3_600_000);
      const issued = await this.codes.issue(tx, accountId, expiresAt, viewer.accountId);
      const kind = before.length > 0 ? ACCESS_CODES_REISSUED : ACCESS_CODE_ISSUED;
      await this.journal.append(tx, [...told, ...toldAt([table.conferenceId], kind, accountId)]);
      return { table, issued };
    });
  }
}

/** A person is meant: the screen in a hall gets no function, and its code is handed out by whoever chairs. */
export async function requirePerson(tx: EntityManager, participationId: string): Promise<void> {
  const screen = await tx.findOneBy(HallScreen, { participationId });
  if (screen) refuse(new InvalidState("HALL_SCREEN", "This is the screen of a hall, and nobody's participation."));
}

// Codes of a body's screens that somebody gave who does not preside there any more.
const LEFT_BEHIND = `
  SELECT c.id, c.account_id FROM hall_screen h
  JOIN participation s ON s.id = h.participation_id
  JOIN participation g ON g.id = $2 AND NOT g.is_secretariat
  JOIN access_code c ON c.account_id = s.account_id AND c.created_by = g.account_id
  WHERE h.round_table_id = $1 AND c.revoked_at IS NULL AND c.expires_at > now()
    AND NOT EXISTS (SELECT FROM appointment a WHERE a.round_table_id = $1 AND a.participation_id = $2 AND a.ended_at IS NULL
                    AND a.role IN ('FACILITATOR', 'VICE_CHAIR'))
  ORDER BY c.id`;

/** Who was dismissed from the chair keeps no way in by a screen: the codes that this person gave end, and what they show. */
export async function screensFollow(
  tx: EntityManager,
  codes: AccessCodeService,
  table: RoundTable,
  participationId: string,
): Promise<Entry[]> {
  const left: { id: string; account_id: string }[] = await tx.query(LEFT_BEHIND, [table.id, participationId]);
  for (const { id } of left) await codes.revoke(tx, id);
  return left[0] ? toldAt([table.conferenceId], ACCESS_CODES_REVOKED, left[0].account_id) : [];
}

async function screenOf(tx: EntityManager, { id, conferenceId }: RoundTable): Promise<Participation> {
  const known = await tx.findOneBy(HallScreen, { roundTableId: id });
  if (known) return tx.findOneByOrFail(Participation, { id: known.participationId });
  const [participationId, accountId] = [uuidv7(), uuidv7()];
  await tx.insert(Account, { id: accountId, displayName: NAME });
  await tx.insert(Participation, { id: participationId, accountId, conferenceId, displayName: NAME });
  await tx.insert(HallScreen, { roundTableId: id, participationId, conferenceId });
  return tx.findOneByOrFail(Participation, { id: participationId });
}

/** Its code must not open more than whoever asks for it may hand on, whatever was done to its account beside the deeds. */
async function requireOnlyObserver(tx: EntityManager, screen: Participation): Promise<void> {
  const [found]: { more: boolean }[] = await tx.query(
    `SELECT a.is_admin OR p.is_secretariat OR p.is_credentials_officer
            OR EXISTS (SELECT FROM participation o WHERE o.account_id = a.id AND o.id <> p.id)
            OR EXISTS (SELECT FROM delegate d WHERE d.participation_id = p.id AND d.withdrawn_at IS NULL)
            OR EXISTS (SELECT FROM appointment f JOIN hall_screen h ON h.participation_id = p.id
                       WHERE f.participation_id = p.id AND f.ended_at IS NULL
                         AND (f.role <> 'OBSERVER' OR f.round_table_id <> h.round_table_id)) AS more
     FROM participation p JOIN account a ON a.id = p.account_id WHERE p.id = $1`,
    [screen.id],
  );
  if (found?.more)
    refuse(
      new InvalidState("HALL_SCREEN", "The screen of this hall holds other functions. Let the secretariat end them."),
    );
}

/** Appoints it as an observer where it is none: at first, and after somebody ended that. */
async function observe(tx: EntityManager, table: RoundTable, screen: Participation): Promise<Entry[]> {
  const place = { roundTableId: table.id, participationId: screen.id, role: AppointmentRole.OBSERVER };
  const standing: unknown[] = await tx.query(
    "SELECT FROM appointment WHERE round_table_id = $1 AND participation_id = $2 AND ended_at IS NULL",
    [table.id, screen.id],
  );
  if (standing.length > 0) return [];
  await tx.insert(Appointment, { id: uuidv7(), ...place, conferenceId: table.conferenceId, endedAt: null });
  const body = { participationId: screen.id };
  return [{ topicId: table.id, kind: events.ADMISSION_GRANTED, body, renews: [screen.accountId] }];
}
