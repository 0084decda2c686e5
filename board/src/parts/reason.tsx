import { type FormEvent, useId, useState } from "react";
import { t } from "../words/words.js";
import { Dialog } from "./dialog.js";

interface ReasonProps {
  readonly title: string;
  readonly words: string;
  readonly action: string;
  readonly problem: string | null;
  readonly isOptional?: boolean;
  readonly onClose: () => void;
  readonly onReason: (reason: string) => Promise<void>;
}

/** Asks why, before a deed that is recorded with its reason. */
export function Reason({ title, words, action, problem, isOptional = false, onClose, onReason }: ReasonProps) {
  const [reason, setReason] = useState("");
  const form = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isOptional || reason.trim() !== "") void onReason(reason.trim());
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <button type="button" className="button" onClick={onClose}>
            {t("page.cancel")}
          </button>
          <button type="submit" form={form} className="button is-main" disabled={!isOptional && reason.trim() === ""}>
            {action}
          </button>
        </>
      }
    >
      <form id={form} className="form" onSubmit={submit}>
        <p>{words}</p>
        <label>
          {t("form.reason")}
          <textarea
            rows={3}
            dir="auto"
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        {problem && (
          <p className="problem" role="alert">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
