import type { Journal } from "../../live/journal.js";
import type { Database } from "../../platform/database/database.js";
import { requireText } from "../../platform/graphql/input.js";
import { InvalidState } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import type { Viewer } from "../identity/viewer.policy.js";
import type { Ballot } from "../ballot/ballot.entity.js";
import * as events from "./conduct.events.js";
import { BallotMode, BallotState, type VoteChoice } from "../ballot/ballot.words.js";
import { VoteIntention } from "./conduct.entity.js";
import { entriesOn, onBallot } from "../ballot/ballot-floor.service.js";
import { requireVoterOf } from "./voter.service.js";

/** After the close: how a delegation meant to vote. Printed beside the votes; the result stays as it is. */
export class IntentionService {
  constructor(
    private readonly database: Database,
    private readonly journal: Journal,
  ) {}

  /** Records it once per delegation and ballot; the same sent again changes nothing. */
  async record(viewer: Viewer, ballotId: string, choice: VoteChoice, statement?: string | null): Promise<Ballot> {
    const words = statement == null ? null : requireText("statement", statement, 2000);
    return onBallot(this.database, viewer, ballotId, async (tx, { ballot, admission }) => {
      const { delegationId, delegateId } = await requireVoterOf(tx, ballot, admission);
      if (ballot.mode !== BallotMode.RECORDED && ballot.mode !== BallotMode.ROLL_CALL)
        refuse(new InvalidState(ballot.mode, `An intention belongs to a vote by name; this ballot is ${ballot.mode}.`));
      if (ballot.state !== BallotState.CLOSED && ballot.state !== BallotState.DECLARED)
        refuse(
          new InvalidState(ballot.state, `The ballot is ${ballot.state}; an intention is recorded after its close.`),
        );
      const made = await tx.findOneBy(VoteIntention, { ballotId: ballot.id, delegationId });
      if (made?.choice === choice && made.statement === words) return;
      if (made)
        refuse(
          new InvalidState(made.choice, "Your delegation has recorded its intention. It is not changed any more."),
        );
      await tx.insert(VoteIntention, { ballotId: ballot.id, delegationId, delegateId, choice, statement: words });
      await this.journal.append(tx, entriesOn(ballot, events.VOTE_INTENTION_RECORDED, { delegationId }));
    });
  }
}
