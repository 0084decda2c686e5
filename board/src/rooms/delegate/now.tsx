import { Countdown } from "../../parts/countdown.js";
import { Failing } from "../../parts/failing.js";
import { nameOf } from "../../parts/names.js";
import { wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { BallotCard } from "./ballot-card.js";
import { itemNow, type Place } from "./place.js";
import { Presence } from "./presence.js";

interface NowProps {
  readonly place: Place;
  readonly ballots: readonly string[];
  readonly read: (textId: string) => void;
  readonly floor: () => void;
}

/** What is asked of the delegation now; the heading stands in the same place whether something is asked or not. */
export function Now({ place, ballots, read, floor }: NowProps) {
  return (
    <>
      {ballots.map((id) => (
        <Failing key={id}>
          <BallotCard id={id} place={place} read={read} />
        </Failing>
      ))}
      {ballots.length === 0 && <Waiting place={place} />}
      <Presence place={place} />
      <OnTheFloor place={place} floor={floor} />
    </>
  );
}

function Waiting({ place: { table } }: { readonly place: Place }) {
  return (
    <section className="panel" aria-labelledby="asked">
      <h2 id="asked" tabIndex={-1}>
        {t("delegate.now.nothing")}
      </h2>
      <p className="quiet">
        {table.state === "OPEN" ? t("delegate.now.nothingWords") : wordOf("tableState", table.state)}
      </p>
    </section>
  );
}

/** The item under discussion and who speaks on it. */
function OnTheFloor({ place: { table }, floor }: { readonly place: Place; readonly floor: () => void }) {
  const item = itemNow(table);
  return (
    <section className="panel stack" aria-labelledby="under-discussion">
      <h2 id="under-discussion">{t("delegate.now.item")}</h2>
      {item ? (
        <p className="numbered">
          <bdi className="number">{item.position}.</bdi>
          <span dir="auto">{item.title}</span>
        </p>
      ) : (
        <p className="quiet">{t("delegate.now.noItem")}</p>
      )}
      <Speaker speaker={table.speaker} />
      <button type="button" className="button" onClick={floor}>
        {t("delegate.floor.go")}
      </button>
    </section>
  );
}

export function Speaker({ speaker }: { readonly speaker: Place["table"]["speaker"] }) {
  if (!speaker) return <p className="quiet">{t("delegate.floor.nobody")}</p>;
  return (
    <p className="speaker">
      <span>
        <bdi>{nameOf(speaker.delegation)}</bdi> · {wordOf("delegate.floor.kind", speaker.kind)} ·{" "}
        {wordOf("delegate.floor.state", speaker.state)}
      </span>
      {speaker.endsAt && <Countdown until={speaker.endsAt} label={t("delegate.floor.timeLeft")} />}
    </p>
  );
}
