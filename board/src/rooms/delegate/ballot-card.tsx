import { useEffect, useId } from "react";
import { useApp } from "../../parts/app-context.js";
import { Countdown, useSecondsUntil } from "../../parts/countdown.js";
import { wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { useBallot, useOwnPart } from "./ballot-query.js";
import { Consensus } from "./consensus.js";
import { type Ballot, changeWords, isTakingVotes, type Place } from "./place.js";
import { Recorded } from "./recorded.js";
import { Result } from "./result.js";
import { deskOf } from "./voting-desk.js";
import { Vote } from "./vote.js";

interface CardProps {
  readonly id: string;
  readonly place: Place;
  readonly read: (textId: string) => void;
}

/** One ballot: what is asked, by which rules, and the way to vote in it; afterwards what came of it. */
export function BallotCard({ id, place, read }: CardProps) {
  const { session } = useApp();
  const { ballot, failed } = useBallot(id);
  const hasVoted = ballot ? ballot.myVote !== null || ballot.hasVoted === true : false;
  useOwnPart(id, hasVoted);
  const heading = useId();
  const isOver = ballot ? !isTakingVotes(ballot) : false;
  useEffect(() => {
    if (isOver) deskOf(session).close(id);
  }, [isOver, session, id]);
  return (
    <section className="panel ballot" aria-labelledby={heading} data-state={ballot?.state}>
      <h2 id={heading} tabIndex={-1} dir="auto">
        {ballot?.question ?? t("page.loading")}
      </h2>
      {!ballot && failed && <p className="problem">{t("refusal.UNANSWERED")}</p>}
      {ballot && (
        <>
          <Terms ballot={ballot} place={place} />
          <button type="button" className="button ballot-read" onClick={() => read(ballot.recommendation.id)}>
            {t("delegate.ballot.read")}
          </button>
          <Body ballot={ballot} place={place} />
        </>
      )}
    </section>
  );
}

function Body({ ballot, place }: { readonly ballot: Ballot; readonly place: Place }) {
  if (!isTakingVotes(ballot))
    return (
      <>
        <Vote ballot={ballot} place={place} />
        <Recorded ballot={ballot} />
        <Result ballot={ballot} />
      </>
    );
  if (ballot.mode === "CONSENSUS") return <Consensus ballot={ballot} place={place} />;
  return <Vote ballot={ballot} place={place} />;
}

/** Mode, majority, whether a vote may be changed, and how long there is. */
function Terms({ ballot, place }: { readonly ballot: Ballot; readonly place: Place }) {
  const isOpen = isTakingVotes(ballot);
  return (
    <div className="ballot-terms quiet">
      <p>
        <span className="state-mark" data-state={ballot.state}>
          {wordOf("ballotState", ballot.state)}
        </span>{" "}
        {wordOf("mode", ballot.mode)} · {wordOf("majority", ballot.majority)}
        {isOpen && ballot.mode !== "CONSENSUS" && <> · {t(changeWords(place, ballot))}</>}
      </p>
      {isOpen && ballot.closesAt && <ClosesIn at={ballot.closesAt} />}
    </div>
  );
}

/** At zero the ballot is not yet closed for the screen: that is for the server to say. */
function ClosesIn({ at }: { readonly at: string }) {
  const seconds = useSecondsUntil(at);
  return (
    <p className="ballot-time">
      {seconds === 0 ? t("delegate.ballot.locking") : <Countdown until={at} label={t("delegate.ballot.timeLeft")} />}
    </p>
  );
}
