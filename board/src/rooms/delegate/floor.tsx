import { useRef, useState } from "react";
import {
  DelegateAsksForFloorDocument,
  DelegateSpeakersDocument,
  DelegateWithdrawsRequestDocument,
} from "../../api/generated/delegate.js";
import type { InterventionKind } from "../../api/generated/types.js";
import { deedKey, useDeed, wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import { SOON, useRoomQuery } from "../../parts/room-query.js";
import { Speaker } from "./now.js";
import { ballotsAsked, type Item, type Place, textNow } from "./place.js";
import { Problem } from "../../parts/problem.js";

const KINDS: readonly InterventionKind[] = [
  "STATEMENT",
  "QUESTION",
  "RIGHT_OF_REPLY",
  "EXPLANATION_OF_VOTE_BEFORE",
  "EXPLANATION_OF_VOTE_AFTER",
  "POINT_OF_ORDER",
];

/** Who speaks, who waits and where the delegation stands among them; asking for the floor and taking that back. */
export function FloorPanel({ place, item }: { readonly place: Place; readonly item: Item | undefined }) {
  const { table, delegation } = place;
  // The answer goes into the cache, of which the table is drawn: events bring turns, not the order of those who wait.
  useRoomQuery(
    DelegateSpeakersDocument,
    { id: table.id },
    { changedBy: ({ __typename }) => /^(Floor|Speaker|Speech|PointOfOrder)/.test(__typename), spread: SOON },
  );
  return (
    <section className="panel stack" aria-labelledby="floor">
      <h2 id="floor">{t("delegate.tab.floor")}</h2>
      <Speaker speaker={table.speaker} />
      {!item && <p className="quiet">{t("delegate.now.noItem")}</p>}
      {item && (
        <>
          <p>
            <bdi className="number">{item.position}.</bdi> <span dir="auto">{item.title}</span>
          </p>
          <Mine place={place} item={item} />
          <Asking place={place} item={item} />
          <h3>{t("delegate.floor.waiting", { count: item.speakersList.queue.length })}</h3>
          <p className="quiet">{t(item.speakersList.isOpen ? "delegate.floor.open" : "delegate.floor.closed")}</p>
          <ol className="queue">
            {item.speakersList.queue.map((one) => (
              <li key={one.id} aria-current={one.delegation.id === delegation.id ? "true" : undefined}>
                <bdi className="number">{one.position}.</bdi> <bdi>{nameOf(one.delegation)}</bdi>{" "}
                <span className="quiet">{wordOf("delegate.floor.kind", one.kind)}</span>
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

interface OnItem {
  readonly place: Place;
  readonly item: Item;
}

function Mine({ place, item }: OnItem) {
  const withdraws = useDeed(DelegateWithdrawsRequestDocument);
  const mine = item.speakersList.queue.filter(({ delegation }) => delegation.id === place.delegation.id);
  return (
    <>
      {mine.map(({ id, kind, position }) => (
        <div key={id} className="notice is-good">
          <p>{t("delegate.floor.mine", { kind: wordOf("delegate.floor.kind", kind), position: position ?? 0 })}</p>
          <button
            type="button"
            className="button"
            disabled={withdraws.isBusy}
            onClick={() => void withdraws.run({ input: { interventionId: id } })}
          >
            {t("delegate.floor.withdraw")}
          </button>
        </div>
      ))}
      <Problem words={withdraws.problem} />
    </>
  );
}

function Asking({ place, item }: OnItem) {
  const [kind, setKind] = useState<InterventionKind>("STATEMENT");
  const key = useRef(deedKey());
  const asks = useDeed(DelegateAsksForFloorDocument);
  const ask = async (): Promise<void> => {
    const about = subjectOf(kind, place);
    const input = { agendaItemId: item.id, kind, ...about, clientMutationId: key.current };
    const outcome = await asks.run({ input });
    // A new request next time; after a silence the same one is asked again.
    if (outcome && outcome.kind !== "unanswered") key.current = deedKey();
  };
  const choose = (next: InterventionKind): void => {
    setKind(next);
    key.current = deedKey();
    asks.forget();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <label>
        {t("delegate.floor.what")}
        <select value={kind} onChange={({ target }) => choose(target.value as InterventionKind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {wordOf("delegate.floor.kind", one)}
            </option>
          ))}
        </select>
      </label>
      {!place.seat?.isPresent && <p className="quiet">{t("delegate.floor.checkInFirst")}</p>}
      <Problem words={asks.problem} />
      <button type="submit" className="button is-main is-wide" disabled={asks.isBusy}>
        {t("delegate.floor.ask")}
      </button>
    </form>
  );
}

/** An explanation before a vote names the text, one after it the ballot. */
function subjectOf(kind: InterventionKind, { table }: Place): { recommendationId?: string; ballotId?: string } {
  const recommendationId = textNow(table);
  const ballotId = ballotsAsked(table)[0];
  if (kind === "EXPLANATION_OF_VOTE_BEFORE" && recommendationId) return { recommendationId };
  if (kind === "EXPLANATION_OF_VOTE_AFTER" && ballotId) return { ballotId };
  return {};
}
