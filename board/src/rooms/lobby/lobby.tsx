import "./lobby.css";
import { useEffect } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { LobbyDocument } from "../../api/generated/session.js";
import type { LobbyQuery } from "../../api/generated/types.js";
import { useApp } from "../../parts/app-context.js";
import { wordOf } from "../../parts/deed.js";
import { Languages } from "../../parts/languages.js";
import { nameOf } from "../../parts/names.js";
import { day } from "../../words/formats.js";
import { locale, t } from "../../words/words.js";

type Participation = LobbyQuery["viewer"]["participations"][number];
type Table = Participation["conference"]["roundTables"][number];

/** The rooms that a person may enter; those that meet now come first. */
export function Lobby() {
  const { session } = useApp();
  const [{ data, error, fetching }, ask] = useQuery({
    query: LobbyDocument,
    variables: { locale: locale() },
    requestPolicy: "cache-and-network",
  });
  useEffect(() => {
    const timer = setInterval(() => ask({ requestPolicy: "network-only" }), 30_000);
    return () => clearInterval(timer);
  }, [ask]);
  return (
    <main className="page lobby">
      <header className="lobby-head">
        <div>
          <h1>{t("lobby.title")}</h1>
          {data && <p>{t("lobby.youAre", { name: data.viewer.displayName })}</p>}
        </div>
        <div className="lobby-side">
          <Languages />
          <button type="button" className="button" onClick={() => void session.leave()}>
            {t("page.signOut")}
          </button>
        </div>
      </header>
      {!data && fetching && <p>{t("page.loading")}</p>}
      {!data && error && !fetching && (
        <p className="notice is-wrong" role="alert">
          {t("refusal.UNANSWERED")}{" "}
          <button type="button" className="button is-small" onClick={() => ask({ requestPolicy: "network-only" })}>
            {t("page.tryAgain")}
          </button>
        </p>
      )}
      {data?.viewer.participations.map((one) => (
        <Conference key={one.id} participation={one} />
      ))}
      {data?.viewer.isAdmin && (
        <p>
          <Link className="button" href="/conference/new">
            {t("lobby.import")}
          </Link>
        </p>
      )}
      {data?.viewer.participations.length === 0 && <p>{t("lobby.nothing")}</p>}
    </main>
  );
}

function Conference({ participation }: { readonly participation: Participation }) {
  const { conference, delegation, isSecretariat, isCredentialsOfficer } = participation;
  const tables = [...conference.roundTables].sort((a, b) => weight(a) - weight(b));
  return (
    <section className="lobby-conference" aria-labelledby={conference.id}>
      <h2 id={conference.id} dir="auto">
        {conference.title}
      </h2>
      <p className="quiet">
        <bdi>{conference.city}</bdi> · {day(conference.startsOn)} – {day(conference.endsOn)}
        {delegation && (
          <>
            {" · "}
            <bdi>{nameOf(delegation)}</bdi>
          </>
        )}
      </p>
      <ul className="lobby-tables">
        {(isSecretariat || isCredentialsOfficer) && (
          <li>
            <Link href={`/conference/${conference.id}`} className="lobby-table is-secretariat">
              <strong>{t("lobby.secretariat")}</strong>
              <span className="quiet">{t("lobby.secretariatWords")}</span>
            </Link>
          </li>
        )}
        {tables.map((table) => (
          <li key={table.id}>
            <Link
              href={`/${table.myAdmission.standing === "OBSERVER" ? "hall" : "table"}/${table.id}`}
              className="lobby-table"
            >
              <span className="state-mark" data-state={table.state}>
                {wordOf("tableState", table.state)}
              </span>
              <strong dir="auto">{table.title}</strong>
              <span className="quiet">
                {t(table.myAdmission.mayPreside ? "lobby.asFacilitator" : `lobby.as.${table.myAdmission.standing}`)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

const ORDER = ["OPEN", "SUSPENDED", "SCHEDULED", "CLOSED", "CANCELLED"];
const weight = (table: Table): number => ORDER.indexOf(table.state);
