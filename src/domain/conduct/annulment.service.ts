import type { EntityManager } from "typeorm";
import { IsNull } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireText } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { type Admission, isChair } from "../round-table/admission.policy.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import * as events from "./conduct.events.js";
import { SecondPersonNeeded } from "./conduct.refusals.js";
import { BallotState } from "../ballot/ballot.words.js";
import { AnnullingOffice } from "./conduct.words.js";
import { Annulment } from "./conduct.entity.js";
import { asChair, entriesOn, type Held } from "../ballot/ballot-floor.service.js";
import { reopenSubject } from "../ballot/subject.service.js";

/** Declaring a closed ballot void: the chair and the secretariat together. The rows stay; a new ballot supersedes it. */
export class AnnulmentService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The first of the two proposes, with a reason. Sent again with the same reason, it changes nothing. */
  async propose(viewer: Viewer, ballotId: string, reason: string): Promise<Ballot> {
    const why = requireText("reason", reason, 500);
    return this.onAnnulment(viewer, ballotId, async (tx, { ballot, admission }, standing) => {
      const proposedById = admission.participationId;
      if (standing?.reason === why && standing.proposedById === proposedById) return;
      requireClosed(ballot);
      if (standing)
        refuse(new InvalidState("PROPOSED", "The annulment of this ballot is proposed. Confirm it, or take it back."));
      const number = 1 + (await tx.countBy(Annulment, { ballotId: ballot.id }));
      await tx.insert(Annulment, {
        ...{ ballotId: ballot.id, number, reason: why, proposedById },
        proposedAs: officeOf(admission),
      });
      await this.journal.append(tx, entriesOn(ballot, events.ANNULMENT_PROPOSED, { reason: why }));
    });
  }

  /** A proposal is taken back, by whoever conducts the ballot; it is kept, and another may follow. */
  async withdraw(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return this.onAnnulment(viewer, ballotId, async (tx, { ballot }, standing) => {
      if (!standing) return;
      requireClosed(ballot);
      await tx.query("UPDATE annulment SET withdrawn_at = clock_timestamp() WHERE ballot_id = $1 AND number = $2", [
        ballot.id,
        standing.number,
      ]);
      await this.journal.append(tx, entriesOn(ballot, events.ANNULMENT_WITHDRAWN));
    });
  }

  /** The second confirms: one of the two is the chair, the other of the secretariat. Sent again, it changes nothing. */
  async confirm(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return this.onAnnulment(viewer, ballotId, async (tx, held, standing) => {
      const { ballot, admission, table } = held;
      if (!standing) return refuse(new InvalidState(ballot.state, "Nobody proposes to annul this ballot."));
      if (standing.confirmedById === admission.participationId) return;
      requireClosed(ballot);
      requireOther(held, standing);
      const told = await reopenSubject(tx, table, ballot);
      await tx.query(
        "UPDATE annulment SET confirmed_at = clock_timestamp(), confirmed_by_id = $3 WHERE ballot_id = $1 AND number = $2",
        [ballot.id, standing.number, admission.participationId],
      );
      await tx.query("UPDATE ballot SET state = 'ANNULLED' WHERE id = $1", [ballot.id]);
      const annulled = entriesOn(ballot, events.BALLOT_ANNULLED, { reason: standing.reason });
      await this.journal.append(tx, [...annulled, ...told]);
    });
  }

  private onAnnulment(
    viewer: Viewer,
    ballotId: string,
    work: (tx: EntityManager, held: Held, standing: Annulment | null) => Promise<void>,
  ): Promise<Ballot> {
    return asChair(this.database, viewer, ballotId, "Annulling a ballot", async (tx, held) => {
      const where = { ballotId: held.ballot.id, withdrawnAt: IsNull() };
      await work(tx, held, await tx.findOneBy(Annulment, where));
    });
  }
}

/** In which office somebody acts: whoever has both acts as the chair. */
function officeOf(admission: Admission): AnnullingOffice {
  return isChair(admission) ? AnnullingOffice.CHAIR : AnnullingOffice.SECRETARIAT;
}

function requireOther({ admission }: Held, { proposedById, proposedAs }: Annulment): void {
  if (proposedById === admission.participationId)
    refuse(
      new SecondPersonNeeded(
        "You proposed the annulment yourself. The other of chair and secretariat must confirm it.",
      ),
    );
  const isOther = proposedAs === AnnullingOffice.CHAIR ? admission.isSecretariat : isChair(admission);
  if (!isOther)
    refuse(new SecondPersonNeeded("A ballot is annulled by the chair and the secretariat together: one of each."));
}

function requireClosed(ballot: Ballot): void {
  if (ballot.state === BallotState.CLOSED || ballot.state === BallotState.DECLARED) return;
  refuse(new InvalidState(ballot.state, `The ballot is ${ballot.state}; a ballot is annulled after its close.`));
}
