import { useEffect, useState } from "react";
import { FunctionIsChangedDocument, MemberIsWithdrawnDocument } from "../../api/generated/secretariat.js";
import { useApp } from "../../parts/app-context.js";
import { minutes } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { Line } from "./enrolment.js";

const MINUTES = 10;

/** For ten minutes a list can be taken back: who was added is withdrawn, who was changed gets the former place. */
export function Undo({ lines }: { readonly lines: readonly Line[] }) {
  const { api } = useApp();
  const [left, setLeft] = useState(MINUTES * 60);
  const [outcome, setOutcome] = useState<{ readonly undone: number; readonly failed: number } | null>(null);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    const end = performance.now() + MINUTES * 60_000;
    const timer = setInterval(() => setLeft(Math.max(0, (end - performance.now()) / 1000)), 1_000);
    return () => clearInterval(timer);
  }, []);
  const undo = async (): Promise<void> => {
    setBusy(true);
    let undone = 0;
    for (const { result } of lines.toReversed()) {
      const delegateId = result!.delegate!.id;
      const { data } =
        result!.action === "ADD"
          ? await api.urql.mutation(MemberIsWithdrawnDocument, { input: { delegateId } }).toPromise()
          : await api.urql
              .mutation(FunctionIsChangedDocument, { input: { delegateId, function: result!.before! } })
              .toPromise();
      if (Object.values(data ?? {}).some((one) => typeof one === "object" && one !== null && "delegate" in one))
        undone += 1;
    }
    setOutcome({ undone, failed: lines.length - undone });
    setBusy(false);
  };
  if (outcome)
    return (
      <p role="status" className={outcome.failed > 0 ? "notice is-warning" : "notice is-good"}>
        {t("list.undone", { undone: outcome.undone, failed: outcome.failed })}
      </p>
    );
  if (left === 0) return null;
  return (
    <button type="button" className="button is-grave" disabled={isBusy} onClick={() => void undo()}>
      {t("list.undo", { left: minutes(left) })}
    </button>
  );
}
