import "./text.css";
import type { VersionNowFragment } from "../../api/generated/types.js";
import { language, t } from "../../words/words.js";
import { wordOf } from "../deed.js";

/** A text in the viewer's language; paragraphs that are not there in it stand in the original, and say so. */
export function Paragraphs({ version }: { readonly version: VersionNowFragment }) {
  const originals = new Map(version.original.map(({ paragraphId, text }) => [paragraphId, text]));
  const original = version.originalLocale.toLowerCase();
  return (
    <ol className="paragraphs">
      {version.paragraphs.map(({ paragraphId, kind, number, text }) => (
        <li key={paragraphId} data-kind={kind}>
          {number && <span className="paragraph-number number">{number}</span>}
          <div>
            {text === null && (
              <p className="paragraph-note">
                {t("paragraph.original", { language: wordOf("language", version.originalLocale) })}
              </p>
            )}
            <p dir="auto" lang={text === null ? original : language()}>
              {text ?? originals.get(paragraphId)}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
