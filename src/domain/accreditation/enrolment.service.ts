import type { EntityManager } from "typeorm";
import type { Entry, Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput, NotEntitled, NotFound } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { mayManage } from "../conference/conference.policy.js";
import { Participation } from "../conference/participation.entity.js";
import { DelegateFunction } from "../delegation/delegate.entity.js";
import * as events from "../delegation/delegation.events.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { holdTable } from "../round-table/floor.service.js";
import { EnrolmentHasProblems } from "./accreditation.refusals.js";
import { toldIn } from "./delegation-floor.service.js";
import { HEAD, type ListedRow, type Party, planEnrolment, type PlannedRow } from "./enrolment.rules.js";
import { EnrolmentRow } from "./enrolment.types.js";
import { type Added, writeRows } from "./enrolment-writing.service.js";
import { partiesOf, tablesOf } from "./parties.service.js";

const MOST_ROWS = 500;

export interface ListOfDelegates {
  readonly conferenceId: string;
  readonly rows: readonly ListedRow[];
  readonly dryRun: boolean;
}

/** Delegates from a list: who is on it and not in joins, who is in gets the function of the list, and nobody leaves. */
export class EnrolmentService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** What the list does, line by line; a dry run only says so. All lines or none. Sent again, it changes nothing. */
  async enrol(viewer: Viewer, list: ListOfDelegates): Promise<EnrolmentRow[]> {
    const id = requireId(list.conferenceId);
    const dry = list.dryRun;
    return this.database.transaction(viewer, async (tx) => {
      await requireSecretariat(tx, viewer, id);
      if (list.rows.length < 1 || list.rows.length > MOST_ROWS)
        refuse(new InvalidInput("rows", `Send 1 to ${MOST_ROWS} lines.`));
      const seen = planEnrolment(list.rows, await partiesOf(tx, id));
      if (dry) return seen.map((row) => new EnrolmentRow(row));
      const meant = partiesIn(seen).map((party) => party.id);
      const tables = await this.hold(tx, viewer, id, meant);
      const planned = planEnrolment(list.rows, await partiesOf(tx, id));
      if (planned.some((row) => row.problem))
        refuse(new EnrolmentHasProblems(planned.map((row) => new EnrolmentRow(row))));
      const added = await writeRows(tx, id, planned);
      const told = partiesIn(planned).flatMap((party) =>
        deedsOn(party, planned, added).flatMap((deed) => toldIn([id, ...(tables.get(party.id) ?? [])], deed)),
      );
      if (told.length > 0) await this.journal.append(tx, told);
      return planned.map((row) => new EnrolmentRow(row, added.get(row)?.delegateId));
    });
  }

  /** Bodies, delegations, the viewer, those who come back: in the order of every deed on a delegation, each in ascending order. */
  private async hold(
    tx: EntityManager,
    viewer: Viewer,
    conferenceId: string,
    delegationIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const tables = await tablesOf(tx, delegationIds);
    for (const tableId of [...new Set([...tables.values()].flat())].sort()) await holdTable(tx, tableId, "write");
    await tx.query("SELECT FROM delegation WHERE id = ANY($1) ORDER BY id FOR UPDATE", [delegationIds]);
    await requireSecretariat(tx, viewer, conferenceId, "hold");
    await tx.query(
      `SELECT FROM participation WHERE id IN (SELECT participation_id FROM delegate WHERE delegation_id = ANY($1) AND withdrawn_at IS NOT NULL)
       ORDER BY id FOR UPDATE`,
      [delegationIds],
    );
    return tables;
  }
}

async function requireSecretariat(
  tx: EntityManager,
  viewer: Viewer,
  conferenceId: string,
  hold?: "hold",
): Promise<void> {
  const where = { accountId: viewer.accountId, conferenceId };
  const lock = hold ? { lock: { mode: "pessimistic_read" as const } } : {};
  const acting = await tx.findOne(Participation, { where, ...lock });
  if (!acting) return refuse(new NotFound());
  if (!mayManage(acting)) refuse(new NotEntitled("Lists of delegates are enrolled by the secretariat."));
}

function partiesIn(rows: readonly PlannedRow[]): Party[] {
  return [...new Set(rows.flatMap(({ party }) => party ?? []))];
}

type Told = Omit<Entry, "topicId">;

/** What is told of a delegation: the deeds by which single people would have been added, changed and made head. */
function deedsOn(party: Party, rows: readonly PlannedRow[], added: ReadonlyMap<PlannedRow, Added>): Told[] {
  const own = rows.filter((row) => row.party === party);
  const idOf = (row: PlannedRow): string => row.member?.delegateId ?? added.get(row)!.delegateId;
  const now = party.members.find((one) => one.function === HEAD);
  const head = own.find((row) => row.function === HEAD && row.action !== "UNCHANGED");
  const isHandedOver = head !== undefined && now !== undefined;
  const told: Told[] = own.flatMap((row) => {
    const person = added.get(row);
    if (!person) return [];
    const body = { delegationId: party.id, delegateId: person.delegateId };
    return { kind: events.DELEGATE_ADDED, body, ...(person.renews ? { renews: [person.renews] } : {}) };
  });
  if (isHandedOver) {
    const body = { delegationId: party.id, delegateId: idOf(head), previousId: now.delegateId };
    told.push({ kind: events.HEAD_HANDED_OVER, body });
  }
  for (const row of own) {
    if (row.action !== "CHANGE_FUNCTION" || (row === head && isHandedOver)) continue;
    // The head became an alternate by handing over.
    const before = row.member === now && isHandedOver ? DelegateFunction.ALTERNATE : row.member!.function;
    if (before === row.function) continue;
    const body = { delegationId: party.id, delegateId: idOf(row), before, function: row.function };
    told.push({ kind: events.DELEGATE_FUNCTION_CHANGED, body });
  }
  return told;
}
