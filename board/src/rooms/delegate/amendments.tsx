import { wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import type { Text } from "./text.js";

type Amendment = Text["amendments"][number];

/** Amendments in the order in which they are put to the vote; then those that are settled or wait for a ruling. */
export function Amendments({ text }: { readonly text: Text }) {
  const rank = new Map(text.votingOrder.map((one) => [one.amendment.id, one.rank]));
  const place = ({ id }: Amendment): number => rank.get(id) ?? Number.MAX_SAFE_INTEGER;
  const amendments = text.amendments.toSorted((a, b) => place(a) - place(b));
  return (
    <section className="panel stack" aria-labelledby="amendments">
      <h2 id="amendments">{t("delegate.amendments.title")}</h2>
      {amendments.length === 0 && <p className="quiet">{t("delegate.amendments.none")}</p>}
      <ul className="stack">
        {amendments.map((one) => (
          <li key={one.id} className="amendment">
            <p>
              <strong>
                <bdi dir="ltr">{one.symbol}</bdi>
              </strong>{" "}
              · {what(one)} · <bdi>{nameOf(one.proposedBy)}</bdi>
            </p>
            <p className="quiet">
              {wordOf("delegate.amendmentState", one.state)}
              {rank.has(one.id) && <> · {t("delegate.amendments.rank", { rank: rank.get(one.id)! })}</>}
            </p>
            {one.paragraph?.text && one.kind !== "MOVE" && (
              <p dir="auto">
                <del>{one.paragraph.text}</del>
              </p>
            )}
            {one.text && (
              <p dir="auto">
                <ins>{one.text}</ins>
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function what({ kind, parent, paragraph }: Amendment): string {
  if (parent) return t("delegate.amendments.ofAmendment", { symbol: parent.symbol });
  if (paragraph?.number) return t(`delegate.amendments.numbered.${kind}`, { number: paragraph.number });
  return t(`delegate.amendments.${kind}`);
}
