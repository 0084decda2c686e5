import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireText } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { requireCheckedIn } from "../round-table/presence.service.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import * as events from "./conduct.events.js";
import { BallotMode } from "../ballot/ballot.words.js";
import { entriesOn, onBallot, requireNotDue, requireTakingVotes } from "../ballot/ballot-floor.service.js";
import { ConsensusObjection } from "./conduct.entity.js";
import { closeIn } from "../ballot/deciding.service.js";
import { requireVoterOf } from "./voter.service.js";

/** Consensus: the chair puts the text, and silence adopts it. */
export class ConsensusService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Records an objection. There is no consensus then: the ballot closes with it, and a recorded one may follow. */
  async object(viewer: Viewer, ballotId: string, reason?: string | null): Promise<Ballot> {
    const why = reason == null ? null : requireText("reason", reason, 2000);
    return onBallot(this.database, viewer, ballotId, async (tx, { ballot, admission }) => {
      const seat = await requireVoterOf(tx, ballot, admission);
      if (ballot.mode !== BallotMode.CONSENSUS)
        refuse(new InvalidState(ballot.mode, `This ballot is ${ballot.mode}: cast a vote against instead.`));
      const made = await tx.findOneBy(ConsensusObjection, { ballotId: ballot.id, delegationId: seat.delegationId });
      // The same objection sent again: it stands.
      if (made) return;
      requireTakingVotes(ballot);
      await requireNotDue(tx, ballot);
      await requireCheckedIn(tx, seat);
      const { delegationId, delegateId } = seat;
      await tx.insert(ConsensusObjection, { ballotId: ballot.id, delegationId, delegateId, reason: why });
      const objected = entriesOn(ballot, events.CONSENSUS_OBJECTED, { delegationId });
      await this.journal.append(tx, [...objected, ...(await closeIn(tx, ballot, admission.participationId, null))]);
    });
  }
}
