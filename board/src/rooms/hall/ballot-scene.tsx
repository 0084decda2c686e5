import { Countdown } from "../../parts/countdown.js";
import { number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { Figures } from "./figures.js";
import type { HallTable } from "./scene.js";
import { Subject, type HallBallot } from "./subject.js";
import { Stacked, useHallTongues } from "./tongues.js";

interface BallotProps {
  readonly ballot: HallBallot;
  readonly table: HallTable;
}

/** A ballot until the chair declares it: what it is about, how long it takes votes, and how many have voted. */
export function BallotScene({ ballot, table }: BallotProps) {
  const isOver = ballot.closedAt !== null;
  return (
    <>
      <Subject ballot={ballot} isBrief={ballot.mode === "ROLL_CALL"} />
      <div className="hall-state" data-state={ballot.state}>
        <p className="hall-mid">
          <Stacked say={({ t }) => t(stateKey(ballot))} />
        </p>
        {!isOver && ballot.closesAt && (
          <p className="hall-countdown">
            <Countdown until={ballot.closesAt} label={t("hall.locking")} />
          </p>
        )}
      </div>
      {ballot.mode === "CONSENSUS" ? (
        <Objections ballot={ballot} table={table} />
      ) : (
        <>
          {ballot.mode === "ROLL_CALL" && !isOver && <Called ballot={ballot} table={table} />}
          <Turnout ballot={ballot} />
        </>
      )}
      {isOver && (
        <p className="hall-mid">
          <Stacked say={({ t }) => t("hall.counting")} />
        </p>
      )}
    </>
  );
}

function stateKey({ closedAt, state, mode }: HallBallot) {
  if (closedAt) return "hall.locked";
  if (state === "LOCKING") return "hall.locking";
  if (mode === "CONSENSUS") return "hall.consensus";
  if (mode === "ROLL_CALL") return "hall.rollCall";
  return mode === "SECRET" ? "hall.secret" : "hall.open";
}

/**
 * The spoiler guard. Figures appear only where the rules of the ballot show them to everybody as it goes; the API would not
 * give them to an observer otherwise, and this does not lean on it. Of a secret ballot there are words alone, in steps.
 */
function Turnout({ ballot }: { readonly ballot: HallBallot }) {
  const { voted, eligible } = ballot.turnout;
  const isLive = ballot.mode !== "SECRET" && ballot.tallyVisibility === "LIVE";
  if (ballot.mode === "SECRET")
    return (
      <p className="hall-huge">
        <Stacked
          say={({ t }) =>
            voted >= eligible
              ? t("hall.allPapers", { eligible })
              : voted === 0
                ? t("hall.noPapers")
                : t("hall.papers", { voted, eligible })
          }
        />
      </p>
    );
  return (
    <>
      <p className={ballot.mode === "ROLL_CALL" ? "hall-mid number" : "hall-huge number"}>
        <Stacked say={({ t }) => t("hall.voted", { voted: number(voted), eligible: number(eligible) })} />
      </p>
      {isLive && ballot.tally ? (
        <Figures tally={ballot.tally} voted={voted} eligible={eligible} isDense={ballot.mode === "ROLL_CALL"} />
      ) : (
        ballot.closedAt === null && <Cells voted={voted} eligible={eligible} />
      )}
    </>
  );
}

/** As many cells as there are votes to come, filled as they come, in an order that says nothing of who it was. */
function Cells({ voted, eligible }: { readonly voted: number; readonly eligible: number }) {
  return (
    <div className="hall-cells" data-many={eligible > 60 || undefined} aria-hidden="true">
      {Array.from({ length: eligible }, (_, index) => (
        <i key={index} data-voted={index < voted || undefined} />
      ))}
    </div>
  );
}

function Called({ ballot, table }: BallotProps) {
  const call = ballot.calls.at(-1);
  if (!call)
    return (
      <p className="hall-huge">
        <Stacked say={({ t }) => t("hall.nobodyCalled")} />
      </p>
    );
  return (
    <div className="hall-called">
      <p className="hall-mid">
        <Stacked say={({ t }) => t("hall.called", { number: number(call.number), all: number(ballot.roll.length) })} />
      </p>
      <p className="hall-huge">
        <Named table={table} delegationId={call.delegation.id} />
      </p>
    </div>
  );
}

function Objections({ ballot, table }: BallotProps) {
  const isAsked = ballot.closedAt === null && ballot.objections.length === 0;
  return (
    <>
      <p className="hall-huge">
        <Stacked
          say={({ t }) =>
            isAsked ? t("hall.anyObjection") : t("hall.objections", { count: ballot.objections.length })
          }
        />
      </p>
      <ul className="hall-names">
        {ballot.objections.map(({ delegation }) => (
          <li key={delegation.id}>
            <Named table={table} delegationId={delegation.id} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** A delegation's name, stacked. */
export function Named({ table, delegationId }: { readonly table: HallTable; readonly delegationId: string }) {
  const tongues = useHallTongues();
  const delegation = table.seats.find((seat) => seat.delegation.id === delegationId)?.delegation;
  if (!delegation || tongues.length === 0) return null;
  const { country, organisation } = delegation;
  if (!country) return <bdi dir="auto">{organisation}</bdi>;
  return (
    <Stacked
      say={({ language }) => country.names.find((name) => name.locale.toLowerCase() === language)?.name ?? country.code}
    />
  );
}
