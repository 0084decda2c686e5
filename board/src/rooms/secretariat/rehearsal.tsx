import { useEffect } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import {
  RehearsalIsStartedDocument,
  RehearsalIsStoppedDocument,
  RehearsalNowDocument,
} from "../../api/generated/secretariat.js";
import type { RehearsedFragment } from "../../api/generated/types.js";
import { useDeed, wordOf } from "../../parts/deed.js";
import { number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { Problem } from "../../parts/problem.js";

/** A small conference, quick enough to be watched. */
const SIZE = { delegations: 24, rounds: 2, speed: 10, seed: 1 };

/** A conference of nobody, played through the public API, to be watched and joined: nothing of it enters a real record. */
export function Rehearsal() {
  const [{ data }, ask] = useQuery({ query: RehearsalNowDocument, requestPolicy: "cache-and-network" });
  const start = useDeed(RehearsalIsStartedDocument);
  const stop = useDeed(RehearsalIsStoppedDocument);
  const rehearsal = data?.rehearsal;
  const isRunning = rehearsal?.state === "RUNNING";
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: "network-only" }), 2_000);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  const begin = async (): Promise<void> => {
    await start.run({ input: { ...SIZE, seed: Math.floor(Math.random() * 1_000_000) } });
    ask({ requestPolicy: "network-only" });
  };
  const problem = start.problem ?? stop.problem;
  return (
    <section className="panel" aria-labelledby="rehearsal">
      <h2 id="rehearsal">{t("rehearsal.title")}</h2>
      <p>{t("rehearsal.words")}</p>
      {rehearsal && <Progress rehearsal={rehearsal} />}
      {isRunning ? (
        <button
          type="button"
          className="button is-grave"
          disabled={stop.isBusy}
          onClick={() => void stop.run({ input: { rehearsalId: rehearsal.id } })}
        >
          {t("rehearsal.stop")}
        </button>
      ) : (
        <button type="button" className="button is-main" disabled={start.isBusy} onClick={() => void begin()}>
          {t("rehearsal.start", { delegations: SIZE.delegations })}
        </button>
      )}
      <Problem words={problem} />
    </section>
  );
}

function Progress({ rehearsal }: { readonly rehearsal: RehearsedFragment }) {
  return (
    <>
      <p role="status">
        <span className="state-mark">{wordOf("rehearsalState", rehearsal.state)}</span>{" "}
        {t("rehearsal.progress", { deeds: rehearsal.deeds, errors: rehearsal.errors })}
      </p>
      <progress max={1} value={rehearsal.share} aria-label={t("rehearsal.share")} />
      <p className="quiet" lang="en">
        {rehearsal.words}
      </p>
      {rehearsal.conference && (
        <Link className="button" href={`/conference/${rehearsal.conference.id}`}>
          {t("rehearsal.watch")}
        </Link>
      )}
      <details>
        <summary>{t("rehearsal.codes", { count: number(rehearsal.access.length) })}</summary>
        <dl className="codes">
          {rehearsal.access.map(({ role, accessCode }) => (
            <div key={accessCode}>
              <dt lang="en">{role}</dt>
              <dd>
                <code dir="ltr">{accessCode}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
