import { useEffect, useRef } from "react";
import { useDeed, wordOf } from "../../parts/deed.js";
import {
  ChairClosesItemDocument,
  ChairDefersItemDocument,
  ChairTakesUpItemDocument,
} from "../../api/generated/facilitator-deeds.js";
import { t } from "../../words/words.js";
import { type Item, type RoomTable, type Text, useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

/** The agenda with its texts. Looking at another text changes nothing for anybody else, and never touches a ballot. */
export function Agenda({ table }: { readonly table: RoomTable }) {
  const { isVoting, conducts } = useTable();
  return (
    <section aria-labelledby="agenda-title">
      <h2 id="agenda-title">{t("agenda.title")}</h2>
      {table.agendaItems.length === 0 && <p className="quiet">{t("agenda.empty")}</p>}
      <ol className="agenda">
        {table.agendaItems.map((item) => (
          <ItemRow key={item.id} item={item} mayMove={conducts && table.state === "OPEN"} isVoting={isVoting} />
        ))}
      </ol>
    </section>
  );
}

interface ItemRowProps {
  readonly item: Item;
  readonly mayMove: boolean;
  /** Nothing moves under an open ballot: the server would refuse it. */
  readonly isVoting: boolean;
}

function ItemRow({ item, mayMove, isVoting }: ItemRowProps) {
  const takeUp = useDeed(ChairTakesUpItemDocument);
  const defer = useDeed(ChairDefersItemDocument);
  const close = useDeed(ChairClosesItemDocument);
  const isCurrent = item.state === "UNDER_DISCUSSION";
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const input = { agendaItemId: item.id };
  const problem = takeUp.problem ?? defer.problem ?? close.problem;
  return (
    <li ref={row} className="agenda-item" data-current={isCurrent || undefined}>
      <p className="numbered agenda-name">
        <span className="number">{item.position}</span>
        <span dir="auto">{item.title}</span>
      </p>
      <p>
        <span className="state-mark" data-state={item.state}>
          {wordOf("itemState", item.state)}
        </span>
      </p>
      {item.recommendations.length > 0 && (
        <ul className="agenda-texts">
          {item.recommendations.map((text) => (
            <TextRow key={text.id} text={text} />
          ))}
        </ul>
      )}
      {mayMove && (
        <p className="row-of-buttons">
          {!isCurrent && item.state !== "CLOSED" && (
            <button
              type="button"
              className="button is-small"
              disabled={takeUp.isBusy || isVoting}
              aria-label={t("agenda.takeUpNamed", { title: item.title })}
              onClick={() => void takeUp.run({ input })}
            >
              {t("agenda.takeUp")}
            </button>
          )}
          {isCurrent && (
            <>
              <button
                type="button"
                className="button is-small"
                disabled={defer.isBusy || isVoting}
                aria-label={t("agenda.deferNamed", { title: item.title })}
                onClick={() => void defer.run({ input })}
              >
                {t("agenda.defer")}
              </button>
              <button
                type="button"
                className="button is-small"
                disabled={close.isBusy || isVoting}
                aria-label={t("agenda.closeNamed", { title: item.title })}
                onClick={() => void close.run({ input })}
              >
                {t("agenda.close")}
              </button>
            </>
          )}
        </p>
      )}
      <Problem words={problem} />
    </li>
  );
}

function TextRow({ text }: { readonly text: Text }) {
  const { textId, chooseText } = useTable();
  return (
    <li>
      <button
        type="button"
        className="agenda-text"
        aria-current={text.id === textId ? "true" : undefined}
        onClick={() => chooseText(text.id)}
      >
        <bdi className="symbol">{text.symbol}</bdi>
        <span dir="auto">{text.title}</span>
        <span className="quiet">{wordOf("textState", text.state)}</span>
      </button>
    </li>
  );
}
