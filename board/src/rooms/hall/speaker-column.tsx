import { useEffect, useState } from "react";
import { HallSpeakersDocument } from "../../api/generated/hall.js";
import { useApp } from "../../parts/app-context.js";
import { Countdown } from "../../parts/countdown.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { minutes } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { Named } from "./ballot-scene.js";
import type { HallTable } from "./scene.js";
import { Stacked } from "./tongues.js";

type Speaker = NonNullable<HallTable["speaker"]>;

/** Who has the floor and for how long, in a column of its own: it covers nothing, and nothing moves when it is empty. */
export function SpeakerColumn({ table }: { readonly table: HallTable }) {
  const { speaker } = table;
  const { data } = useRoomQuery(
    HallSpeakersDocument,
    { id: table.id },
    { changedBy: (event) => "intervention" in event || event.__typename === "AgendaItemTakenUpEvent" },
  );
  const next = data?.roundTable?.agendaItems
    .find(({ state }) => state === "UNDER_DISCUSSION")
    ?.speakersList.queue.find(({ id, state }) => state === "QUEUED" && id !== speaker?.id);
  return (
    <aside className="hall-side">
      {speaker && (
        <div className="hall-speaker">
          <p className="hall-small">
            <Stacked say={({ t }) => t(kindKey(speaker))} />
          </p>
          <p className="hall-name">
            <Named table={table} delegationId={speaker.delegation.id} />
          </p>
          <SpeakerClock speaker={speaker} />
          {speaker.state === "PAUSED" && (
            <p className="hall-small">
              <Stacked say={({ t }) => t("hall.paused")} />
            </p>
          )}
        </div>
      )}
      {next && (
        <div className="hall-next">
          <p className="hall-small">
            <Stacked say={({ t }) => t("hall.next")} />
          </p>
          <p className="hall-mid">
            <Named table={table} delegationId={next.delegation.id} />
          </p>
        </div>
      )}
    </aside>
  );
}

function kindKey({ kind }: Speaker) {
  if (kind === "POINT_OF_ORDER") return "hall.pointOfOrder";
  return kind === "RIGHT_OF_REPLY" ? "hall.rightOfReply" : "hall.hasFloor";
}

function SpeakerClock({ speaker }: { readonly speaker: Speaker }) {
  const { state, secondsAllotted, secondsUsed, startedAt, endsAt } = speaker;
  if (state === "SPEAKING" && endsAt)
    return (
      <p className="hall-clock">
        <Countdown until={endsAt} label={t("hall.timeLeft")} />
      </p>
    );
  if (state === "SPEAKING" && startedAt) return <SpokenFor since={startedAt} before={secondsUsed} />;
  const left = secondsAllotted === null ? secondsUsed : Math.max(0, secondsAllotted - secondsUsed);
  return <p className="hall-clock">{minutes(left)}</p>;
}

/** Where no time is allotted the clock counts up. */
function SpokenFor({ since, before }: { readonly since: string; readonly before: number }) {
  const { clock } = useApp();
  const [seconds, setSeconds] = useState(before);
  useEffect(() => {
    const tick = (): void => setSeconds(before + Math.floor(Math.max(0, clock.now() - Date.parse(since)) / 1000));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [since, before, clock]);
  return (
    <p className="hall-clock" role="timer" aria-live="off">
      {minutes(seconds)}
    </p>
  );
}
