import { type EntityManager, IsNull } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireId, requireText } from "../../platform/graphql/input.js";
import { InvalidState, NotEntitled } from "../../platform/graphql/refusals.js";
import { uuidv7 } from "../../platform/kernel/ids.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { mayManage } from "../conference/conference.policy.js";
import { CredentialDecision, CredentialsRuling } from "../delegation/credential-decision.entity.js";
import { Delegate, DelegateFunction } from "../delegation/delegate.entity.js";
import { Credentials, Delegation, DelegationKind } from "../delegation/delegation.entity.js";
import * as events from "../delegation/delegation.events.js";
import { CREDENTIAL_DECISIONS, noteNewest, VOTING_RIGHTS } from "../delegation/recorded.service.js";
import { HeadMissing } from "../delegation/delegation.refusals.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { standingsOf } from "../round-table/quorum.service.js";
import { mayDecideCredentials } from "./accreditation.policy.js";
import { rulingsAfter } from "./credentials.rules.js";
import { type DelegationFloor, enterDelegation, quorumFlips, type Right, toldIn } from "./delegation-floor.service.js";

export interface CredentialsVerdict {
  readonly delegationId: string;
  readonly decision: CredentialsRuling;
  readonly reason: string;
  readonly expectedCredentials?: Credentials | null;
}

const DECIDES: Right = { may: mayDecideCredentials, refusal: "Credentials are decided by the credentials officers." };
const RESTORES: Right = {
  may: mayManage,
  refusal: "Voting rights are suspended and restored by the secretariat.",
};

/** Which delegations vote: their credentials and their voting rights. A ballot that is open keeps the roll it has. */
export class CredentialsService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Decides on credentials; for their officers. What is decided already changes nothing. */
  async decide(viewer: Viewer, input: CredentialsVerdict): Promise<Delegation> {
    const id = requireId(input.delegationId);
    const reason = requireText("reason", input.reason, 1_000);
    const { decision } = input;
    return this.database.transaction(viewer, async (tx) => {
      const floor = await enterDelegation(tx, viewer, id, DECIDES);
      const { delegation, own, tableIds } = floor;
      if (own) refuse(new NotEntitled("Another officer decides on the credentials of your own delegation."));
      const before = delegation.credentials;
      if (before === Credentials[decision]) return delegation;
      requireExpected(before, input.expectedCredentials ?? before);
      requireNext(before, decision);
      if (decision === CredentialsRuling.ACCEPTED) await requireHead(tx, id);
      const standings = await standingsOf(tx, tableIds);
      await recordDecision(tx, floor, decision, reason);
      await noteNewest(tx, CREDENTIAL_DECISIONS, id);
      const body = { delegationId: id, before, decision };
      const told = toldIn([delegation.conferenceId, ...tableIds], { kind: events.CREDENTIALS_DECIDED, body });
      await this.journal.append(tx, [...told, ...(await quorumFlips(tx, standings))]);
      return { ...delegation, credentials: Credentials[decision] };
    });
  }

  /** It keeps its seat, its voice and its place in the quorum, and is left out of rolls. Safe to repeat. */
  suspendVoting(viewer: Viewer, delegationId: string, reason: string): Promise<Delegation> {
    return this.setVoting(viewer, delegationId, reason, true);
  }

  /** Ends a suspension: it is on the roll of the next ballot that opens. Safe to repeat. */
  restoreVoting(viewer: Viewer, delegationId: string, reason: string): Promise<Delegation> {
    return this.setVoting(viewer, delegationId, reason, false);
  }

  private async setVoting(
    viewer: Viewer,
    delegationId: string,
    text: string,
    votingSuspended: boolean,
  ): Promise<Delegation> {
    const id = requireId(delegationId);
    const reason = requireText("reason", text, 1_000);
    return this.database.transaction(viewer, async (tx) => {
      const { delegation, acting, tableIds } = await enterDelegation(tx, viewer, id, RESTORES);
      if (delegation.kind !== DelegationKind.MEMBER)
        refuse(new InvalidState(delegation.kind, "Observers have no voting rights."));
      if (delegation.votingSuspended === votingSuspended) return delegation;
      await tx.update(Delegation, { id }, { votingSuspended });
      await tx.query(
        `INSERT INTO voting_right_record (id, delegation_id, conference_id, number, reason, decided_by_id)
         SELECT $1, $2, $3, coalesce(max(number), 0) + 1, $4, $5 FROM voting_right_record WHERE delegation_id = $2`,
        [uuidv7(), id, delegation.conferenceId, reason, acting.id],
      );
      await noteNewest(tx, VOTING_RIGHTS, id);
      const kind = votingSuspended ? events.VOTING_RIGHTS_SUSPENDED : events.VOTING_RIGHTS_RESTORED;
      await this.journal.append(
        tx,
        toldIn([delegation.conferenceId, ...tableIds], { kind, body: { delegationId: id } }),
      );
      return { ...delegation, votingSuspended };
    });
  }
}

function requireExpected(now: Credentials, expected: Credentials): void {
  if (now === expected) return;
  refuse(new InvalidState(now, `The credentials are ${now} and not ${expected} any more. Look again, then decide.`));
}

function requireNext(before: Credentials, decision: CredentialsRuling): void {
  const next = rulingsAfter(before);
  if (next.includes(decision)) return;
  const way = next.length > 0 ? `may become ${next.join(" or ")}` : "stay so";
  refuse(new InvalidState(before, `Credentials that are ${before} ${way}, and not ${decision}.`));
}

async function requireHead(tx: EntityManager, delegationId: string): Promise<void> {
  const head = { delegationId, function: DelegateFunction.HEAD, withdrawnAt: IsNull() };
  if (!(await tx.existsBy(Delegate, head))) refuse(new HeadMissing());
}

async function recordDecision(
  tx: EntityManager,
  { delegation, acting }: DelegationFloor,
  decision: CredentialsRuling,
  reason: string,
): Promise<void> {
  const { id, conferenceId, credentials } = delegation;
  await tx.update(Delegation, { id }, { credentials: Credentials[decision] });
  const number = (await tx.countBy(CredentialDecision, { delegationId: id })) + 1;
  const decidedById = acting.id;
  await tx.insert(CredentialDecision, {
    ...{ id: uuidv7(), delegationId: id, conferenceId, number, before: credentials, decision, reason, decidedById },
  });
}
