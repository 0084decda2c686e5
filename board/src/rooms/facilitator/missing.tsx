import { useState } from "react";
import { ChairAdmitsToBallotDocument } from "../../api/generated/facilitator-deeds.js";
import type { SeatShown } from "../../parts/ballot/seat-grid.js";
import { useDeed } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import type { BallotShown } from "./ballot-panel.js";
import { useTable } from "./table.js";

/** Who is in the room and has not voted, who is on the roll and away, and who came too late for the roll. */
export function Missing({
  ballot,
  seats,
}: {
  readonly ballot: BallotShown | null;
  readonly seats: readonly SeatShown[];
}) {
  const { table, conducts } = useTable();
  const admit = useDeed(ChairAdmitsToBallotDocument);
  const [admitting, setAdmitting] = useState<string | null>(null);
  if (!ballot || ballot.state === "CANCELLED") return <p className="quiet">{t("missing.noBallot")}</p>;
  if (ballot.mode === "SECRET") return <p className="quiet">{t("missing.secret")}</p>;
  const onRoll = new Set(ballot.roll.map(({ delegation }) => delegation.id));
  const silent = seats.filter(({ id, mark }) => onRoll.has(id) && mark === "none");
  const takesVotes = ballot.state === "OPEN" || ballot.state === "LOCKING";
  const entitled = new Set(
    table.seats.filter(({ delegation }) => delegation.mayVote).map(({ delegation }) => delegation.id),
  );
  const late = takesVotes ? seats.filter(({ id, isPresent }) => isPresent && entitled.has(id) && !onRoll.has(id)) : [];
  const run = (id: string): void => {
    setAdmitting(id);
    void admit.run({ input: { ballotId: ballot.id, delegationId: id } });
  };
  return (
    <div className="missing figures">
      <Group
        title={t("missing.present", { count: silent.filter(({ isPresent }) => isPresent).length })}
        seats={silent.filter(({ isPresent }) => isPresent)}
      />
      <Group
        title={t("missing.absent", { count: silent.filter(({ isPresent }) => !isPresent).length })}
        seats={silent.filter(({ isPresent }) => !isPresent)}
      />
      {late.length > 0 && <h3>{t("missing.late", { count: late.length })}</h3>}
      <ul className="missing-list">
        {late.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>{" "}
            {conducts && table.conference.ruleSet.lateAdmission && (
              <button type="button" className="button is-small" disabled={admit.isBusy} onClick={() => run(id)}>
                {t("missing.admit")}
              </button>
            )}
            {admitting === id && admit.problem && (
              <span className="problem" role="alert">
                {admit.problem}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Group({ title, seats }: { readonly title: string; readonly seats: readonly SeatShown[] }) {
  return (
    <>
      <h3>{title}</h3>
      <ul className="missing-list">
        {seats.map(({ id, name }) => (
          <li key={id}>
            <bdi>{name}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
