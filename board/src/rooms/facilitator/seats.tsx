import { useMemo, useState } from "react";
import { PresenceIsRecordedDocument } from "../../api/generated/facilitator-deeds.js";
import type { Marked } from "../../parts/ballot/mark.js";
import { SeatGrid, type SeatShown } from "../../parts/ballot/seat-grid.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { codeOf, nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import { type BallotShown, useBallot } from "./ballot-panel.js";
import { Missing } from "./missing.js";
import { type RoomTable, type Seat, useTable } from "./table.js";

const VIEWS = ["grid", "missing", "list"] as const;
type View = (typeof VIEWS)[number];

/** The delegations as a map, those who are missing, or everybody as a list; in one order, which no vote changes. */
export function Seats({ table }: { readonly table: RoomTable }) {
  const { ballotId } = useTable();
  const ballot = useBallot(ballotId);
  const [view, setView] = useState<View>("grid");
  const seats = useMemo(() => shownSeats(table.seats, ballot), [table.seats, ballot]);
  return (
    <section className="panel" aria-labelledby="seats-title">
      <div className="seats-head">
        <h2 id="seats-title">{t("seats.title")}</h2>
        <div className="views" role="group" aria-label={t("seats.views")}>
          {VIEWS.map((one) => (
            <button key={one} type="button" aria-pressed={view === one} onClick={() => setView(one)}>
              {t(`seats.view.${one}`)}
            </button>
          ))}
        </div>
      </div>
      {view === "grid" && <SeatGrid seats={seats} label={t("seats.title")} />}
      {view === "missing" && <Missing ballot={ballot} seats={seats} />}
      {view === "list" && <PresenceList table={table} seats={seats} />}
    </section>
  );
}

function shownSeats(seats: readonly Seat[], ballot: BallotShown | null): SeatShown[] {
  const entries = new Map(ballot?.roll.map((entry) => [entry.delegation.id, entry]));
  const called =
    ballot?.mode === "ROLL_CALL" && ballot.state === "OPEN" ? ballot.calls.at(-1)?.delegation.id : undefined;
  const objected = new Set(ballot?.objections.map(({ delegation }) => delegation.id));
  return seats.map(({ delegation, isPresent }) => {
    const entry = entries.get(delegation.id);
    const mark: Marked = objected.has(delegation.id)
      ? "AGAINST"
      : (entry?.vote?.choice ?? (entry?.hasVoted ? "voted" : "none"));
    return {
      id: delegation.id,
      code: codeOf(delegation),
      name: nameOf(delegation),
      mark,
      isPresent,
      isCalled: delegation.id === called,
      note: noteOn(delegation, ballot, entry !== undefined),
    };
  });
}

/** Why a delegation cannot vote, if it cannot. */
function noteOn(delegation: Seat["delegation"], ballot: BallotShown | null, isOnRoll: boolean): string | undefined {
  if (delegation.kind === "OBSERVER") return t("seat.observer");
  if (delegation.votingSuspended) return t("seat.suspended");
  if (!delegation.mayVote) return t("seat.credentials", { state: wordOf("credentials", delegation.credentials) });
  if (ballot && !isOnRoll && ballot.roll.length > 0) return t("seat.notOnRoll");
  return undefined;
}

function PresenceList({ table, seats }: { readonly table: RoomTable; readonly seats: readonly SeatShown[] }) {
  const { conducts } = useTable();
  const record = useDeed(PresenceIsRecordedDocument);
  const [undo, setUndo] = useState<SeatShown | null>(null);
  const set = async (seat: SeatShown, isPresent: boolean): Promise<void> => {
    const input = { roundTableId: table.id, entries: [{ delegationId: seat.id, isPresent }] };
    const outcome = await record.run({ input });
    setUndo(outcome?.kind === "done" ? { ...seat, isPresent } : null);
  };
  return (
    <>
      <p className="undo" role="status">
        {record.problem ??
          (undo && (
            <>
              {t(undo.isPresent ? "presence.nowPresent" : "presence.nowAbsent", { name: undo.name })}{" "}
              <button type="button" className="button is-small" onClick={() => void set(undo, !undo.isPresent)}>
                {t("presence.undo")}
              </button>
            </>
          ))}
      </p>
      <ul className="presence-list">
        {seats.map((seat) => (
          <li key={seat.id}>
            <label>
              <input
                type="checkbox"
                checked={seat.isPresent}
                disabled={!conducts || record.isBusy}
                onChange={({ target }) => void set(seat, target.checked)}
              />
              <bdi>{seat.name}</bdi>
            </label>
            {seat.note && <span className="quiet">{seat.note}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}
