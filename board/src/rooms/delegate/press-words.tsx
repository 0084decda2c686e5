import { useApp } from "../../parts/app-context.js";
import { wordsFor } from "../../parts/deed.js";
import { clock } from "../../words/formats.js";
import { isKey, t } from "../../words/words.js";
import type { Press, Refusal, Slip } from "./voting-desk.js";

/** A refusal of a vote: in the words of voting where there are some, else in those for all deeds. */
function refusalWords(refusal: Refusal): string {
  const key = `delegate.refused.${refusal.code}`;
  const { closedAt } = refusal;
  return isKey(key)
    ? t(key, typeof closedAt === "string" ? { at: clock(closedAt) } : {})
    : wordsFor(refusal.code, refusal, refusal.message);
}

/** What became of a press, in the language that is spoken now. */
export function wordsOf(press: Press, serverTimeOf: (ticks: number) => number): string {
  switch (press.kind) {
    case "sending":
      return t(`delegate.vote.sending.${press.patience}`);
    case "refused":
      return t("delegate.vote.notRecorded", { reason: refusalWords(press.refusal) });
    case "lost":
      return t("delegate.vote.lost", { at: clock(serverTimeOf(press.askedAt)) });
    case "asking":
    case "notSent":
    case "differs":
      return t(`delegate.vote.${press.kind}`);
  }
}

/** "Not sent yet" while a choice waits for its touch; then what became of it. */
export function PressWords({ slip, again }: { readonly slip: Slip; readonly again: () => void }) {
  const { clock: server } = useApp();
  const { press, draft } = slip;
  if (!press) return draft === null ? null : <p className="press quiet">{t("delegate.vote.notSentYet")}</p>;
  const isBad = press.kind !== "sending" && press.kind !== "asking";
  return (
    <div className={isBad ? "press notice is-wrong" : "press notice"} data-press={press.kind}>
      <p>{wordsOf(press, (ticks) => server.now() - (performance.now() - ticks))}</p>
      {press.kind === "sending" && press.patience === "long" && (
        <button type="button" className="button is-small" onClick={again}>
          {t("page.tryAgain")}
        </button>
      )}
    </div>
  );
}
