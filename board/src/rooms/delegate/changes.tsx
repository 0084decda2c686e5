import { useState } from "react";
import { DelegateTextChangesDocument } from "../../api/generated/delegate.js";
import type { DelegateTextChangesQuery } from "../../api/generated/types.js";
import { wordOf } from "../../parts/deed.js";
import { AT_LEISURE, useRoomQuery } from "../../parts/room-query.js";
import { moment } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Text } from "./text.js";

type Change = NonNullable<DelegateTextChangesQuery["recommendation"]>["currentVersion"]["diff"][number];

/** The versions of a text, and what became of it since one of them. */
export function Changes({ text }: { readonly text: Text }) {
  const former = text.versions.filter(({ number }) => number < text.currentVersion.number);
  const [since, setSince] = useState<number | null>(null);
  if (former.length === 0) return null;
  return (
    <section className="panel stack" aria-labelledby="changes">
      <h2 id="changes">{t("delegate.changes.title")}</h2>
      <label>
        {t("delegate.changes.since")}
        <select value={since ?? ""} onChange={({ target }) => setSince(target.value ? Number(target.value) : null)}>
          <option value="">{t("delegate.changes.choose")}</option>
          {former.toReversed().map(({ number, createdAt }) => (
            <option key={number} value={number}>
              {t("delegate.changes.version", { number, at: moment(createdAt) })}
            </option>
          ))}
        </select>
      </label>
      {since !== null && <Since id={text.id} since={since} />}
    </section>
  );
}

function Since({ id, since }: { readonly id: string; readonly since: number }) {
  const { data, failed } = useRoomQuery(
    DelegateTextChangesDocument,
    { id, since },
    { changedBy: ({ __typename }) => __typename === "RecommendationRevisedEvent", spread: AT_LEISURE },
  );
  const version = data?.recommendation?.currentVersion;
  if (!version) return <p>{t(failed ? "refusal.UNANSWERED" : "page.loading")}</p>;
  const changes = version.diff.filter(({ change, moved }) => change !== "UNCHANGED" || moved);
  if (changes.length === 0) return <p className="quiet">{t("delegate.changes.none")}</p>;
  return (
    <ol className="changes">
      {changes.map((change) => (
        <Changed key={change.paragraph.paragraphId} change={change} lang={version.originalLocale.toLowerCase()} />
      ))}
    </ol>
  );
}

function Changed({ change: { change, paragraph, pieces }, lang }: { readonly change: Change; readonly lang: string }) {
  return (
    <li>
      <p className="quiet">
        {paragraph.number
          ? t("delegate.changes.paragraph", { number: paragraph.number })
          : t("delegate.changes.preamble")}{" "}
        · {wordOf("delegate.changes", change)}
      </p>
      <p dir="auto" lang={lang}>
        {pieces.map(({ op, text }, index) =>
          // Pieces have no identity but their place; they are replaced as a whole.
          op === "INSERT" ? (
            <ins key={index}>{text}</ins>
          ) : op === "DELETE" ? (
            <del key={index}>{text}</del>
          ) : (
            <span key={index}>{text}</span>
          ),
        )}
      </p>
    </li>
  );
}
