import { ChairCallsNextDelegationDocument } from "../../api/generated/facilitator-deeds.js";
import { useDeed } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

/** Who is being called, and who comes next. The number of the last call goes along: two chairs who press at once call one delegation. */
export function RollCallPanel({ ballot }: { readonly ballot: BallotShown }) {
  const { seats, conducts } = useTable();
  const call = useDeed(ChairCallsNextDelegationDocument);
  const last = ballot.calls.at(-1);
  const name = (id: string): string => {
    const seat = seats.get(id);
    return seat ? nameOf(seat.delegation) : "?";
  };
  const called = new Set(ballot.calls.map(({ delegation }) => delegation.id));
  const next = ballot.roll
    .filter(({ delegation }) => !called.has(delegation.id))
    .toSorted((a, b) => (a.callOrder ?? 0) - (b.callOrder ?? 0))[0];
  return (
    <div className="roll-call" aria-live="polite">
      <p className="roll-call-now">
        {last ? t("rollCall.called", { name: name(last.delegation.id) }) : t("rollCall.nobody")}
      </p>
      {conducts && (
        <button
          type="button"
          className="button is-main"
          disabled={call.isBusy}
          onClick={() => void call.run({ input: { ballotId: ballot.id, lastCall: last?.number ?? 0 } })}
        >
          {next ? t("rollCall.next", { name: name(next.delegation.id) }) : t("rollCall.silentAgain")}
        </button>
      )}
      <Problem words={call.problem} />
    </div>
  );
}
