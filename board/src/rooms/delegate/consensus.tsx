import { useId, useState } from "react";
import { DelegateObjectsDocument } from "../../api/generated/delegate.js";
import { useDeed } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type Ballot, type Place, whyNotNow } from "./place.js";

/** Silence is consent: the one thing to do is to object, with a second touch, for it ends the ballot at once. */
export function Consensus({ ballot, place }: { readonly ballot: Ballot; readonly place: Place }) {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const field = useId();
  const objects = useDeed(DelegateObjectsDocument);
  const why = whyNotNow(place, ballot);
  const object = (): void => {
    const input = { ballotId: ballot.id, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
    void objects.run({ input });
  };
  return (
    <div className="slip">
      <p>{t("delegate.consensus.words")}</p>
      {why && <p className="notice is-warning">{t(why)}</p>}
      {!why && !isAsked && (
        <button type="button" className="button is-wide is-grave is-tall" onClick={() => setAsked(true)}>
          {t("delegate.consensus.object")}
        </button>
      )}
      {!why && isAsked && (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            object();
          }}
        >
          <label htmlFor={field}>{t("delegate.consensus.reason")}</label>
          <textarea
            id={field}
            rows={3}
            maxLength={2000}
            dir="auto"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
          <p>{t("delegate.consensus.ends")}</p>
          <button type="submit" className="button is-wide is-grave is-tall" disabled={objects.isBusy}>
            {t(objects.isBusy ? "delegate.vote.sendingButton" : "delegate.consensus.confirm")}
          </button>
          <button type="button" className="button is-wide" onClick={() => setAsked(false)}>
            {t("page.cancel")}
          </button>
        </form>
      )}
      {objects.problem && (
        <p className="notice is-wrong" role="alert">
          {objects.problem}
        </p>
      )}
    </div>
  );
}
