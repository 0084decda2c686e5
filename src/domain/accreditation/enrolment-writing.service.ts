import { type EntityManager, In } from "typeorm";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { Participation } from "../conference/participation.entity.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import { Account } from "../identity/account.entity.js";
import { HEAD, type PlannedRow } from "./enrolment.rules.js";

/** A delegate that was added. */
export interface Added {
  readonly delegateId: string;
  readonly participationId: string;
  /** The account of somebody who was at the conference before, and may be watching. */
  readonly renews: string | null;
}

/** Writes what a list does, in few statements however long it is: a head gives way before another takes the place. */
export async function writeRows(
  tx: EntityManager,
  conferenceId: string,
  rows: readonly PlannedRow[],
): Promise<Map<PlannedRow, Added>> {
  const changes = rows.filter((row) => row.action === "CHANGE_FUNCTION");
  const isHead = (row: PlannedRow): boolean => row.function === HEAD;
  await setFunctions(
    tx,
    changes.filter((row) => !isHead(row)),
  );
  const added = await addPeople(
    tx,
    conferenceId,
    rows.filter((row) => row.action === "ADD"),
  );
  await setFunctions(tx, changes.filter(isHead));
  return added;
}

async function setFunctions(tx: EntityManager, rows: readonly PlannedRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    "UPDATE delegate d SET function = n.function FROM unnest($1::uuid[], $2::text[]) AS n(id, function) WHERE d.id = n.id",
    [rows.map((row) => row.member!.delegateId), rows.map((row) => row.function)],
  );
}

async function addPeople(
  tx: EntityManager,
  conferenceId: string,
  rows: readonly PlannedRow[],
): Promise<Map<PlannedRow, Added>> {
  const back = await tx.findBy(Participation, { id: In(rows.flatMap(({ former }) => former?.participationId ?? [])) });
  const accounts = new Map(back.map((one) => [one.id, one.accountId]));
  const added = new Map<PlannedRow, Added>();
  const people: Partial<Participation>[] = [];
  for (const row of rows) {
    const participationId = row.former?.participationId ?? uuidv7();
    added.set(row, { delegateId: uuidv7(), participationId, renews: accounts.get(participationId) ?? null });
    if (!row.former) people.push({ id: participationId, accountId: uuidv7(), conferenceId, displayName: row.name });
  }
  const delegates = [...added].map(([row, { delegateId: id, participationId }]) => ({
    ...{ id, delegationId: row.party!.id, participationId, conferenceId },
    function: DelegateFunction[row.function as DelegateFunction],
  }));
  if (people.length > 0) {
    await tx.insert(
      Account,
      people.map(({ accountId, displayName }) => ({ id: accountId!, displayName: displayName! })),
    );
    await tx.insert(Participation, people);
  }
  if (delegates.length > 0) await tx.insert(Delegate, delegates);
  return added;
}
