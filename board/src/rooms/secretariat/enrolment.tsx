import { type ChangeEvent, useId, useState } from "react";
import { ListIsEnrolledDocument } from "../../api/generated/secretariat.js";
import type { DelegateFunction, EnrolledLineFragment } from "../../api/generated/types.js";
import { useApp } from "../../parts/app-context.js";
import { wordsFor } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { type Delimiter, DELIMITERS, guessDelimiter, parseCsv, writeCsv } from "./csv.js";
import { type DelegateLine, delegatesIn } from "./delegate-list.js";
import { EnrolmentTable } from "./enrolment-table.js";
import { Undo } from "./enrolment-undo.js";
import type { Conference } from "./secretariat.js";
import { WideOnly } from "./wide-only.js";
import { Problem } from "../../parts/problem.js";

const FUNCTIONS: readonly string[] = ["HEAD", "ALTERNATE", "DELEGATE", "ADVISER"];

/** A line of the file and what the server says it would do, or did. */
export interface Line extends DelegateLine {
  readonly number: number;
  readonly result: Pick<EnrolledLineFragment, "action" | "field" | "message" | "before" | "delegate"> | null;
}

interface Reading {
  readonly text: string;
  readonly delimiter: Delimiter;
  readonly lines: readonly Line[];
  readonly isDone: boolean;
}

/** A list of delegates: a file, what it would do line by line, and only then done: all of it without the faulty lines. */
export function Enrolment({ conference }: { readonly conference: Conference }) {
  const enrol = useEnrol(conference.id);
  const label = useId();
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const look = async (text: string, delimiter: Delimiter): Promise<void> => {
    const written = delegatesIn(parseCsv(text, delimiter)).map((line, place) => ({
      ...line,
      number: place + 1,
      result: null,
    }));
    setProblem(null);
    setBusy(true);
    const answer = await enrol(written, true);
    setBusy(false);
    if (typeof answer === "string") setProblem(answer);
    setReading({ text, delimiter, lines: typeof answer === "string" ? written : answer, isDone: false });
  };
  const choose = async ({ target }: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const chosen = target.files?.[0];
    if (!chosen) return;
    try {
      const text = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
      await look(text, guessDelimiter(text));
    } catch {
      setReading(null);
      setProblem(t("list.notUtf8"));
    }
  };
  const carryOut = async (): Promise<void> => {
    const good = reading!.lines.filter(isGood);
    setBusy(true);
    const answer = await enrol(good, false);
    setBusy(false);
    if (typeof answer === "string") return setProblem(answer);
    const done = new Map(answer.map((line) => [line.number, line]));
    setReading({ ...reading!, lines: reading!.lines.map((line) => done.get(line.number) ?? line), isDone: true });
  };
  const changes = reading?.lines.filter(
    ({ result }) => result?.action === "ADD" || result?.action === "CHANGE_FUNCTION",
  );
  return (
    <section className="panel" aria-labelledby={`${label}-title`}>
      <h2 id={`${label}-title`}>{t("list.title")}</h2>
      <p>{t("list.words")}</p>
      <WideOnly>
        <label htmlFor={label}>{t("list.choose")}</label>
        <input id={label} type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void choose(event)} />
        {reading && !reading.isDone && (
          <DelimiterChoice chosen={reading.delimiter} onChoose={(one) => void look(reading.text, one)} />
        )}
        <Problem words={problem} />
        {reading && <EnrolmentTable lines={reading.lines} isDone={reading.isDone} />}
        {reading && !reading.isDone && changes && changes.length > 0 && (
          <button type="button" className="button is-main" disabled={isBusy} onClick={() => void carryOut()}>
            {t("list.apply", { count: changes.length })}
          </button>
        )}
        {reading && <Rejected lines={reading.lines} />}
        {reading?.isDone && changes && <Undo lines={changes} />}
      </WideOnly>
    </section>
  );
}

const isGood = ({ result }: Line): boolean => result !== null && result.action !== "PROBLEM";

/** Asks the server about lines; answers them with results, or in words why there are none. At most 500 go at a time. */
function useEnrol(conferenceId: string) {
  const { api } = useApp();
  return async (lines: readonly Line[], dryRun: boolean): Promise<readonly Line[] | string> => {
    const isKnown = (line: Line): boolean => FUNCTIONS.includes(line.function) && line.name !== "";
    const sent = lines.filter(isKnown);
    const results = new Map<number, Line["result"]>();
    for (const line of lines.filter((one) => !isKnown(one)))
      results.set(line.number, {
        action: "PROBLEM",
        field: line.name === "" ? "name" : "function",
        message: t(line.name === "" ? "list.noName" : "list.noFunction"),
        before: null,
        delegate: null,
      });
    if (sent.length > 500) return t("list.tooMany", { most: 500 });
    if (sent.length > 0) {
      const rows = sent.map(({ country, name, function: place }) => ({
        country,
        name,
        function: place as DelegateFunction,
      }));
      const { data } = await api.urql
        .mutation(ListIsEnrolledDocument, { input: { conferenceId, dryRun, rows } })
        .toPromise();
      const answer = data?.enrolDelegates;
      if (!answer) return t("refusal.UNANSWERED");
      if (!("rows" in answer)) return wordsFor(answer.code, {}, answer.message);
      for (const row of answer.rows) results.set(sent[row.number - 1]!.number, row);
      if (!dryRun && answer.__typename === "EnrolmentHasProblems") return wordsFor(answer.code, {}, answer.message);
    }
    return lines.map((line) => ({ ...line, result: results.get(line.number) ?? null }));
  };
}

function DelimiterChoice(props: { readonly chosen: Delimiter; readonly onChoose: (one: Delimiter) => void }) {
  const name = useId();
  return (
    <fieldset className="choices">
      <legend>{t("list.delimiter")}</legend>
      {DELIMITERS.map((one) => (
        <label key={one} className="radio">
          <input type="radio" name={name} checked={one === props.chosen} onChange={() => props.onChoose(one)} />
          {t(one === "," ? "list.comma" : one === ";" ? "list.semicolon" : "list.tab")}
        </label>
      ))}
    </fieldset>
  );
}

/** What was rejected, as a file to correct and bring again. */
function Rejected({ lines }: { readonly lines: readonly Line[] }) {
  const bad = lines.filter((line) => !isGood(line));
  if (bad.length === 0) return null;
  const rows = bad.map((line) => [line.country, line.name, line.function, line.result?.message ?? ""]);
  const content = writeCsv([["country", "name", "function", "problem"], ...rows]);
  return (
    <a className="button" download="rejected.csv" href={`data:text/csv;charset=utf-8,${encodeURIComponent(content)}`}>
      {t("list.rejected", { count: bad.length })}
    </a>
  );
}
