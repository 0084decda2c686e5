import { clock } from "../../words/formats.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { useTable } from "./table.js";

/** A text put for consensus: who stands in its way. */
export function Objections({ ballot }: { readonly ballot: BallotShown }) {
  const { seats } = useTable();
  return (
    <div className="objections figures">
      <p className="objections-count">{t("consensus.objections", { count: ballot.objections.length })}</p>
      <ul>
        {ballot.objections.map(({ delegation, reason, recordedAt }) => {
          const seat = seats.get(delegation.id);
          return (
            <li key={delegation.id} className="notice is-warning">
              <strong>
                <bdi>{seat ? nameOf(seat.delegation) : "?"}</bdi>
              </strong>{" "}
              <span className="quiet number">{clock(recordedAt)}</span>
              {reason && <p dir="auto">{reason}</p>}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
