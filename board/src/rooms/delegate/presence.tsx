import { DelegateChecksInDocument, DelegateChecksOutDocument } from "../../api/generated/delegate.js";
import { useDeed } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type Place, whyNotOnRoll, whyNoVoter } from "./place.js";

/** The delegation's seat: taken or not, and what stands in the way of a vote even so. */
export function Presence({ place }: { readonly place: Place }) {
  const { seat, table } = place;
  const input = { roundTableId: table.id };
  const checkIn = useDeed(DelegateChecksInDocument);
  const checkOut = useDeed(DelegateChecksOutDocument);
  const why = whyNoVoter(place) ?? whyNotOnRoll(place);
  const isOver = table.state === "CLOSED" || table.state === "CANCELLED";
  const deed = seat?.isPresent ? checkOut : checkIn;
  return (
    <section className="panel stack" aria-labelledby="my-seat">
      <h2 id="my-seat">{t("delegate.seat.title")}</h2>
      <p data-present={seat?.isPresent}>{t(seat?.isPresent ? "delegate.seat.present" : "delegate.seat.absent")}</p>
      {why && <p className="notice is-warning">{t(why)}</p>}
      {!isOver && (
        <button
          type="button"
          className={seat?.isPresent ? "button" : "button is-main"}
          disabled={deed.isBusy}
          onClick={() => void deed.run({ input })}
        >
          {t(seat?.isPresent ? "delegate.seat.checkOut" : "delegate.seat.checkIn")}
        </button>
      )}
      {deed.problem && (
        <p className="problem" role="alert">
          {deed.problem}
        </p>
      )}
    </section>
  );
}
