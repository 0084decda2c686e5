import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import {
  BallotAtGlanceDocument,
  ConferenceIsClosedDocument,
  ConferenceIsOpenedDocument,
  TableAtGlanceDocument,
  TablesOfConferenceDocument,
} from "../../api/generated/secretariat.js";
import type { TableAtGlanceQuery } from "../../api/generated/types.js";
import { RoomFeed } from "../../live/room-feed.js";
import { FeedProvider, useApp, useFeed, useFeedState } from "../../parts/app-context.js";
import { Countdown } from "../../parts/countdown.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { Dialog } from "../../parts/dialog.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { clock, moment } from "../../words/formats.js";
import { locale, t } from "../../words/words.js";
import { HallCode } from "./hall-code.js";
import type { Conference } from "./secretariat.js";
import { Problem } from "../../parts/problem.js";

type Table = NonNullable<TableAtGlanceQuery["roundTable"]>;

/**
 * All tables at a glance. Each follows its own events, all over one socket: votes show as they come and nothing is asked for
 * again and again. (One query for everything would ask for more rows than the API gives in one operation.)
 */
export function Overview({ conference }: { readonly conference: Conference }) {
  const [{ data }] = useQuery({ query: TablesOfConferenceDocument, variables: { id: conference.id } });
  return (
    <>
      <ConferenceState conference={conference} />
      <ul className="glance">
        {data?.conference?.roundTables.map(({ id }) => (
          <li key={id}>
            <Following id={id} timeZone={conference.timeZone} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Following({ id, timeZone }: { readonly id: string; readonly timeZone: string }) {
  const { api } = useApp();
  const [feed, setFeed] = useState<RoomFeed | null>(null);
  useEffect(() => {
    const made = new RoomFeed(api, TableAtGlanceDocument, id);
    setFeed(made);
    return () => made.stop();
  }, [api, id]);
  if (!feed) return null;
  return (
    <FeedProvider value={feed}>
      <AtGlance timeZone={timeZone} />
    </FeedProvider>
  );
}

function AtGlance({ timeZone }: { readonly timeZone: string }) {
  const feed = useFeed();
  const { isLoaded } = useFeedState();
  const [isScreenAsked, askScreen] = useState(false);
  const [{ data }] = useQuery({
    query: TableAtGlanceDocument,
    variables: { id: feed.roundTableId, locale: locale() },
    requestPolicy: "cache-first",
    pause: !isLoaded,
  });
  const table = data?.roundTable;
  if (!table) return <article className="panel glance-table">{t("page.loading")}</article>;
  const item = table.agendaItems.findLast(({ state }) => state === "UNDER_DISCUSSION");
  const ballots = table.agendaItems.flatMap(({ recommendations }) => recommendations.flatMap((text) => text.ballots));
  const open = ballots.find(({ state }) => state === "OPEN" || state === "LOCKING");
  return (
    <article className="panel glance-table" aria-labelledby={table.id}>
      <header>
        <h2 id={table.id} dir="auto">
          {table.title}
        </h2>
        <span className="state-mark" data-state={table.state}>
          {wordOf("tableState", table.state)}
        </span>
      </header>
      <Facts table={table} timeZone={timeZone} />
      <p className="glance-item">{item ? <bdi>{`${item.position}. ${item.title}`}</bdi> : t("glance.noItem")}</p>
      <div className="glance-ballot">
        {open ? <OpenBallot id={open.id} /> : <p className="quiet">{t("glance.noBallot")}</p>}
      </div>
      <AsOf timeZone={timeZone} />
      <p className="glance-deeds">
        <Link className="button" href={`/table/${table.id}`}>
          {t("glance.enter")}
          <span className="unseen"> {table.title}</span>
        </Link>
        <button type="button" className="button" onClick={() => askScreen(true)}>
          {t("glance.screen")}
          <span className="unseen"> {table.title}</span>
        </button>
      </p>
      {isScreenAsked && <HallCode tableId={table.id} title={table.title} onClose={() => askScreen(false)} />}
    </article>
  );
}

function Facts({ table, timeZone }: { readonly table: Table; readonly timeZone: string }) {
  const { quorum, presidingOfficer, startsAt } = table;
  return (
    <dl className="glance-facts">
      <div>
        <dt>{t("glance.presence")}</dt>
        <dd className="number">
          {t("presence.count", { present: table.present, base: quorum.base })}
          {" · "}
          {quorum.isMet
            ? t("quorum.met", { required: quorum.required })
            : t("quorum.notMet", { required: quorum.required, missing: quorum.required - quorum.present })}
        </dd>
      </div>
      <div>
        <dt>{t("glance.presides")}</dt>
        <dd>{presidingOfficer ? <bdi>{presidingOfficer.displayName}</bdi> : t("glance.nobody")}</dd>
      </div>
      {table.state === "SCHEDULED" && startsAt && (
        <div>
          <dt>{t("glance.begins")}</dt>
          <dd>{moment(startsAt, timeZone)}</dd>
        </div>
      )}
    </dl>
  );
}

function OpenBallot({ id }: { readonly id: string }) {
  const { data } = useRoomQuery(
    BallotAtGlanceDocument,
    { id },
    { changedBy: (event) => event.__typename === "BallotLockingEvent" && event.ballot.id === id },
  );
  const ballot = data?.ballot;
  if (!ballot) return <p>{t("page.loading")}</p>;
  return (
    <p>
      <span className="state-mark" data-state={ballot.state}>
        {wordOf("ballotState", ballot.state)}
      </span>{" "}
      <bdi>{ballot.recommendation.symbol}</bdi> · {wordOf("mode", ballot.mode)} ·{" "}
      <strong className="number">
        {t("tally.voted", { voted: ballot.turnout.voted, eligible: ballot.turnout.eligible })}
      </strong>{" "}
      {ballot.closesAt && <Countdown until={ballot.closesAt} label={t("glance.closes")} />}
    </p>
  );
}

/** Figures that are old say as of when they are. */
function AsOf({ timeZone }: { readonly timeZone: string }) {
  const { phase, trueUntil, ended } = useFeedState();
  const { clock: server } = useApp();
  if (phase !== "behind" && !ended) return null;
  const at = clock(server.now() - (performance.now() - trueUntil), timeZone);
  return (
    <p className="notice is-warning" role="status">
      {t("connection.behind", { at })}
    </p>
  );
}

function ConferenceState({ conference }: { readonly conference: Conference }) {
  const open = useDeed(ConferenceIsOpenedDocument);
  const close = useDeed(ConferenceIsClosedDocument);
  const [isAsked, ask] = useState(false);
  const input = { conferenceId: conference.id };
  const maySteer = conference.myParticipation?.isSecretariat ?? false;
  const finish = async (): Promise<void> => {
    if ((await close.run({ input }))?.kind === "done") ask(false);
  };
  return (
    <section className="desk-state" aria-label={t("desk.state")}>
      <span className="state-mark" data-state={conference.state}>
        {wordOf("conferenceState", conference.state)}
      </span>
      {maySteer && conference.state === "PLANNED" && (
        <button
          type="button"
          className="button is-main"
          disabled={open.isBusy}
          onClick={() => void open.run({ input })}
        >
          {t("desk.openConference")}
        </button>
      )}
      {maySteer && conference.state === "IN_SESSION" && (
        <button type="button" className="button is-grave" onClick={() => ask(true)}>
          {t("desk.closeConference")}
        </button>
      )}
      <Problem words={open.problem} />
      {isAsked && (
        <Dialog
          title={t("desk.closeConference")}
          onClose={() => ask(false)}
          actions={
            <>
              <button type="button" className="button" onClick={() => ask(false)}>
                {t("page.cancel")}
              </button>
              <button type="button" className="button is-grave" disabled={close.isBusy} onClick={() => void finish()}>
                {t("desk.closeConference")}
              </button>
            </>
          }
        >
          <p>{t("desk.closeWords")}</p>
          <Problem words={close.problem} />
        </Dialog>
      )}
    </section>
  );
}
