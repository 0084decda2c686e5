import { type ReactNode, useState } from "react";
import { flushSync } from "react-dom";
import {
  ChairLocksBallotDocument,
  ChairOpensTableDocument,
  ChairResumesTableDocument,
  ChairTakesChairDocument,
} from "../../api/generated/facilitator-deeds.js";
import { useDeed } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type BallotShown, useBallot } from "./ballot-panel.js";
import { LockNow } from "./lock-now.js";
import { More } from "./more.js";
import { type RoomTable, useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

interface ControlsProps {
  readonly table: RoomTable;
  /** Where the ballot is one of several tabs: brings it forward. */
  readonly showBallot: () => void;
}

/** The bar at the end of the screen: as high in every state, with the one thing that comes next. */
export function Controls({ table, showBallot }: ControlsProps) {
  const { ballotId, isVoting } = useTable();
  const ballot = useBallot(ballotId);
  const { isPresiding, mayPreside } = table.myAdmission;
  if (!mayPreside)
    return (
      <footer className="controls" aria-label={t("controls.title")}>
        <p className="quiet">{t(table.state === "CLOSED" ? "controls.over" : "controls.follows")}</p>
      </footer>
    );
  return (
    <footer className="controls" aria-label={t("controls.title")}>
      <div className="controls-now">
        {!isPresiding && <TakeChair table={table} />}
        {isVoting && ballot ? (
          <BallotControls ballot={ballot} lockSeconds={table.conference.ruleSet.lockSeconds} />
        ) : table.state === "OPEN" && ballot?.state === "CLOSED" ? (
          <ToResult showBallot={showBallot} />
        ) : (
          <TableControls table={table} />
        )}
      </div>
      <More table={table} ballot={isVoting ? ballot : null} />
    </footer>
  );
}

/** The result is announced where its sentence stands: whoever announces it has it before their eyes. */
function ToResult({ showBallot }: Pick<ControlsProps, "showBallot">) {
  return (
    <button
      type="button"
      className="button is-main"
      onClick={() => {
        flushSync(showBallot);
        const verdict = document.querySelector<HTMLElement>(".verdict");
        verdict?.scrollIntoView({ block: "center" });
        verdict?.focus({ preventScroll: true });
      }}
    >
      {t("controls.toResult")}
    </button>
  );
}

function TakeChair({ table }: { readonly table: RoomTable }) {
  const take = useDeed(ChairTakesChairDocument);
  return (
    <Control problem={take.problem}>
      <button
        type="button"
        className="button"
        disabled={take.isBusy}
        onClick={() => void take.run({ input: { roundTableId: table.id } })}
      >
        {t("controls.takeChair")}
      </button>
    </Control>
  );
}

function TableControls({ table }: { readonly table: RoomTable }) {
  const open = useDeed(ChairOpensTableDocument);
  const resume = useDeed(ChairResumesTableDocument);
  const input = { roundTableId: table.id };
  if (table.state === "SCHEDULED")
    return (
      <Control problem={open.problem}>
        <button
          type="button"
          className="button is-main"
          disabled={open.isBusy}
          onClick={() => void open.run({ input })}
        >
          {t("controls.open")}
        </button>
      </Control>
    );
  if (table.state === "SUSPENDED")
    return (
      <Control problem={resume.problem}>
        <button
          type="button"
          className="button is-main"
          disabled={resume.isBusy}
          onClick={() => void resume.run({ input })}
        >
          {t("controls.resume")}
        </button>
      </Control>
    );
  return <p className="quiet">{t(table.state === "OPEN" ? "controls.nothingOpen" : "controls.over")}</p>;
}

function BallotControls({ ballot, lockSeconds }: { readonly ballot: BallotShown; readonly lockSeconds: number }) {
  const lock = useDeed(ChairLocksBallotDocument);
  const [isAsking, ask] = useState(false);
  const input = { ballotId: ballot.id };
  return (
    <Control problem={lock.problem}>
      {ballot.state === "OPEN" && ballot.mode !== "CONSENSUS" && ballot.mode !== "ROLL_CALL" && (
        <button type="button" className="button" disabled={lock.isBusy} onClick={() => void lock.run({ input })}>
          {t("controls.lockIn", { seconds: lockSeconds })}
        </button>
      )}
      <button type="button" className="button is-main" onClick={() => ask(true)}>
        {t(ballot.mode === "CONSENSUS" ? "controls.closeConsensus" : "controls.lockNow")}
      </button>
      {isAsking && <LockNow ballot={ballot} onClose={() => ask(false)} />}
    </Control>
  );
}

function Control({ problem, children }: { readonly problem: string | null; readonly children: ReactNode }) {
  return (
    <>
      {children}
      <Problem words={problem} />
    </>
  );
}
