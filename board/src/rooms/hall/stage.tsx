import { clock, number } from "../../words/formats.js";
import { useEffect, useState } from "react";
import { useApp } from "../../parts/app-context.js";
import { BallotScene } from "./ballot-scene.js";
import type { Shown } from "./hall-screen.js";
import { ResultScene } from "./result-scene.js";
import { TextScene } from "./text-scene.js";
import { Stacked } from "./tongues.js";

const NOT_SITTING = { closed: "hall.closed", cancelled: "hall.cancelled", suspended: "hall.suspended" } as const;

/** The large part of the wall: one scene at a time, whose place never changes. */
export function Stage({ scene, table, ballot, text }: Shown) {
  return (
    <section className="hall-stage">
      {scene.kind === "welcome" && (
        <div className="hall-welcome">
          <p className="hall-huge">
            <Stacked say={({ t }) => t("hall.welcome")} />
          </p>
          <p className="hall-large" dir="auto">
            {table.conference.title}
          </p>
          {table.room && (
            <p className="hall-large" dir="auto">
              {table.room}
            </p>
          )}
        </div>
      )}
      {scene.kind === "idle" && (
        <p className="hall-large" dir="auto">
          {table.conference.title}
        </p>
      )}
      {(scene.kind === "closed" || scene.kind === "cancelled" || scene.kind === "suspended") && (
        <div className="hall-welcome">
          <p className="hall-huge">
            <Stacked say={({ t }) => t(NOT_SITTING[scene.kind])} />
          </p>
          {scene.kind === "suspended" && <WallClock timeZone={table.conference.timeZone} />}
        </div>
      )}
      {scene.kind === "item" && (
        <>
          <p className="hall-mid">
            <Stacked say={({ t }) => t("hall.item", { position: number(scene.item.position) })} />
          </p>
          <p className="hall-huge" dir="auto">
            {scene.item.title}
          </p>
          <ul className="hall-texts">
            {scene.item.recommendations.map(({ id, symbol, title }) => (
              <li key={id}>
                <bdi className="hall-symbol">{symbol}</bdi> <bdi>{title}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
      {scene.kind === "text" && text && <TextScene text={text} key={text.id} />}
      {scene.kind === "ballot" &&
        ballot &&
        (ballot.declaredAt ? (
          <ResultScene ballot={ballot} table={table} />
        ) : (
          <BallotScene ballot={ballot} table={table} />
        ))}
    </section>
  );
}

function WallClock({ timeZone }: { readonly timeZone: string }) {
  const { clock: server } = useApp();
  const [at, setAt] = useState(() => server.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(server.now()), 500);
    return () => clearInterval(timer);
  }, [server]);
  return (
    <p className="hall-clock" role="timer" aria-live="off">
      {clock(at, timeZone)}
    </p>
  );
}
