import { useState } from "react";
import { Mark } from "../../parts/ballot/mark.js";
import { clock } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Ballot } from "./place.js";

/** What the server has recorded for the delegation. Of a secret ballot only that its paper is in the box, with the receipt. */
export function Recorded({ ballot: { myVote, hasVoted, receipt } }: { readonly ballot: Ballot }) {
  if (myVote)
    return (
      <div className="recorded notice is-good" data-mark={myVote.choice}>
        <p className="recorded-word" tabIndex={-1}>
          <Mark of={myVote.choice} /> {t(`delegate.vote.recorded.${myVote.choice}`)}
        </p>
        <p className="quiet">
          {t(myVote.source === "READ_IN" ? "delegate.vote.readInAt" : "delegate.vote.recordedAt", {
            at: clock(myVote.castAt),
          })}
        </p>
      </div>
    );
  if (!hasVoted) return null;
  return (
    <div className="recorded notice is-good">
      <p className="recorded-word" tabIndex={-1}>
        <Mark of="voted" /> {t("delegate.secret.recorded")}
      </p>
      <p className="quiet">{t("delegate.secret.neverShown")}</p>
      {receipt && <Receipt receipt={receipt} />}
    </div>
  );
}

function Receipt({ receipt }: { readonly receipt: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void =>
    void navigator.clipboard.writeText(receipt).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <details className="receipt">
      <summary>{t("delegate.secret.receipt", { end: receipt.slice(-6) })}</summary>
      <p className="quiet">{t("delegate.secret.receiptWords")}</p>
      <code dir="ltr">{receipt}</code>
      <button type="button" className="button is-small" onClick={copy}>
        {t(isCopied ? "page.copied" : "page.copy")}
      </button>
    </details>
  );
}
