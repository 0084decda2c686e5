import "./facilitator.css";
import { useEffect, useMemo, useState } from "react";
import { FacilitatorTableDocument } from "../../api/generated/facilitator.js";
import { RoomFeed } from "../../live/room-feed.js";
import { FeedProvider, useApp, useFeedState } from "../../parts/app-context.js";
import { Failing } from "../../parts/failing.js";
import { t } from "../../words/words.js";
import { Agenda } from "./agenda.js";
import { BallotPanel } from "./ballot-panel.js";
import { Controls } from "./controls.js";
import { Facts } from "./facts.js";
import { Announcements } from "./announcements.js";
import { Seats } from "./seats.js";
import { Speakers } from "./speakers.js";
import { type RoomTable, TableProvider, useTable } from "./table.js";
import { TextPanel } from "./text-panel.js";

/** The facilitator's room: what is decided now, how it stands, who is missing, and one bar of controls. */
export default function Facilitator({ id }: { readonly id: string }) {
  const { api } = useApp();
  const [feed, setFeed] = useState<RoomFeed | null>(null);
  useEffect(() => {
    const made = new RoomFeed(api, FacilitatorTableDocument, id);
    setFeed(made);
    return () => made.stop();
  }, [api, id]);
  if (!feed) return <p className="first-words">{t("page.loading")}</p>;
  return (
    <FeedProvider value={feed}>
      <TableProvider id={id}>{(table) => <Room table={table} />}</TableProvider>
    </FeedProvider>
  );
}

const TABS = ["ballot", "text", "agenda", "seats", "speakers"] as const;
type Tab = (typeof TABS)[number];

function Room({ table }: { readonly table: RoomTable }) {
  const { phase } = useFeedState();
  const { ballotId, textId } = useTable();
  const [tab, setTab] = useState<Tab>("ballot");
  const hasBallot = ballotId !== null;
  // A ballot that opens is what everybody looks at; nothing else ever changes the tab.
  useEffect(() => setTab(hasBallot ? "ballot" : "text"), [hasBallot]);
  const chooser = useMemo(
    () =>
      TABS.map((one) => (
        <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
          {t(`facilitator.tab.${one}`)}
        </button>
      )),
    [tab],
  );
  return (
    <div className="facilitator" data-phase-of-room={phase} data-tab={tab}>
      <Facts table={table} />
      <Announcements />
      <nav className="tabs" aria-label={t("facilitator.tabs")}>
        {chooser}
      </nav>
      <main className="facilitator-main">
        <h1 className="unseen" dir="auto">
          {table.title}
        </h1>
        <aside className="column-agenda" data-part="agenda">
          <Failing>
            <Agenda table={table} />
          </Failing>
        </aside>
        <div className="column-main">
          <div data-part="ballot">
            <Failing>{ballotId ? <BallotPanel id={ballotId} key={ballotId} /> : <NoBallot />}</Failing>
          </div>
          <div data-part="text">
            <Failing>
              {textId ? <TextPanel id={textId} key={textId} /> : <p className="panel">{t("text.none")}</p>}
            </Failing>
          </div>
        </div>
        <aside className="column-side">
          <div data-part="seats">
            <Failing>
              <Seats table={table} />
            </Failing>
          </div>
          <div data-part="speakers">
            <Failing>
              <Speakers table={table} />
            </Failing>
          </div>
        </aside>
      </main>
      <Controls table={table} showBallot={() => setTab("ballot")} />
    </div>
  );
}

function NoBallot() {
  return (
    <section className="panel ballot-none" aria-label={t("ballot.title")}>
      <p className="quiet">{t("ballot.none")}</p>
    </section>
  );
}
