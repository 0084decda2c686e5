import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { readKey, requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidInput, NotFound } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { earlierResult } from "../identity/client-mutation.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { Admission } from "./admission.policy.js";
import { enter, requireChair, requireNotOver } from "./floor.service.js";
import { insertRecords } from "./presence.service.js";
import { flips, type Standing, standingOfTable } from "./quorum.service.js";
import { type Rostered, turnedBy } from "./roll-call.rules.js";
import { RollCall } from "./roll-call.entity.js";
import type { RoundTable } from "./round-table.entity.js";
import * as events from "./round-table.events.js";

const MAXIMUM_ENTRIES = 400;

export interface Called {
  readonly roundTableId: string;
  readonly entries: readonly { delegationId: string; isPresent: boolean; note?: string | null }[];
  readonly clientMutationId?: string | null;
}

type Entry = { readonly delegationId: string; readonly isPresent: boolean; readonly note: string | null };
type Seated = Rostered & { readonly seatId: string };

/** Roll calls of presence: the chair calls delegations by name, and what it hears is recorded at once for all of them. */
export class RollCallService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Delegations that are not named keep the presence they have. */
  async call(viewer: Viewer, input: Called): Promise<RollCall> {
    const roundTableId = requireId(input.roundTableId);
    const key = readKey(input.clientMutationId);
    const entries = readEntries(input);
    return this.database.transaction(viewer, async (tx) => {
      const { table, admission } = await enter(tx, viewer, roundTableId, "write");
      const id = uuidv7();
      const asked = { roundTableId, entries: entries.map((one) => ({ ...one })) };
      const earlier = await earlierResult(tx, viewer, "callTheRoll", key, asked, id);
      if (earlier) return tx.findOneByOrFail(RollCall, { id: earlier });
      requireChair(admission, "Calling the roll");
      requireNotOver(table);
      requireEachOnce(entries);
      const before = await standingOfTable(tx, roundTableId);
      await turnPresence(tx, viewer, roundTableId, entries);
      const after = await standingOfTable(tx, roundTableId);
      const rollCall = await record(tx, { id, table, admission, entries, after });
      const { number, members, present } = rollCall;
      const body = { rollCallId: id, number, members, present, quorum: { ...after.quorum } };
      const told = { topicId: roundTableId, kind: events.ROLL_CALLED, body };
      await this.journal.append(tx, [told, ...flips(roundTableId, before.quorum, after.quorum)]);
      return rollCall;
    });
  }
}

function readEntries({ entries }: Called): Entry[] {
  return entries.map(({ delegationId, isPresent, note }) => ({
    delegationId: requireId(delegationId),
    isPresent,
    note: note == null ? null : requireText("note", note, 200),
  }));
}

function requireEachOnce(entries: readonly Entry[]): void {
  if (entries.length === 0 || entries.length > MAXIMUM_ENTRIES)
    refuse(new InvalidInput("entries", `Name 1 to ${MAXIMUM_ENTRIES} delegations.`));
  if (new Set(entries.map((one) => one.delegationId)).size < entries.length)
    refuse(new InvalidInput("entries", "A delegation is named twice. Name each once."));
}

async function turnPresence(
  tx: EntityManager,
  viewer: Viewer,
  roundTableId: string,
  entries: readonly Entry[],
): Promise<void> {
  const seats: { id: string; delegation_id: string }[] = await tx.query(
    "SELECT id, delegation_id FROM seat WHERE round_table_id = $1 AND delegation_id = ANY($2)",
    [roundTableId, entries.map((one) => one.delegationId)],
  );
  if (seats.length < entries.length) refuse(new NotFound());
  const roster: Seated[] = await tx.query(
    `SELECT s.id AS "seatId", s.delegation_id AS "delegationId", g.id AS "delegateId", g.function,
            (SELECT coalesce(max(number), 0)::int FROM presence_record WHERE seat_id = s.id AND delegate_id = g.id) AS newest
     FROM seat s JOIN delegate g ON g.delegation_id = s.delegation_id AND g.withdrawn_at IS NULL
     WHERE s.id = ANY($1) ORDER BY g.id`,
    [seats.map((seat) => seat.id)],
  );
  const peopled = new Set(roster.map((one) => one.delegationId));
  if (entries.some((one) => one.isPresent && !peopled.has(one.delegationId)))
    refuse(new InvalidInput("entries", "A delegation without people cannot be present. Add a delegate to it first."));
  const notes = new Map(entries.map((one) => [one.delegationId, one.note]));
  const turned = (turnedBy(entries, roster) as Seated[]).map(({ seatId, delegationId, delegateId, newest }) => {
    return { seatId, delegationId, delegateId, number: newest + 1, note: notes.get(delegationId) ?? null };
  });
  await insertRecords(tx, viewer, "ROLL_CALL", turned);
}

interface Recording {
  readonly id: string;
  readonly table: RoundTable;
  readonly admission: Admission;
  readonly entries: readonly Entry[];
  readonly after: Standing;
}

async function record(tx: EntityManager, { id, table, admission, entries, after }: Recording): Promise<RollCall> {
  const { members, present } = after.attendance;
  await tx.query(
    `INSERT INTO roll_call (id, round_table_id, conference_id, number, members, present, called_by_id)
     SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5, $6 FROM roll_call WHERE round_table_id = $2`,
    [id, table.id, table.conferenceId, members, present, admission.participationId],
  );
  await tx.query(
    `INSERT INTO roll_call_answer (roll_call_id, delegation_id, is_present, note)
     SELECT $1, * FROM unnest($2::uuid[], $3::boolean[], $4::text[])`,
    [id, entries.map((one) => one.delegationId), entries.map((one) => one.isPresent), entries.map((one) => one.note)],
  );
  return tx.findOneByOrFail(RollCall, { id });
}
