import { type ChangeEvent, useId, useRef, useState } from "react";
import { FileIsImportedDocument, FileIsPreviewedDocument } from "../../api/generated/secretariat.js";
import type { FileIsPreviewedQuery } from "../../api/generated/types.js";
import { useApp } from "../../parts/app-context.js";
import { deedKey, useDeed, wordOf, wordsFor } from "../../parts/deed.js";
import { day, list } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { type Badge, BadgeSheet } from "./badge-sheet.js";
import { WideOnly } from "./wide-only.js";

type Answer = FileIsPreviewedQuery["previewConferenceImport"];
type Preview = Extract<Answer, { __typename: "PreviewConferenceImportSuccess" }>["preview"];
type Problems = Extract<Answer, { __typename: "ConferenceFileRejected" }>["problems"];

/** A conference file: chosen, looked at by the server, and only then loaded. For administrators of the server. */
export function ConferenceFile() {
  const { api } = useApp();
  const load = useDeed(FileIsImportedDocument);
  const key = useRef(deedKey());
  const label = useId();
  const [file, setFile] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [problems, setProblems] = useState<Problems | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [badges, setBadges] = useState<readonly Badge[] | null>(null);
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = target.files?.[0];
    setPreview(null);
    setProblems(null);
    setRefusal(null);
    if (!chosen) return;
    const text = await chosen.text();
    setFile(text);
    key.current = deedKey();
    const { data } = await api.urql
      .query(FileIsPreviewedDocument, { input: { file: text } }, { requestPolicy: "network-only" })
      .toPromise();
    const answer = data?.previewConferenceImport;
    if (!answer) setRefusal(t("refusal.UNANSWERED"));
    else if (answer.__typename === "PreviewConferenceImportSuccess") setPreview(answer.preview);
    else if (answer.__typename === "ConferenceFileRejected") setProblems(answer.problems);
    else setRefusal(wordsFor(answer.code, {}, answer.message));
  };
  const carryOut = async (): Promise<void> => {
    const outcome = await load.run({ input: { file: file!, clientMutationId: key.current } });
    if (outcome?.kind !== "done") return;
    const { access, conference } = outcome.success;
    setPreview(null);
    setBadges(
      access.map(({ accessCode, name, role, participationId }) => ({
        id: participationId,
        name,
        conference: conference.title,
        lines: [role],
        accessCode,
      })),
    );
  };
  return (
    <section className="panel" aria-labelledby={`${label}-title`}>
      <h2 id={`${label}-title`}>{t("file.title")}</h2>
      <p>{t("file.words")}</p>
      <WideOnly>
        <label htmlFor={label}>{t("file.choose")}</label>
        <input id={label} type="file" accept=".json,application/json" onChange={(event) => void choose(event)} />
        {problems && <FileProblems problems={problems} />}
        {preview && <WouldBecome preview={preview} />}
        {preview && !preview.editionExists && (
          <button type="button" className="button is-main" disabled={load.isBusy} onClick={() => void carryOut()}>
            {t("file.load", { people: preview.people })}
          </button>
        )}
        {(refusal ?? load.problem) && (
          <p className="problem" role="alert">
            {refusal ?? load.problem}
          </p>
        )}
      </WideOnly>
      {badges && <BadgeSheet badges={badges} onDone={() => setBadges(null)} />}
    </section>
  );
}

function FileProblems({ problems }: { readonly problems: Problems }) {
  return (
    <div className="notice is-wrong" role="alert">
      <p>{t("file.problems", { count: problems.length })}</p>
      <ul className="problems">
        {problems.map(({ path, message }, place) => (
          <li key={place}>
            <code dir="ltr">{path === "" ? "/" : path}</code> <span lang="en">{message}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WouldBecome({ preview }: { readonly preview: Preview }) {
  const { delegations, people, roundTables, agendaItems, recommendations } = preview;
  return (
    <div className={preview.editionExists ? "notice is-wrong" : "notice is-good"} role="status">
      <p>
        <strong dir="auto">{preview.title}</strong>
      </p>
      <p>
        <bdi>{preview.city}</bdi> · {day(preview.startsOn)} – {day(preview.endsOn)} ·{" "}
        {list(preview.workingLanguages.map((one) => wordOf("language", one)))}
      </p>
      <p>{t("file.counts", { delegations, people, roundTables, agendaItems, recommendations })}</p>
      {preview.editionExists && (
        <p className="problem">{t("file.exists", { series: preview.seriesCode, number: preview.number })}</p>
      )}
      <ul className="problems">
        {preview.warnings.map((warning) => (
          <li key={warning} lang="en">
            {warning}
          </li>
        ))}
      </ul>
    </div>
  );
}
