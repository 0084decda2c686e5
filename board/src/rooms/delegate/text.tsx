import { useState } from "react";
import { DelegateTextDocument } from "../../api/generated/delegate.js";
import type { DelegateTextQuery } from "../../api/generated/types.js";
import { wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { AT_LEISURE, useRoomQuery } from "../../parts/room-query.js";
import { locale, t } from "../../words/words.js";
import { Amendments } from "./amendments.js";
import { Changes } from "./changes.js";
import { Comments } from "./comments.js";
import type { Place } from "./place.js";

export type Text = NonNullable<DelegateTextQuery["recommendation"]>;
type Version = Text["currentVersion"];

/** A text in the reader's language, what changed in it, what is to change, and what was said of it. */
export function TextPanel({ id, place }: { readonly id: string; readonly place: Place }) {
  const { data, failed } = useRoomQuery(
    DelegateTextDocument,
    { id, locale: locale() },
    {
      changedBy: ({ __typename }) => /^(Amendment|Recommendation|Translation|Ballot)/.test(__typename),
      spread: AT_LEISURE,
    },
  );
  const text = data?.recommendation;
  if (!text)
    return <p className="panel">{t(failed ? "refusal.UNANSWERED" : data ? "refusal.NOT_FOUND" : "page.loading")}</p>;
  return (
    <>
      <article className="panel stack" aria-labelledby="text-title">
        <h2 id="text-title" dir="auto" lang={text.currentVersion.originalLocale.toLowerCase()}>
          {text.currentVersion.title}
        </h2>
        <p className="quiet">
          <bdi dir="ltr">{text.symbol}</bdi> · {wordOf("textState", text.state)} ·{" "}
          {t("delegate.text.version", { number: text.currentVersion.number })} ·{" "}
          {t("delegate.text.by", { name: nameOf(text.proposedBy) })}
        </p>
        <Paragraphs version={text.currentVersion} />
      </article>
      <Changes text={text} />
      <Amendments text={text} />
      <Comments id={id} place={place} />
    </>
  );
}

/** In the language that is spoken; a paragraph that is not there yet stands in the original, and says so. */
function Paragraphs({ version }: { readonly version: Version }) {
  const [wantsOriginal, setOriginal] = useState(false);
  const own = version.languages.find((one) => one.locale === locale());
  const isOriginal = version.originalLocale === locale();
  const originals = new Map(version.original.map(({ paragraphId, text }) => [paragraphId, text]));
  const isAbsent = version.paragraphs.every(({ text }) => text === null);
  const state = own?.conformity ? wordOf("conformity", own.conformity) : t("conformity.missing");
  return (
    <>
      <p className="text-language">
        <span className="state-mark" data-conformity={own?.conformity ?? "MISSING"}>
          {wordOf("language", locale())}: {state}
        </span>
        {!isOriginal && !isAbsent && (
          <button type="button" className="button is-small" onClick={() => setOriginal(!wantsOriginal)}>
            {wantsOriginal
              ? t("delegate.text.inMine")
              : t("delegate.text.original", { language: wordOf("language", version.originalLocale) })}
          </button>
        )}
      </p>
      {!own?.conformity && (
        <p className="notice is-warning">{t(isAbsent ? "delegate.text.absent" : "delegate.text.incomplete")}</p>
      )}
      <div className="paragraphs">
        {version.paragraphs.map(({ paragraphId, kind, number, text }) => {
          const shown = wantsOriginal ? null : text;
          const lang = (shown === null ? version.originalLocale : locale()).toLowerCase();
          return (
            <p key={paragraphId} data-kind={kind} lang={lang} dir="auto">
              {number && <bdi className="number">{number}.</bdi>} {shown ?? originals.get(paragraphId)}{" "}
              {shown === null && !wantsOriginal && !isAbsent && (
                <span className="state-mark" lang={locale().toLowerCase()}>
                  {wordOf("language", version.originalLocale)}
                </span>
              )}
            </p>
          );
        })}
      </div>
    </>
  );
}
