import { NotEntitled } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { requireOpenState } from "../round-table/floor.service.js";
import { NotPresent } from "../round-table/round-table.refusals.js";
import type { Ballot } from "./ballot.entity.js";
import { mayCast } from "./ballot.policy.js";
import { BallotClosed, VotesNotTaken } from "./ballot.refusals.js";
import { BallotMode } from "./ballot.words.js";
import type { Booth, Held } from "./booth.service.js";

/** Acts for a delegation that may vote here; NotEntitled for everybody else. */
export function requireCaster({ admission }: Booth, rules: Held["rules"]): void {
  if (mayCast(admission, rules)) return;
  refuse(
    new NotEntitled("Votes are cast by delegations seated here; advisers, observers and whoever presides do not vote."),
  );
}

/** May vote now: the ballot takes votes, the delegation is on its roll and checked in. */
export function requireVoter(booth: Booth, ballot: Ballot): void {
  if (booth.closedAt) refuse(new BallotClosed(booth.closedAt));
  requireOpenState(booth.tableState);
  if (ballot.mode === BallotMode.CONSENSUS) refuse(new VotesNotTaken());
  if (!booth.isEligible)
    refuse(
      new NotEntitled("Your delegation is not on the roll of this ballot: it was frozen when the ballot was opened."),
    );
  if (!booth.isCheckedIn) refuse(new NotPresent());
}
