import { wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type Item, type Place } from "./place.js";

/** The agenda, with the item under discussion marked, and the texts under each item. */
export function Agenda({ place: { table }, read }: { readonly place: Place; readonly read: (id: string) => void }) {
  return (
    <section className="panel stack" aria-labelledby="agenda">
      <h2 id="agenda">{t("delegate.tab.agenda")}</h2>
      <ol className="agenda">
        {table.agendaItems.map((item) => (
          <Entry key={item.id} item={item} read={read} />
        ))}
      </ol>
    </section>
  );
}

function Entry({ item, read }: { readonly item: Item; readonly read: (id: string) => void }) {
  return (
    <li aria-current={item.state === "UNDER_DISCUSSION" ? "true" : undefined}>
      <p className="numbered">
        <bdi className="number">{item.position}.</bdi>
        <strong dir="auto">{item.title}</strong>
      </p>
      <p>
        <span className="state-mark" data-state={item.state}>
          {wordOf("itemState", item.state)}
        </span>
      </p>
      <ul className="stack">
        {item.recommendations.map((text) => (
          <li key={text.id}>
            <button type="button" className="text-link" onClick={() => read(text.id)}>
              <bdi dir="ltr">{text.symbol}</bdi>
              <span dir="auto">{text.title}</span>
              <span className="quiet">{wordOf("textState", text.state)}</span>
            </button>
          </li>
        ))}
      </ul>
    </li>
  );
}
