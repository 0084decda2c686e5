import { useEffect, useId, useRef } from "react";
import { Mark } from "../../parts/ballot/mark.js";
import type { VoteChoice } from "../../api/generated/types.js";
import { t } from "../../words/words.js";
import { useVoting } from "./desk.js";
import { Disclosed } from "./disclosed.js";
import { type Ballot, isTakingVotes, mayChange, type Place, whyNotNow } from "./place.js";
import { PressWords } from "./press-words.js";
import { Recorded } from "./recorded.js";
import { isUnderWay } from "./voting-desk.js";

const CHOICES: readonly VoteChoice[] = ["FOR", "AGAINST", "ABSTAIN"];

interface Option {
  readonly value: string;
  readonly choice: VoteChoice;
}

const optionsOf = ({ mode, options }: Ballot): readonly Option[] =>
  mode === "SECRET"
    ? CHOICES.flatMap((choice) => options?.filter((one) => one.choice === choice) ?? []).map(({ id, choice }) => ({
        value: id,
        choice,
      }))
    : CHOICES.map((choice) => ({ value: choice, choice }));

const hasVoted = ({ myVote, hasVoted: inTheBox }: Ballot): boolean => myVote !== null || inTheBox === true;

/** Two touches: a choice, and a button that repeats it in words. What was recorded takes the place of both. */
export function Vote({ ballot, place }: { readonly ballot: Ballot; readonly place: Place }) {
  const isVoted = hasVoted(ballot);
  const voting = useVoting({ ballotId: ballot.id, mode: ballot.mode, isChange: isVoted });
  const { slip } = voting;
  useFocusKept(isVoted && !slip.isChanging, isUnderWay(slip));
  if (!isTakingVotes(ballot)) return slip.press && <PressWords slip={slip} again={voting.again} />;
  const why = whyNotNow(place, ballot);
  const called = ballot.mode === "ROLL_CALL" ? ballot.calls.at(-1)?.delegation.id : place.delegation.id;
  const isMyTurn = called === place.delegation.id || isVoted;
  if (isVoted && !slip.isChanging)
    return (
      <>
        <Recorded ballot={ballot} />
        {slip.press && <PressWords slip={slip} again={voting.again} />}
        {!why && mayChange(place, ballot) && (
          <button type="button" className="button is-wide" onClick={() => voting.change(true)}>
            {t("delegate.vote.change")}
          </button>
        )}
        <p className="quiet figures number">
          {t("tally.voted", { voted: ballot.turnout.voted, eligible: ballot.turnout.eligible })}
        </p>
        <p className="quiet">{t("delegate.vote.waiting")}</p>
      </>
    );
  if (why && !isUnderWay(slip)) return <p className="notice is-warning">{t(why)}</p>;
  if (!isMyTurn) return <NotCalled ballot={ballot} place={place} />;
  return <Slip ballot={ballot} voting={voting} isCalled={ballot.mode === "ROLL_CALL"} />;
}

/** The button that sent the vote is gone with it: focus goes to what took its place, and nobody is thrown back to the top. */
function useFocusKept(isRecorded: boolean, isSending: boolean): void {
  const wasSending = useRef(isSending);
  useEffect(() => {
    if (wasSending.current && !isSending && isRecorded && document.activeElement === document.body)
      document.querySelector<HTMLElement>(".recorded-word")?.focus({ preventScroll: true });
    wasSending.current = isSending;
  }, [isRecorded, isSending]);
}

function NotCalled({ ballot, place }: { readonly ballot: Ballot; readonly place: Place }) {
  const wasCalled = ballot.calls.some(({ delegation }) => delegation.id === place.delegation.id);
  return <p className="notice">{t(wasCalled ? "delegate.call.passed" : "delegate.call.notYet")}</p>;
}

interface SlipProps {
  readonly ballot: Ballot;
  readonly voting: ReturnType<typeof useVoting>;
  readonly isCalled: boolean;
}

function Slip({ ballot, voting, isCalled }: SlipProps) {
  const { slip } = voting;
  const name = useId();
  const options = optionsOf(ballot);
  const chosen = options.find(({ value }) => value === slip.draft);
  const busy = isUnderWay(slip);
  if (options.length === 0) return <p className="notice is-warning">{t("refusal.BALLOT_SEAL_FAULTY")}</p>;
  return (
    <form
      className="slip"
      onSubmit={(event) => {
        event.preventDefault();
        voting.send();
      }}
    >
      {isCalled && <p className="notice is-good">{t("delegate.call.now")}</p>}
      <fieldset disabled={busy}>
        <legend className="unseen">{t("delegate.vote.legend")}</legend>
        {options.map(({ value, choice }) => (
          <label className="choice" key={value} data-mark={choice}>
            <input
              type="radio"
              name={name}
              value={choice}
              checked={value === slip.draft}
              onChange={() => voting.choose(value)}
              autoComplete="off"
            />
            <Mark of={choice} />
            <span>{t(`choice.${choice}`)}</span>
          </label>
        ))}
      </fieldset>
      {ballot.disclosure && <Disclosed {...ballot.disclosure} />}
      <div className="slip-send">
        <PressWords slip={slip} again={voting.again} />
        <button type="submit" className="button is-main is-wide" disabled={!chosen || busy}>
          {busy
            ? t("delegate.vote.sendingButton")
            : chosen
              ? t(slip.isChanging ? `delegate.vote.sendChange.${chosen.choice}` : `delegate.vote.send.${chosen.choice}`)
              : t("delegate.vote.choose")}
        </button>
        {slip.isChanging && !busy && (
          <button type="button" className="button is-wide" onClick={() => voting.change(false)}>
            {t("delegate.vote.keep")}
          </button>
        )}
      </div>
    </form>
  );
}
