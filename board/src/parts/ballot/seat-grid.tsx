import "./ballot.css";
import { memo } from "react";
import { t } from "../../words/words.js";
import { Mark, type Marked } from "./mark.js";

export interface SeatShown {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly mark: Marked;
  readonly isPresent: boolean;
  /** In words, what there is to say of it besides: late, not on the roll, being called. */
  readonly note?: string | undefined;
  readonly isCalled?: boolean;
}

/** The delegations as a map: each at its place from the first moment to the last, in the order in which they come. */
export function SeatGrid({ seats, label }: { readonly seats: readonly SeatShown[]; readonly label: string }) {
  return (
    <ul className="seats" aria-label={label}>
      {seats.map((seat) => (
        <Seat key={seat.id} {...seat} />
      ))}
    </ul>
  );
}

const WORDS = {
  FOR: "choice.FOR",
  AGAINST: "choice.AGAINST",
  ABSTAIN: "choice.ABSTAIN",
  voted: "choice.voted",
  none: "choice.none",
} as const;

const Seat = memo(function Seat({ code, name, mark, isPresent, note, isCalled }: SeatShown) {
  const words = [t(WORDS[mark]), isPresent ? null : t("seat.absent"), note].filter(Boolean).join(", ");
  return (
    <li
      className="seat"
      data-mark={mark}
      data-absent={!isPresent || undefined}
      data-called={isCalled || undefined}
      title={`${name}: ${words}`}
    >
      <span aria-hidden="true" className="seat-code">
        {code}
      </span>
      <Mark of={mark} />
      <span className="unseen">
        {name}: {words}
      </span>
    </li>
  );
});
