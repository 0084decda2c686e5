import { useEffect, useState } from "react";
import { useApp, useFeedState } from "../../parts/app-context.js";
import { clock, number } from "../../words/formats.js";
import { t } from "../../words/words.js";
import type { HallTable } from "./scene.js";
import { Stacked } from "./tongues.js";

/** Figures of an open ballot that are older than this are said to be paused, in milliseconds. */
const PAUSED = 30_000;

/** Presence and quorum; and in its corner, while the screen may be behind, as of when everything is. */
export function Foot({ table, isVoting }: { readonly table: HallTable; readonly isVoting: boolean }) {
  const { quorum, present } = table;
  return (
    <footer className="hall-foot">
      {table.state !== "SCHEDULED" && (
        <p data-met={quorum.isMet}>
          <Stacked
            say={({ t }) =>
              t(quorum.isMet ? "hall.quorumMet" : "hall.quorumNotMet", {
                present: number(present),
                base: number(quorum.base),
                required: number(quorum.required),
              })
            }
          />
        </p>
      )}
      <AsOf isVoting={isVoting} timeZone={table.conference.timeZone} />
    </footer>
  );
}

function AsOf({ isVoting, timeZone }: { readonly isVoting: boolean; readonly timeZone: string }) {
  const { phase, trueUntil, ended } = useFeedState();
  const { clock: server } = useApp();
  const isBehind = phase === "behind" || ended !== null;
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!isBehind) return;
    const timer = setInterval(() => redraw((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [isBehind]);
  if (!isBehind) return null;
  const age = performance.now() - trueUntil;
  const at = clock(server.now() - age, timeZone);
  return (
    <p className="hall-as-of">{isVoting && age >= PAUSED ? t("hall.figuresPaused", { at }) : t("hall.asOf", { at })}</p>
  );
}
