import { useState } from "react";
import { TextAtTableDocument } from "../../api/generated/facilitator.js";
import { ChairTakesUpTextDocument } from "../../api/generated/facilitator-deeds.js";
import type { TextAtTableQuery } from "../../api/generated/types.js";
import type { RoomEvent } from "../../live/room-feed.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { Paragraphs } from "../../parts/text/paragraphs.js";
import { list } from "../../words/formats.js";
import { locale, t } from "../../words/words.js";
import { Amendments } from "./amendments.js";
import { Comments } from "./comments.js";
import { Opening } from "./opening.js";
import { useTable } from "./table.js";
import { Versions } from "./versions.js";
import { Problem } from "../../parts/problem.js";

export type TextShown = NonNullable<TextAtTableQuery["recommendation"]>;

const changesText = (event: RoomEvent): boolean =>
  /^(Amendment|Translation|Sponsorship|Recommendation|DecisionDeclared|BallotClosed|BallotOpened|BallotAnnulled)/.test(
    event.__typename,
  );

/** The text that is looked at, with what may be done with it. */
export function TextPanel({ id }: { readonly id: string }) {
  const variables = { id, locale: locale() };
  const { data, failed, ask } = useRoomQuery(TextAtTableDocument, variables, { changedBy: changesText });
  const text = data?.recommendation;
  if (!text)
    return (
      <section className="panel" aria-label={t("text.title")}>
        <p role="status">{t(failed ? "refusal.UNANSWERED" : "page.loading")}</p>
        {failed && (
          <button type="button" className="button" onClick={ask}>
            {t("page.tryAgain")}
          </button>
        )}
      </section>
    );
  return (
    <section className="panel text-panel" aria-labelledby="text-title">
      <div className="text-head">
        <div>
          <h2 id="text-title">
            <bdi className="symbol">{text.symbol}</bdi> <span dir="auto">{text.currentVersion.title}</span>
          </h2>
          <p className="quiet">
            {wordOf("textState", text.state)} · {t("text.version", { number: text.currentVersion.number })} ·{" "}
            {t("text.proposedBy", { name: nameOf(text.proposedBy) })}
            {text.sponsors.length > 1 && (
              <> · {t("text.sponsors", { names: list(text.sponsors.map(({ delegation }) => nameOf(delegation))) })}</>
            )}
          </p>
        </div>
        <Deeds text={text} />
      </div>
      <Languages text={text} />
      <Paragraphs version={text.currentVersion} />
      <Amendments text={text} />
      <Versions text={text} />
      <Comments id={text.id} />
    </section>
  );
}

function Deeds({ text }: { readonly text: TextShown }) {
  const { table, isVoting, conducts } = useTable();
  const takeUp = useDeed(ChairTakesUpTextDocument);
  const [isOpening, setOpening] = useState(false);
  const isHere = table.agendaItems.some(({ id, state }) => id === text.agendaItem.id && state === "UNDER_DISCUSSION");
  const isReady = text.state === "PROPOSED" || text.state === "UNDER_CONSIDERATION";
  if (!conducts || !isReady || table.state !== "OPEN") return null;
  return (
    <div className="text-deeds">
      {text.state === "PROPOSED" && isHere && (
        <button
          type="button"
          className="button"
          disabled={takeUp.isBusy}
          onClick={() => void takeUp.run({ input: { recommendationId: text.id } })}
        >
          {t("text.takeUp")}
        </button>
      )}
      <button type="button" className="button is-main" disabled={isVoting || !isHere} onClick={() => setOpening(true)}>
        {t("text.putToVote")}
      </button>
      {!isHere && <p className="quiet">{t("text.itemFirst")}</p>}
      {isVoting && <p className="quiet">{t("text.ballotFirst")}</p>}
      <Problem words={takeUp.problem} />
      {isOpening && <Opening text={text} amendmentId={null} onClose={() => setOpening(false)} />}
    </div>
  );
}

/** The language gate: in which languages the text may be relied on. */
function Languages({ text }: { readonly text: TextShown }) {
  return (
    <ul className="gate" aria-label={t("text.languages")}>
      {text.currentVersion.languages.map(({ locale: one, conformity, missingParagraphs }) => (
        <li key={one} data-conformity={conformity ?? "missing"}>
          <span aria-hidden="true">{conformity === "ORIGINAL" || conformity === "CONFORMED" ? "✓" : "…"}</span>{" "}
          {conformityOf(
            wordOf("language", one),
            wordOf("conformity", conformity ?? "missing"),
            missingParagraphs.length,
          )}
        </li>
      ))}
    </ul>
  );
}

function conformityOf(language: string, conformity: string, count: number): string {
  if (count === 0) return t("text.conformity", { language, conformity });
  return t("text.conformityMissing", { language, conformity, missing: t("text.missing", { count }) });
}
