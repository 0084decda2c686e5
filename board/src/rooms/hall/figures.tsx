import "../../parts/ballot/ballot.css";
import { Mark, type Marked } from "../../parts/ballot/mark.js";
import { number } from "../../words/formats.js";
import { Stacked } from "./tongues.js";

interface FiguresProps {
  readonly tally: { readonly for: number; readonly against: number; readonly abstain: number };
  readonly voted: number;
  readonly eligible: number;
  /** Beside each other and without bars, where the votes by name need the place. */
  readonly inRow?: boolean;
  /** In one language and lower rows, where the names of delegations stand below. */
  readonly isDense?: boolean;
}

/** Yes, no, abstain and not voted with their numbers, on the scale of all who may vote. */
export function Figures({ tally, voted, eligible, inRow = false, isDense = false }: FiguresProps) {
  const rows = [
    ["FOR", tally.for],
    ["AGAINST", tally.against],
    ["ABSTAIN", tally.abstain],
    ["none", Math.max(0, eligible - voted)],
  ] as const satisfies readonly (readonly [Marked, number])[];
  return (
    <table className={isDense ? "hall-figures is-dense" : "hall-figures"} data-in-row={inRow || undefined}>
      <tbody>
        {rows.map(([mark, count]) => (
          <tr key={mark} data-mark={mark}>
            <th scope="row" data-mark={mark}>
              <Mark of={mark} />
              <Stacked say={({ t }) => t(`choice.${mark}`)} />
            </th>
            <td className="hall-track" aria-hidden="true">
              <span>
                <i data-mark={mark} style={{ inlineSize: `${eligible === 0 ? 0 : (count / eligible) * 100}%` }} />
              </span>
            </td>
            <td className="hall-figure number">{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
