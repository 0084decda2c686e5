import { useQuery } from "urql";
import { ConferenceSetUpDocument } from "../../api/generated/secretariat.js";
import type { ConferenceSetUpQuery } from "../../api/generated/types.js";
import { wordOf } from "../../parts/deed.js";
import { day, list, moment, number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { ConferenceFile } from "./conference-file.js";
import type { Conference } from "./secretariat.js";

type SetUpConference = NonNullable<ConferenceSetUpQuery["conference"]>;

/** What the conference file gave: dates, rules in sentences with an example, bodies and their agenda. */
export function SetUp({ conference, isAdmin }: { readonly conference: Conference; readonly isAdmin: boolean }) {
  const [{ data, fetching }] = useQuery({ query: ConferenceSetUpDocument, variables: { id: conference.id } });
  const full = data?.conference;
  if (!full) return <p role="status">{t(fetching ? "page.loading" : "refusal.UNANSWERED")}</p>;
  return (
    <>
      <section className="panel" aria-labelledby="set-up-conference">
        <h2 id="set-up-conference">{t("setUp.conference")}</h2>
        <p>
          <bdi>{full.series.title}</bdi> · <span className="number">{number(full.number)}</span>
        </p>
        <p>
          <bdi>{full.city}</bdi> · {day(full.startsOn)} – {day(full.endsOn)}
        </p>
        <p>{t("setUp.languages", { languages: list(full.workingLanguages.map((one) => wordOf("language", one))) })}</p>
      </section>
      <Rules conference={full} />
      <Bodies conference={full} />
      {isAdmin && <ConferenceFile />}
    </>
  );
}

function Rules({ conference: { ruleSet, roundTables } }: { readonly conference: SetUpConference }) {
  const { quorum, bodies } = ruleSet;
  const example = roundTables.find(({ kind }) => kind === "PLENARY") ?? roundTables[0];
  const share = `${quorum.numerator}/${quorum.denominator}`;
  return (
    <section className="panel" aria-labelledby="set-up-rules">
      <h2 id="set-up-rules">{t("setUp.rules")}</h2>
      <p className="quiet" dir="auto">
        {ruleSet.title} · {ruleSet.citation}
      </p>
      <ul className="rules">
        <li>
          {t(quorum.strict ? "rule.quorumMore" : "rule.quorumAtLeast", { share, basis: wordOf("basis", quorum.basis) })}{" "}
          {example && (
            <strong>
              {t("rule.example", {
                base: example.quorum.base,
                required: example.quorum.required,
                table: example.title,
              })}
            </strong>
          )}
        </li>
        <li>{t("rule.mayCast", { functions: list(ruleSet.mayCast.map((one) => wordOf("function", one))) })}</li>
        <li>{t(ruleSet.allowVoteChange ? "rule.change" : "rule.noChange")}</li>
        <li>{t(ruleSet.lateAdmission ? "rule.late" : "rule.notLate")}</li>
        <li>{t("rule.lock", { seconds: ruleSet.lockSeconds })}</li>
        <li>{t("rule.sponsors", { count: ruleSet.minimumSponsors })}</li>
        {bodies.map((body) => (
          <li key={body.kind}>
            {t(body.languageGate ? "rule.bodyGated" : "rule.body", {
              body: wordOf("tableKind", body.kind),
              mode: wordOf("mode", body.mode),
              majority: wordOf("majority", body.majority),
              shown: wordOf("tallyShown", body.tallyVisibility),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Bodies({ conference: { roundTables, timeZone } }: { readonly conference: SetUpConference }) {
  return (
    <section className="panel" aria-labelledby="set-up-bodies">
      <h2 id="set-up-bodies">{t("setUp.bodies")}</h2>
      {roundTables.map((table) => (
        <details key={table.id} className="body">
          <summary>
            <bdi>{table.title}</bdi> <span className="quiet">{wordOf("tableKind", table.kind)}</span>
          </summary>
          <p className="quiet">
            {table.startsAt && <>{moment(table.startsAt, timeZone)} · </>}
            {t("rule.example", { base: table.quorum.base, required: table.quorum.required, table: table.title })}
          </p>
          <ol>
            {table.agendaItems.map(({ id, position, title, minutes }) => (
              <li key={id}>
                <span className="number">{position}.</span> <bdi>{title}</bdi>
                {minutes !== null && <span className="quiet"> · {t("setUp.minutes", { minutes })}</span>}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}
