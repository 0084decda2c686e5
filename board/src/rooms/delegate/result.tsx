import { decisionSentence, quorumSentence, ruleSentence } from "../../parts/ballot/decision-words.js";
import { TallyBars } from "../../parts/ballot/tally-bars.js";
import { t } from "../../words/words.js";
import type { Ballot } from "./place.js";

/** What came of a ballot, as far as this person may know it. */
export function Result({ ballot }: { readonly ballot: Ballot }) {
  const { decision, state } = ballot;
  if (state === "CANCELLED")
    return (
      <div className="notice">
        <p>{t("delegate.result.cancelled")}</p>
        {ballot.cancelReason && <p dir="auto">{ballot.cancelReason}</p>}
      </div>
    );
  if (!decision) return <p className="notice">{t("delegate.result.toCome")}</p>;
  return (
    <div className="result stack">
      {state === "ANNULLED" && <p className="notice is-warning">{t("delegate.result.annulled")}</p>}
      <p className="result-sentence">{decisionSentence(decision, ballot.turnout)}</p>
      {ballot.tally && ballot.mode !== "CONSENSUS" && (
        <TallyBars turnout={ballot.turnout} tally={ballot.tally} caption={t("tally.title")} />
      )}
      <p className="quiet">{ruleSentence(decision)}</p>
      <p className="quiet">{quorumSentence(decision)}</p>
    </div>
  );
}
