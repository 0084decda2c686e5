import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Entry, Session } from "../../api/session.js";
import { wordsFor } from "../../parts/deed.js";
import { Languages } from "../../parts/languages.js";
import { t } from "../../words/words.js";

/** A link signs in once: whoever signs out afterwards has signed out. */
const used = new Set<string>();

/** The door: a code from a badge, a letter or a link. A link brings the code behind `#`, where no server sees it. */
export function SignIn({ session, code: fromLink }: { readonly session: Session; readonly code: string | null }) {
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const label = useId();
  const field = useRef<HTMLInputElement>(null);
  const enter = async (given: string): Promise<void> => {
    if (given.trim() === "") {
      setProblem(t("signIn.empty"));
      field.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    const entry = await session.enter(given).catch((): Entry => ({ code: "UNANSWERED" }));
    if (entry === "ENTERED") return;
    setBusy(false);
    setCode(given);
    setProblem(wordsFor(entry.code, entry));
  };
  useEffect(() => {
    if (fromLink && !used.has(fromLink)) {
      used.add(fromLink);
      void enter(fromLink);
    } else field.current?.focus();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when the door opens
  }, []);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void enter(code);
  };
  return (
    <main className="door">
      <div className="door-card">
        <h1>{t("signIn.title")}</h1>
        <p>{t("signIn.words")}</p>
        <form onSubmit={submit} noValidate>
          <label htmlFor={label}>{t("signIn.code")}</label>
          <input
            ref={field}
            id={label}
            value={code}
            onChange={({ target }) => setCode(target.value)}
            dir="ltr"
            autoComplete="one-time-code"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            aria-invalid={problem !== null}
            aria-describedby={problem ? `${label}-problem` : undefined}
          />
          {problem && (
            <p id={`${label}-problem`} className="problem" role="alert">
              {problem}
            </p>
          )}
          <button type="submit" className="button is-main is-wide" disabled={isBusy}>
            {isBusy ? t("signIn.busy") : t("signIn.enter")}
          </button>
        </form>
        <Languages />
      </div>
    </main>
  );
}
