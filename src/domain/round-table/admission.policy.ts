import type { Context } from "../../platform/graphql/context.js";
import { DelegateFunction } from "../delegation/delegate.entity.js";
import { DelegationKind } from "../delegation/delegation.entity.js";
import { NotShareable } from "../../platform/graphql/sharing.js";
import { viewerOf } from "../identity/viewer.policy.js";
import { AppointmentRole } from "./appointment.entity.js";

/** What somebody is in one body, as the table "Who sees what" has it. */
export type Standing = "STAFF" | "DELEGATE" | "OBSERVER";

/** A viewer's admission to one body. No admission: the body does not exist for the viewer. */
export interface Admission {
  readonly roundTableId: string;
  readonly participationId: string;
  readonly isSecretariat: boolean;
  readonly roles: readonly AppointmentRole[];
  /** In the chair now: the facilitator, unless a vice-chair has taken it. Several may conduct, one presides. */
  readonly isPresiding: boolean;
  /** Set when the viewer's delegation has a seat in the body. */
  readonly seat: {
    readonly id: string;
    readonly delegationId: string;
    readonly delegateId: string;
    /** A delegation of observers has a seat and no vote; on a speakers' list it states and asks, and no more. */
    readonly kind: DelegationKind;
    readonly function: DelegateFunction;
  } | null;
}

/** A row of ADMISSIONS. */
export interface AdmissionRow {
  round_table_id: string;
  participation_id: string;
  is_secretariat: boolean;
  roles: AppointmentRole[];
  is_presiding: boolean;
  seat_id: string | null;
  delegation_id: string | null;
  delegation_kind: DelegationKind | null;
  delegate_id: string | null;
  function: DelegateFunction | null;
}

/** One row per body that lets an account in, for those that `condition` names (of p, participation, and t, round table). */
export const admissionsOf = (condition: string): string => `
  SELECT p.account_id, t.id AS round_table_id, p.id AS participation_id, p.is_secretariat,
         coalesce(r.roles, '{}') AS roles, coalesce(t.presiding_id = p.id, 'FACILITATOR' = ANY(r.roles), false) AS is_presiding, s.id AS seat_id, d.delegation_id, n.kind AS delegation_kind, d.id AS delegate_id, d.function
  FROM participation p
  JOIN round_table t ON t.conference_id = p.conference_id
  LEFT JOIN delegate d ON d.participation_id = p.id AND d.withdrawn_at IS NULL
  LEFT JOIN delegation n ON n.id = d.delegation_id
  LEFT JOIN seat s ON s.round_table_id = t.id AND s.delegation_id = d.delegation_id
  LEFT JOIN LATERAL (
    SELECT array_agg(a.role) AS roles FROM appointment a
    WHERE a.round_table_id = t.id AND a.participation_id = p.id AND a.ended_at IS NULL
  ) r ON true
  WHERE ${condition} AND (p.is_secretariat OR s.id IS NOT NULL OR r.roles IS NOT NULL)`;

/** The same for one account. $1: account. The caller adds which bodies are asked for. */
export const ADMISSIONS = admissionsOf("p.account_id = $1");

export function toAdmission(row: AdmissionRow): Admission {
  const { seat_id: id, delegation_id: delegationId, delegate_id: delegateId, delegation_kind: kind } = row;
  return {
    roundTableId: row.round_table_id,
    participationId: row.participation_id,
    isSecretariat: row.is_secretariat,
    roles: row.roles,
    isPresiding: row.is_presiding,
    seat:
      id && delegationId && delegateId && kind && row.function
        ? { id, delegationId, delegateId, kind, function: row.function }
        : null,
  };
}

/** The viewer's admission to each body; null where there is none. */
export async function admissionTo(context: Context, roundTableIds: readonly string[]): Promise<(Admission | null)[]> {
  const { accountId } = viewerOf(context);
  const rows: AdmissionRow[] = await context.reader.read((tx) =>
    tx.query(`${ADMISSIONS} AND t.id = ANY($2)`, [accountId, roundTableIds]),
  );
  const byTable = new Map(rows.map((row) => [row.round_table_id, toAdmission(row)]));
  return roundTableIds.map((id) => byTable.get(id) ?? null);
}

/** The viewer's admission by way of the operation's loaders. */
export function admissionOf(context: Context, roundTableId: string): Promise<Admission | null> {
  return context.loadLasting(admissionTo, roundTableId);
}

/** What of an admission decides what an event of the body shows: all members of a class see the same. */
export function classIn(admission: Admission): { readonly body: string; readonly standing: Standing } {
  return { body: admission.roundTableId, standing: standingOf(admission) };
}

/** As what the viewer is admitted to a body; null where it is not. Policies of what is shown ask this, and nothing else of a viewer. */
export async function standingIn(context: Context, roundTableId: string): Promise<Standing | null> {
  const shared = context.attributes;
  if (!shared) {
    const admission = await admissionOf(context, roundTableId);
    return admission && standingOf(admission);
  }
  if (shared["body"] !== roundTableId) throw new NotShareable("Members of this class may differ in another body.");
  return shared["standing"] as Standing;
}

export function standingOf(admission: Admission): Standing {
  if (admission.isSecretariat || admission.roles.some((role) => role !== AppointmentRole.OBSERVER)) return "STAFF";
  return admission.seat?.kind === DelegationKind.MEMBER ? "DELEGATE" : "OBSERVER";
}

/** Presides over the body: opens it, takes up items, conducts ballots. The secretariat may act for the chair. */
export function mayPreside(admission: Admission): boolean {
  return admission.isSecretariat || isChair(admission);
}

export function isChair(admission: Admission): boolean {
  return admission.roles.includes(AppointmentRole.FACILITATOR) || admission.roles.includes(AppointmentRole.VICE_CHAIR);
}

/** Sits for a member delegation and may speak for it: advisers listen, and so do delegations of observers. */
export function maySpeakForDelegation(admission: Admission): boolean {
  const { seat } = admission;
  return seat?.kind === DelegationKind.MEMBER && seat.function !== DelegateFunction.ADVISER;
}
