import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Failing } from "../../parts/failing.js";
import { t } from "../../words/words.js";
import { Agenda } from "./agenda.js";
import { useAttention } from "./attention.js";
import { Colleagues } from "./colleagues.js";
import { FloorPanel } from "./floor.js";
import { Now } from "./now.js";
import { OpenBar } from "./open-bar.js";
import { ballotsAsked, itemNow, type Place, textNow } from "./place.js";
import { TextPanel } from "./text.js";

interface Reading {
  readonly tab: Tab;
  readonly text: string | null;
}

export type Tab = "now" | "text" | "agenda" | "floor" | "delegation";
const TABS: readonly Tab[] = ["now", "text", "agenda", "floor", "delegation"];

/** Where somebody was reading, by table: a change of the language does not lose the place. */
const reading = new Map<string, Reading>();

const WIDE = matchMedia("(min-width: 1024px)");
const watchWide = (watcher: () => void): (() => void) => {
  WIDE.addEventListener("change", watcher);
  return () => WIDE.removeEventListener("change", watcher);
};

/** One column on a phone, with a tab for each part; on a wide screen the vote stays beside what is read. */
export function Room({ place }: { readonly place: Place }) {
  const { table } = place;
  const isWide = useSyncExternalStore(watchWide, () => WIDE.matches);
  const [{ tab: chosen, text: chosenText }, setPlace] = useState<Reading>(
    () => reading.get(table.id) ?? { tab: "now", text: null },
  );
  const go = (tab: Tab, text: string | null = chosenText): void => {
    reading.set(table.id, { tab, text });
    setPlace({ tab, text });
    scrollTo(0, 0);
  };
  const tab = isWide && chosen === "now" ? "text" : chosen;
  const showsNow = isWide || tab === "now";
  const now = useRef<HTMLElement>(null);
  const ballots = ballotsAsked(table);
  const { opened } = useAttention(place);
  useFocusOnOpening(now, opened, showsNow);
  const vote = (): void => {
    go("now");
    requestAnimationFrame(() => now.current?.querySelector<HTMLElement>("h2")?.focus());
  };
  const textId = chosenText ?? textNow(table);
  const read = (id: string): void => go("text", id);
  return (
    <>
      <main className="room" data-wide={isWide || undefined}>
        <h1 className="unseen">{t("delegate.title", { table: table.title })}</h1>
        {showsNow && (
          <section className="room-now" ref={now}>
            <Failing>
              <Now place={place} ballots={ballots} read={read} floor={() => go("floor")} />
            </Failing>
          </section>
        )}
        {tab !== "now" && (
          <section className="room-side" aria-label={t(`delegate.tab.${tab}`)}>
            {isWide && <Tabs tabs={TABS.slice(1)} tab={tab} go={go} />}
            <Failing key={tab}>
              {tab === "text" && (textId ? <TextPanel id={textId} place={place} key={textId} /> : <NoText />)}
              {tab === "agenda" && <Agenda place={place} read={read} />}
              {tab === "floor" && <FloorPanel place={place} item={itemNow(table)} />}
              {tab === "delegation" && <Colleagues place={place} ballots={ballots} />}
            </Failing>
          </section>
        )}
      </main>
      {!showsNow && <OpenBar ballots={ballots} vote={vote} />}
      {!isWide && <Tabs tabs={TABS} tab={tab} go={go} />}
    </>
  );
}

const NoText = () => <p className="panel">{t("delegate.text.none")}</p>;

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly tab: Tab;
  readonly go: (tab: Tab) => void;
}

function Tabs({ tabs, tab, go }: TabsProps) {
  return (
    <nav className="seat-tabs" aria-label={t("delegate.tabs")}>
      {tabs.map((one) => (
        <button type="button" key={one} aria-current={one === tab ? "page" : undefined} onClick={() => go(one)}>
          {t(`delegate.tab.${one}`)}
        </button>
      ))}
    </nav>
  );
}

/** On the waiting screen the ballot comes in place, and focus goes to its heading; out of a field or a text it is never taken. */
function useFocusOnOpening(now: React.RefObject<HTMLElement | null>, opened: string | null, isShown: boolean): void {
  const seen = useRef(opened);
  useEffect(() => {
    if (opened === seen.current) return;
    seen.current = opened;
    if (!opened || !isShown) return;
    const active = document.activeElement;
    const isFree = !active || active === document.body || now.current?.contains(active);
    const isTyping = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement;
    if (isFree && !isTyping) now.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }, [now, opened, isShown]);
}
