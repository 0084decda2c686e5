import { Countdown } from "../../parts/countdown.js";
import { t } from "../../words/words.js";
import { useBallot } from "./ballot-query.js";
import { isTakingVotes } from "./place.js";

/** While somebody reads, an open ballot says so at the bottom and waits there; it goes when the ballot does. */
export function OpenBar({ ballots, vote }: { readonly ballots: readonly string[]; readonly vote: () => void }) {
  return ballots[0] === undefined ? null : <Bar id={ballots[0]} vote={vote} />;
}

function Bar({ id, vote }: { readonly id: string; readonly vote: () => void }) {
  const { ballot } = useBallot(id);
  if (!ballot || !isTakingVotes(ballot)) return null;
  const isVoted = ballot.myVote !== null || ballot.hasVoted === true;
  return (
    <button type="button" className="open-bar" onClick={vote}>
      <span>{t(isVoted ? "delegate.bar.voted" : "delegate.bar.open")}</span>
      {ballot.closesAt && <Countdown until={ballot.closesAt} label={t("delegate.ballot.timeLeft")} />}
      <strong>{t(isVoted ? "delegate.bar.look" : "delegate.bar.vote")}</strong>
    </button>
  );
}
