import "./text.css";
import type { VersionChangesQuery } from "../../api/generated/types.js";
import { t } from "../../words/words.js";

type Change = NonNullable<VersionChangesQuery["recommendation"]>["currentVersion"]["diff"][number];

/** What changed between two versions, word by word: what is new is underlined, what is gone is struck through; both are also said. */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const shown = changes.filter(({ change, moved }) => change !== "UNCHANGED" || moved);
  if (shown.length === 0) return <p className="quiet">{t("changes.none")}</p>;
  return (
    <ol className="paragraphs changes">
      {shown.map(({ change, moved, formerNumber, paragraph, pieces }) => (
        <li key={`${paragraph.paragraphId} ${change}`}>
          {paragraph.number && <span className="paragraph-number number">{paragraph.number}</span>}
          <div>
            <p className="paragraph-note">
              {t(`changes.${change}`)}
              {moved && formerNumber && <> · {t("changes.formerly", { number: formerNumber })}</>}
            </p>
            <p dir="auto">
              {pieces.map(({ op, text }, place) =>
                op === "INSERT" ? (
                  <ins key={place}>{text}</ins>
                ) : op === "DELETE" ? (
                  <del key={place}>{text}</del>
                ) : (
                  <span key={place}>{text}</span>
                ),
              )}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
