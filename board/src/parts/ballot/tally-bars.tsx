import "./ballot.css";
import type { VoteChoice } from "../../api/generated/types.js";
import { number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { Mark, type Marked } from "./mark.js";

export const CHOICES: readonly VoteChoice[] = ["FOR", "AGAINST", "ABSTAIN"];

interface TallyBarsProps {
  readonly turnout: { readonly voted: number; readonly eligible: number };
  /** Null while it may not be seen: then there is one bar, of those who voted. */
  readonly tally: { readonly for: number; readonly against: number; readonly abstain: number } | null;
  readonly caption: string;
}

/**
 * How a vote stands, as a table with bars. The scale is the number of delegations on the roll from the first moment to the
 * last: nothing is ever drawn anew on another scale, and no row moves.
 */
export function TallyBars({ turnout, tally, caption }: TallyBarsProps) {
  const rows: readonly (readonly [Marked, string, number])[] = tally
    ? [
        ["FOR", t("choice.FOR"), tally.for],
        ["AGAINST", t("choice.AGAINST"), tally.against],
        ["ABSTAIN", t("choice.ABSTAIN"), tally.abstain],
      ]
    : [["voted", t("choice.voted"), turnout.voted]];
  const all = [...rows, ["none", t("choice.none"), Math.max(0, turnout.eligible - turnout.voted)] as const];
  return (
    <table className="tally figures">
      <caption className="unseen">{caption}</caption>
      <tbody>
        {all.map(([mark, word, count]) => (
          <tr key={mark} data-mark={mark}>
            <th scope="row">
              <Mark of={mark} /> {word}
            </th>
            <td className="tally-place" aria-hidden="true">
              <span className="tally-track">
                <span
                  className="tally-bar"
                  data-mark={mark}
                  style={{ inlineSize: `${turnout.eligible === 0 ? 0 : (count / turnout.eligible) * 100}%` }}
                />
              </span>
            </td>
            <td className="number">{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
