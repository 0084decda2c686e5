import { useEffect } from "react";
import { BallotAtTableDocument } from "../../api/generated/facilitator.js";
import type { BallotAtTableQuery } from "../../api/generated/types.js";
import { TallyBars } from "../../parts/ballot/tally-bars.js";
import { Countdown, useSecondsUntil } from "../../parts/countdown.js";
import { wordOf } from "../../parts/deed.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { sayFigures } from "../../parts/announcer.js";
import { t } from "../../words/words.js";
import { RollCallPanel } from "./roll-call.js";
import { Objections } from "./objections.js";
import { ReadIns } from "./read-ins.js";
import { Result } from "./result.js";
import { useTable } from "./table.js";

export type BallotShown = NonNullable<BallotAtTableQuery["ballot"]>;

/** What brings no news along that this panel shows, and changes it. */
const CHANGED_BY =
  /^(Admitted|ReadIn|Annulment|BallotAnnulled|BallotClosed|DecisionDeclared|ConsensusObjected|SealFault|BallotOpened)/;

export function useBallot(id: string | null): BallotShown | null {
  const { data } = useRoomQuery(
    BallotAtTableDocument,
    { id: id ?? "" },
    { pause: id === null, changedBy: (event) => CHANGED_BY.test(event.__typename) },
  );
  return data?.ballot ?? null;
}

/** One ballot: what is asked, how it stands, and what became of it. Every row keeps its place from opening to announcement. */
export function BallotPanel({ id }: { readonly id: string }) {
  const { conducts } = useTable();
  const ballot = useBallot(id);
  if (!ballot)
    return (
      <section className="panel ballot-panel" aria-label={t("ballot.title")}>
        <p>{t("page.loading")}</p>
      </section>
    );
  const takesVotes = ballot.state === "OPEN" || ballot.state === "LOCKING";
  return (
    <section className="panel ballot-panel" aria-labelledby="ballot-question" data-state={ballot.state}>
      <div className="ballot-head">
        <h2 id="ballot-question" dir="auto">
          {ballot.question}
        </h2>
        <BallotState ballot={ballot} />
      </div>
      <p className="quiet">
        {wordOf("mode", ballot.mode)} · {wordOf("majority", ballot.majority)}
        {takesVotes && ballot.mode !== "SECRET" && ballot.mode !== "CONSENSUS" && (
          <> · {t(`visibility.${ballot.tallyVisibility}`)}</>
        )}
      </p>
      {ballot.mode === "ROLL_CALL" && takesVotes && <RollCallPanel ballot={ballot} />}
      {ballot.mode === "CONSENSUS" ? <Objections ballot={ballot} /> : <Tally ballot={ballot} />}
      {conducts && takesVotes && ballot.mode !== "SECRET" && ballot.mode !== "CONSENSUS" && <ReadIns ballot={ballot} />}
      {ballot.box?.fault && (
        <p className="notice is-wrong" role="alert">
          {t("ballot.sealFault")}
        </p>
      )}
      {!takesVotes && <Result ballot={ballot} />}
    </section>
  );
}

function BallotState({ ballot }: { readonly ballot: BallotShown }) {
  const ends = ballot.state === "OPEN" || ballot.state === "LOCKING" ? ballot.closesAt : null;
  const seconds = useSecondsUntil(ends);
  // At zero the server decides; until it has spoken the ballot is not locked.
  const isOver = ends !== null && seconds === 0;
  return (
    <p className="ballot-state" data-state={ballot.state}>
      <strong>{isOver ? t("ballot.lockingNow") : wordOf("ballotState", ballot.state)}</strong>
      {ends && !isOver && <Countdown until={ends} label={t("ballot.countdown")} />}
    </p>
  );
}

function Tally({ ballot }: { readonly ballot: BallotShown }) {
  const { voted, eligible } = ballot.turnout;
  const words = t("tally.voted", { voted, eligible });
  const takesVotes = ballot.state === "OPEN" || ballot.state === "LOCKING";
  useEffect(() => {
    if (takesVotes && voted > 0) sayFigures(words);
  }, [words, takesVotes, voted]);
  return (
    <>
      <TallyBars turnout={ballot.turnout} tally={ballot.tally} caption={t("tally.title")} />
      <p className="tally-words">
        <span className="figures number">{words}</span>
        <span className="figures number">{t("tally.missing", { missing: Math.max(0, eligible - voted) })}</span>
        {ballot.outlook && ballot.tally && (
          <span className="outlook" data-outlook={ballot.outlook}>
            {wordOf("outlook", ballot.outlook)}
          </span>
        )}
      </p>
      {takesVotes && !ballot.tally && <p className="quiet">{t("tally.hidden")}</p>}
      {takesVotes && ballot.tally && <p className="quiet">{t("ballot.thresholdLater")}</p>}
    </>
  );
}
