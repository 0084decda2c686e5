import { useEffect, useRef, useState } from "react";
import { Mark } from "../../parts/ballot/mark.js";
import { nameOf } from "./delegation-names.js";
import { wordOf } from "../../parts/deed.js";
import { t } from "../../words/words.js";
import { Figures } from "./figures.js";
import { PAGE_STAYS, PageNumber, usePages } from "./pages.js";
import type { HallTable } from "./scene.js";
import { Subject, type HallBallot } from "./subject.js";
import { Stacked, type Tongue } from "./tongues.js";

type Decision = NonNullable<HallBallot["decision"]>;

/** Up to so many delegations are named in full, below the figures. More of them take turns with the figures. */
const NAMED = 24;

/** What the chair has declared, in a sentence, in figures and by name. Every number was counted by the server. */
export function ResultScene({ ballot, table }: { readonly ballot: HallBallot; readonly table: HallTable }) {
  const { decision, mode, roll } = ballot;
  const hasNames = mode !== "SECRET" && mode !== "CONSENSUS";
  const takesTurns = hasNames && roll.length > NAMED;
  const [isByName, setByName] = useState(false);
  useEffect(() => {
    if (!takesTurns || isByName) return;
    const timer = setTimeout(() => setByName(true), PAGE_STAYS);
    return () => clearTimeout(timer);
  }, [takesTurns, isByName]);
  return (
    <>
      <Subject ballot={ballot} />
      {decision && (
        <p className="hall-verdict" data-outcome={decision.outcome}>
          <Stacked say={(tongue) => verdict(tongue, decision)} />
        </p>
      )}
      {!(takesTurns && isByName) && <Counted ballot={ballot} inRow={hasNames && !takesTurns} />}
      {hasNames && (isByName || !takesTurns) && (
        <ByName ballot={ballot} table={table} isShort={takesTurns} onEnd={() => setByName(false)} />
      )}
    </>
  );
}

function Counted({ ballot, inRow }: { readonly ballot: HallBallot; readonly inRow: boolean }) {
  const { decision, tally, turnout } = ballot;
  if (!decision || decision.majority === "CONSENSUS") return null;
  const majority = wordOf("majority", decision.majority);
  const { threshold: needed, presentAtClose: present, quorumBase: base, quorum: required } = decision;
  return (
    <>
      {tally && <Figures tally={tally} voted={turnout.voted} eligible={turnout.eligible} inRow={inRow} />}
      <p className="hall-rule">
        {needed === null ? t("decision.byRule", { majority }) : t("decision.needed", { needed, majority })}{" "}
        {t("decision.quorum", { present, base, required })}
      </p>
    </>
  );
}

function verdict({ t, word }: Tongue, decision: Decision): string {
  const outcome = word("outcome", decision.outcome);
  if (decision.majority === "CONSENSUS") return t("decision.consensus", { outcome, objections: decision.objections });
  return decision.votesFor === null ? t("decision.withheld", { outcome }) : outcome;
}

/** Who voted what, in the order of the roll, column by column; page by page where they are too many. */
function ByName(props: {
  readonly ballot: HallBallot;
  readonly table: HallTable;
  readonly isShort: boolean;
  readonly onEnd: () => void;
}) {
  const { ballot, table, isShort, onEnd } = props;
  const delegations = new Map(table.seats.map(({ delegation }) => [delegation.id, delegation]));
  const { box, page, pages } = usePages(`${ballot.id} ${ballot.roll.length}`);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (!isShort) return;
    const timer = setTimeout(() => end.current(), pages * PAGE_STAYS);
    return () => clearTimeout(timer);
  }, [isShort, pages]);
  return (
    <>
      <div className="hall-paged">
        <div ref={box} className="hall-roll" data-short={isShort || undefined} role="list">
          {ballot.roll.map(({ delegation: { id }, vote }) => {
            const delegation = delegations.get(id);
            const mark = vote?.choice ?? "none";
            return (
              <div key={id} role="listitem" data-mark={mark}>
                <Mark of={mark} />
                <bdi>{delegation ? nameOf(delegation, isShort) : "?"}</bdi>
                <span className="unseen"> {t(`choice.${mark}`)}</span>
              </div>
            );
          })}
        </div>
      </div>
      <PageNumber page={page} pages={pages} />
    </>
  );
}
