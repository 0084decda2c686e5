import { useEffect } from "react";
import { ChairClosesBallotDocument } from "../../api/generated/facilitator-deeds.js";
import { useDeed } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { inOrder, nameOf } from "../../parts/names.js";
import { clock, list } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { useTable } from "./table.js";

const NAMED = 8;

/** Before a ballot is closed early: what is missing, by name. Keeping it open is the safe choice and has the focus. */
export function LockNow({ ballot, onClose }: { readonly ballot: BallotShown; readonly onClose: () => void }) {
  const { seats } = useTable();
  const close = useDeed(ChairClosesBallotDocument);
  const isOver = ballot.state !== "OPEN" && ballot.state !== "LOCKING";
  // Somebody else, or the clock, was faster: there is nothing to ask any more.
  useEffect(() => {
    if (isOver) onClose();
  }, [isOver, onClose]);
  const missing = inOrder(
    ballot.roll
      .filter(({ hasVoted, delegation }) => hasVoted === false && seats.get(delegation.id)?.isPresent)
      .flatMap(({ delegation }) => seats.get(delegation.id) ?? [])
      .map(({ delegation }) => nameOf(delegation)),
  );
  const lock = async (): Promise<void> => {
    const outcome = await close.run({ input: { ballotId: ballot.id } });
    if (outcome?.kind === "done") onClose();
  };
  const isConsensus = ballot.mode === "CONSENSUS";
  return (
    <Dialog
      title={t(isConsensus ? "lock.consensusTitle" : "lock.title")}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("lock.keepOpen")}
          </button>
          <button type="button" className="button is-main" disabled={close.isBusy} onClick={() => void lock()}>
            {t(isConsensus ? "controls.closeConsensus" : "lock.now")}
          </button>
        </>
      }
    >
      <p dir="auto">{ballot.question}</p>
      {isConsensus ? (
        <p>{t("consensus.objections", { count: ballot.objections.length })}</p>
      ) : (
        <>
          <p className="number">{t("tally.voted", ballot.turnout)}</p>
          {ballot.mode === "SECRET" ? (
            <p>{t("tally.missing", { missing: Math.max(0, ballot.turnout.eligible - ballot.turnout.voted) })}</p>
          ) : missing.length > 0 ? (
            <p className="notice is-warning">
              {t("lock.missing", { count: missing.length })}{" "}
              {list([
                ...missing.slice(0, NAMED),
                ...(missing.length > NAMED ? [t("lock.more", { count: missing.length - NAMED })] : []),
              ])}
            </p>
          ) : (
            <p className="notice is-good">{t("lock.nobodyMissing")}</p>
          )}
        </>
      )}
      {close.problem && (
        <p className="problem" role="alert">
          {close.problem} {ballot.closedAt && clock(ballot.closedAt)}
        </p>
      )}
    </Dialog>
  );
}
