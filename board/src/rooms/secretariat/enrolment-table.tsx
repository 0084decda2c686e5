import { useState } from "react";
import { wordOf } from "../../parts/deed.js";
import { number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Line } from "./enrolment.js";

/** The lines with what each would do; those with problems alone, if asked for. */
export function EnrolmentTable({ lines, isDone }: { readonly lines: readonly Line[]; readonly isDone: boolean }) {
  const [onlyProblems, setOnlyProblems] = useState(false);
  const count = (action: string): number => lines.filter(({ result }) => result?.action === action).length;
  const problems = count("PROBLEM");
  const shown = onlyProblems ? lines.filter(({ result }) => result?.action === "PROBLEM") : lines;
  return (
    <>
      <p role="status" className={isDone ? "notice is-good" : problems > 0 ? "notice is-warning" : "notice"}>
        {t(isDone ? "list.done" : "list.would", {
          add: count("ADD"),
          change: count("CHANGE_FUNCTION"),
          same: count("UNCHANGED"),
          problems,
        })}
      </p>
      <label className="radio">
        <input type="checkbox" checked={onlyProblems} onChange={({ target }) => setOnlyProblems(target.checked)} />
        {t("list.onlyProblems")}
      </label>
      <div className="table-frame" tabIndex={0} role="region" aria-label={t("list.lines")}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t("list.number")}</th>
              <th scope="col">{t("people.country")}</th>
              <th scope="col">{t("people.name")}</th>
              <th scope="col">{t("people.function")}</th>
              <th scope="col">{t("list.action")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.number} data-action={line.result?.action}>
                <td className="number">{number(line.number)}</td>
                <td dir="ltr">{line.country}</td>
                <td dir="auto">{line.name}</td>
                <td>{wordOf("function", line.function)}</td>
                <td>
                  {line.result ? wordOf("enrolment", line.result.action) : "…"}
                  {line.result?.message && (
                    <span className="problem" dir="auto">
                      {line.result.message}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
