import "./secretariat.css";
import { type ReactNode, useMemo } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { SecretariatDeskDocument, WhoAdministersDocument } from "../../api/generated/secretariat.js";
import type { SecretariatDeskQuery } from "../../api/generated/types.js";
import { useApp } from "../../parts/app-context.js";
import { Failing } from "../../parts/failing.js";
import { Languages } from "../../parts/languages.js";
import { type Key, t } from "../../words/words.js";
import { Badges } from "./badges.js";
import { ConferenceFile } from "./conference-file.js";
import { Delegations } from "./delegations.js";
import { Enrolment } from "./enrolment.js";
import { Overview } from "./overview.js";
import { Rehearsal } from "./rehearsal.js";
import { SetUp } from "./set-up.js";

export type Conference = NonNullable<SecretariatDeskQuery["conference"]>;

/** The pages of the room, in the order of the work. */
const PAGES = {
  overview: "desk.overview",
  "set-up": "desk.setUp",
  delegations: "desk.delegations",
  list: "desk.list",
  badges: "desk.badges",
  rehearsal: "desk.rehearsal",
} as const satisfies Record<string, Key>;
type Page = keyof typeof PAGES;

const isPage = (page: string): page is Page => page in PAGES;

/** The secretariat's room. Administrators load new conferences at /conference/new, before there is anything else. */
export default function Secretariat({ id, page = "overview" }: { readonly id: string; readonly page?: string }) {
  return id === "new" ? <NewConference /> : <Room id={id} current={isPage(page) ? page : "overview"} />;
}

function NewConference() {
  const [{ data, error }] = useQuery({ query: WhoAdministersDocument, requestPolicy: "network-only" });
  if (!data) return <Waiting words={t(error ? "refusal.UNANSWERED" : "page.loading")} />;
  const { isAdmin, displayName } = data.viewer;
  return (
    <Desk title={t("desk.newConference")} who={displayName}>
      {isAdmin ? <ConferenceFile /> : <p role="alert">{t("refusal.NOT_ENTITLED")}</p>}
    </Desk>
  );
}

function Room({ id, current }: { readonly id: string; readonly current: Page }) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: SecretariatDeskDocument,
    variables: { id },
    requestPolicy: "cache-and-network",
  });
  const conference = data?.conference;
  if (!conference || !data)
    return (
      <Waiting words={t(fetching ? "page.loading" : error ? "refusal.UNANSWERED" : "refusal.NOT_FOUND")}>
        {!fetching && (
          <button type="button" className="button" onClick={() => ask({ requestPolicy: "network-only" })}>
            {t("page.tryAgain")}
          </button>
        )}
      </Waiting>
    );
  const { viewer } = data;
  const who = conference.myParticipation?.displayName ?? viewer.displayName;
  return (
    <Desk title={conference.title} who={who} id={id} current={current}>
      <Failing key={current}>
        {current === "overview" && <Overview conference={conference} />}
        {current === "set-up" && <SetUp conference={conference} isAdmin={viewer.isAdmin} />}
        {current === "delegations" && <Delegations conference={conference} />}
        {current === "list" && <Enrolment conference={conference} />}
        {current === "badges" && <Badges conference={conference} />}
        {current === "rehearsal" && <Rehearsal />}
      </Failing>
    </Desk>
  );
}

function Waiting({ words, children }: { readonly words: string; readonly children?: ReactNode }) {
  return (
    <main className="page">
      <p role="status">{words}</p>
      {children}
    </main>
  );
}

interface DeskProps {
  readonly title: string;
  readonly who: string;
  readonly id?: string;
  readonly current?: Page;
  readonly children: ReactNode;
}

function Desk({ title, who, id, current, children }: DeskProps) {
  const { session } = useApp();
  const pages = useMemo(() => Object.entries(PAGES), []);
  return (
    <div className="desk">
      <header className="strip">
        <h1 className="desk-title" dir="auto">
          {title}
        </h1>
        <details className="strip-menu">
          <summary>
            <bdi>{who}</bdi>
          </summary>
          <div className="strip-card">
            <Languages />
            <Link className="button" href="/">
              {t("page.toLobby")}
            </Link>
            <button type="button" className="button" onClick={() => void session.leave()}>
              {t("page.signOut")}
            </button>
          </div>
        </details>
      </header>
      {id && (
        <nav className="desk-pages" aria-label={t("desk.pages")}>
          {pages.map(([page, key]) => (
            <Link key={page} href={`/conference/${id}/${page}`} aria-current={page === current ? "page" : undefined}>
              {t(key)}
            </Link>
          ))}
        </nav>
      )}
      <main className="desk-main">{children}</main>
    </div>
  );
}
