import { Mark } from "../../parts/ballot/mark.js";
import { nameOf } from "./delegation-names.js";
import { wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { Figures } from "./figures.js";
import type { HallTable } from "./scene.js";
import { Subject, type HallBallot } from "./subject.js";
import { Stacked, type Tongue } from "./tongues.js";

type Decision = NonNullable<HallBallot["decision"]>;

/** What the chair has declared, in a sentence, in figures and by name. Every number was counted by the server. */
export function ResultScene({ ballot, table }: { readonly ballot: HallBallot; readonly table: HallTable }) {
  const { decision, tally, turnout } = ballot;
  const isByName = ballot.mode !== "SECRET" && ballot.mode !== "CONSENSUS";
  return (
    <>
      <Subject ballot={ballot} isBrief={isByName} />
      {decision && (
        <p className="hall-verdict" data-outcome={decision.outcome}>
          <Stacked say={(tongue) => verdict(tongue, decision)} />
        </p>
      )}
      {tally && decision?.majority !== "CONSENSUS" && (
        <Figures tally={tally} voted={turnout.voted} eligible={turnout.eligible} isDense={isByName} />
      )}
      {decision && decision.majority !== "CONSENSUS" && (
        <p className="hall-rule">
          {decision.threshold === null
            ? t("decision.byRule", { majority: wordOf("majority", decision.majority) })
            : t("decision.needed", {
                needed: decision.threshold,
                majority: wordOf("majority", decision.majority),
              })}{" "}
          {t("decision.quorum", {
            present: decision.presentAtClose,
            base: decision.quorumBase,
            required: decision.quorum,
          })}
        </p>
      )}
      {isByName && <ByName ballot={ballot} table={table} />}
    </>
  );
}

function verdict({ t, word }: Tongue, decision: Decision): string {
  const outcome = word("outcome", decision.outcome);
  if (decision.majority === "CONSENSUS") return t("decision.consensus", { outcome, objections: decision.objections });
  return decision.votesFor === null ? t("decision.withheld", { outcome }) : outcome;
}

/** Up to so many delegations are named in full. */
const NAMED = 24;

/** Who voted what, in the order of the roll, in columns. */
function ByName({ ballot, table }: { readonly ballot: HallBallot; readonly table: HallTable }) {
  const delegations = new Map(table.seats.map(({ delegation }) => [delegation.id, delegation]));
  const isShort = ballot.roll.length > NAMED;
  return (
    <ul className="hall-roll" data-short={isShort || undefined}>
      {ballot.roll.map(({ delegation: { id }, vote }) => {
        const delegation = delegations.get(id);
        const mark = vote?.choice ?? "none";
        return (
          <li key={id} data-mark={mark}>
            <Mark of={mark} />
            <bdi>{delegation ? nameOf(delegation, isShort) : "?"}</bdi>
            <span className="unseen"> {t(`choice.${mark}`)}</span>
          </li>
        );
      })}
    </ul>
  );
}
