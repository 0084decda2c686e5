import type { EntityManager } from "typeorm";
import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireText } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import { isChair } from "../round-table/admission.policy.js";
import type { Ballot } from "./ballot.entity.js";
import * as events from "./ballot.events.js";
import { SecondPersonNeeded } from "./ballot.refusals.js";
import { BallotState } from "./ballot.words.js";
import { Annulment } from "./conduct.entity.js";
import { asChair, entriesOn, type Held } from "./conduct.service.js";
import { reopenSubject } from "./subject.service.js";

/** Declaring a closed ballot void: the chair and the secretariat together. The rows stay; a new ballot supersedes it. */
export class AnnulmentService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** The first of the two proposes, with a reason. Sent again with the same reason, it changes nothing. */
  async propose(viewer: Viewer, ballotId: string, reason: string): Promise<Ballot> {
    const why = requireText("reason", reason, 500);
    return asChair(this.database, viewer, ballotId, "Annulling a ballot", async (tx, { ballot, admission }) => {
      const proposed = await tx.findOneBy(Annulment, { ballotId: ballot.id });
      if (proposed?.reason === why && proposed.proposedById === admission.participationId) return;
      requireClosed(ballot);
      if (proposed)
        refuse(new InvalidState("PROPOSED", "The annulment of this ballot is proposed. Confirm it instead."));
      await tx.insert(Annulment, { ballotId: ballot.id, reason: why, proposedById: admission.participationId });
      await this.journal.append(tx, entriesOn(ballot, events.ANNULMENT_PROPOSED, { reason: why }));
    });
  }

  /** The second confirms: one of the two is the chair, the other of the secretariat. Sent again, it changes nothing. */
  async confirm(viewer: Viewer, ballotId: string): Promise<Ballot> {
    return asChair(this.database, viewer, ballotId, "Annulling a ballot", async (tx, held) => {
      const { ballot, admission } = held;
      const proposed = await tx.findOneBy(Annulment, { ballotId: ballot.id });
      if (!proposed) return refuse(new InvalidState(ballot.state, "Nobody has proposed to annul this ballot."));
      if (proposed.confirmedById === admission.participationId) return;
      requireClosed(ballot);
      await requireOther(tx, held, proposed);
      await reopenSubject(tx, ballot);
      await tx.query(
        "UPDATE annulment SET confirmed_at = clock_timestamp(), confirmed_by_id = $2 WHERE ballot_id = $1",
        [ballot.id, admission.participationId],
      );
      await tx.query("UPDATE ballot SET state = 'ANNULLED' WHERE id = $1", [ballot.id]);
      await this.journal.append(tx, entriesOn(ballot, events.BALLOT_ANNULLED, { reason: proposed.reason }));
    });
  }
}

async function requireOther(tx: EntityManager, { admission, table }: Held, proposed: Annulment): Promise<void> {
  if (proposed.proposedById === admission.participationId)
    refuse(
      new SecondPersonNeeded(
        "You proposed the annulment yourself. The other of chair and secretariat must confirm it.",
      ),
    );
  const [first]: { secretariat: boolean; chairs: boolean }[] = await tx.query(
    `SELECT p.is_secretariat AS secretariat, EXISTS (SELECT FROM appointment a WHERE a.round_table_id = $2 AND a.participation_id = p.id
            AND a.ended_at IS NULL AND a.role IN ('FACILITATOR', 'VICE_CHAIR')) AS chairs
     FROM participation p WHERE p.id = $1`,
    [proposed.proposedById, table.id],
  );
  const chairs = isChair(admission);
  const isPair = (first?.chairs && admission.isSecretariat) || (first?.secretariat && chairs);
  if (!isPair)
    refuse(new SecondPersonNeeded("A ballot is annulled by the chair and the secretariat together: one of each."));
}

function requireClosed(ballot: Ballot): void {
  if (ballot.state === BallotState.CLOSED || ballot.state === BallotState.DECLARED) return;
  refuse(new InvalidState(ballot.state, `The ballot is ${ballot.state}; a ballot is annulled after its close.`));
}
