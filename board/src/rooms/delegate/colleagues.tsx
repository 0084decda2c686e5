import { wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { t } from "../../words/words.js";
import { useBallot } from "./ballot-query.js";
import type { Place } from "./place.js";
import { Recorded } from "./recorded.js";

/** The people of the delegation and who of them may vote; what the delegation has voted, whoever of them did it. */
export function Colleagues({ place, ballots }: { readonly place: Place; readonly ballots: readonly string[] }) {
  const { delegation, table, participationId } = place;
  const { mayCast } = table.conference.ruleSet;
  return (
    <section className="panel stack" aria-labelledby="delegation">
      <h2 id="delegation">
        <bdi>{nameOf(delegation)}</bdi>
      </h2>
      <p className="quiet">{wordOf("delegate.credentials", delegation.credentials)}</p>
      {ballots.map((id) => (
        <OurVote key={id} id={id} />
      ))}
      <ul className="colleagues">
        {delegation.delegates.map(({ id, function: as, participation }) => (
          <li key={id} aria-current={participation.id === participationId ? "true" : undefined}>
            <strong>
              <bdi>{participation.displayName}</bdi>
              {participation.id === participationId && <> ({t("delegate.colleagues.you")})</>}
            </strong>
            <span className="quiet">
              {wordOf("delegate.function", as)} ·{" "}
              {participation.id === table.presidingOfficer?.id
                ? t("delegate.colleagues.presides")
                : t(mayCast.includes(as) ? "delegate.colleagues.mayVote" : "delegate.colleagues.noVote")}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OurVote({ id }: { readonly id: string }) {
  const { ballot } = useBallot(id);
  if (!ballot || ballot.mode === "CONSENSUS") return null;
  const isVoted = ballot.myVote !== null || ballot.hasVoted === true;
  return (
    <div className="stack">
      <p dir="auto">{ballot.question}</p>
      {isVoted ? <Recorded ballot={ballot} /> : <p className="quiet">{t("delegate.colleagues.notVoted")}</p>}
    </div>
  );
}
