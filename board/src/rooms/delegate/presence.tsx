import { useEffect } from "react";
import {
  DelegateChecksInDocument,
  DelegateChecksOutDocument,
  DelegateSeatsDocument,
} from "../../api/generated/delegate.js";
import { useApp, useFeed } from "../../parts/app-context.js";
import { useDeed } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type Place, whyNotOnRoll, whyNoVoter } from "./place.js";
import { Problem } from "../../parts/problem.js";

/** The delegation's seat: taken or not, and what stands in the way of a vote even so. */
export function Presence({ place }: { readonly place: Place }) {
  const { seat, table } = place;
  const input = { roundTableId: table.id };
  const checkIn = useDeed(DelegateChecksInDocument);
  const checkOut = useDeed(DelegateChecksOutDocument);
  const why = whyNoVoter(place) ?? whyNotOnRoll(place);
  const isOver = table.state === "CLOSED" || table.state === "CANCELLED";
  const problem = checkIn.problem ?? checkOut.problem;
  return (
    <section className="panel stack" aria-labelledby="my-seat">
      <h2 id="my-seat">{t("delegate.seat.title")}</h2>
      <p>{t(seat?.isPresent ? "delegate.seat.present" : "delegate.seat.absent")}</p>
      {why && <p className="notice is-warning">{t(why)}</p>}
      {!isOver && (
        <div className="pair">
          <button
            type="button"
            className={seat?.isPresent ? "button" : "button is-main"}
            disabled={checkIn.isBusy}
            onClick={() => void checkIn.run({ input })}
          >
            {t(seat?.isPresent ? "delegate.seat.checkInToo" : "delegate.seat.checkIn")}
          </button>
          {seat?.isPresent && (
            <button
              type="button"
              className="button"
              disabled={checkOut.isBusy}
              onClick={() => void checkOut.run({ input })}
            >
              {t("delegate.seat.checkOut")}
            </button>
          )}
        </div>
      )}
      <Problem words={problem} />
    </section>
  );
}

/** A roll call says what it found and not what became of the seats: who was called by it looks again. */
export function useRollCalls({ table, delegation }: Place): void {
  const { api } = useApp();
  const feed = useFeed();
  const [tableId, delegationId] = [table.id, delegation.id];
  useEffect(
    () =>
      feed.hear((event) => {
        if (event.__typename !== "RollCalledEvent") return;
        if (!event.rollCall.answers.some((answer) => answer.delegation.id === delegationId)) return;
        const again = { requestPolicy: "network-only" } as const;
        void api.urql.query(DelegateSeatsDocument, { id: tableId }, again).toPromise();
      }),
    [api, feed, tableId, delegationId],
  );
}
