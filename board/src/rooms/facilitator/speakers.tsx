import { useState } from "react";
import { SpeakersAtTableDocument } from "../../api/generated/facilitator.js";
import {
  ChairCallsSpeakerDocument,
  ChairClosesListDocument,
  ChairEndsSpeechDocument,
  ChairExtendsTimeDocument,
  ChairOpensListDocument,
  ChairPausesSpeakerDocument,
  ChairResumesSpeakerDocument,
  ChairRulesOnPointDocument,
  ChairSkipsSpeakerDocument,
  ChairStartsClockDocument,
} from "../../api/generated/facilitator-deeds.js";
import { Countdown } from "../../parts/countdown.js";
import { deedKey, useDeed, wordOf } from "../../parts/deed.js";
import { nameOf } from "../../parts/names.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { Reason } from "../../parts/reason.js";
import { minutes } from "../../words/formats.js";
import { t } from "../../words/words.js";
import { type Item, type RoomTable, useTable } from "./table.js";
import { Problem } from "../../parts/problem.js";

type Speaker = NonNullable<RoomTable["speaker"]>;

/** Who has the floor, how long still, and who waits. */
export function Speakers({ table }: { readonly table: RoomTable }) {
  const item = table.agendaItems.find(({ state }) => state === "UNDER_DISCUSSION");
  // The order of those who wait follows from the rules: the server says it.
  useRoomQuery(
    SpeakersAtTableDocument,
    { id: table.id },
    { changedBy: (event) => /^(Floor|Speak|Speech|PointOf|AgendaItem)/.test(event.__typename) },
  );
  return (
    <section className="panel speakers" aria-labelledby="speakers-title">
      <h2 id="speakers-title">{t("speakers.title")}</h2>
      {table.speaker ? <OnFloor speaker={table.speaker} /> : <p className="quiet">{t("speakers.nobody")}</p>}
      {item && table.state === "OPEN" && <Queue item={item} isFloorFree={table.speaker === null} />}
    </section>
  );
}

function OnFloor({ speaker }: { readonly speaker: Speaker }) {
  const { conducts } = useTable();
  const start = useDeed(ChairStartsClockDocument);
  const pause = useDeed(ChairPausesSpeakerDocument);
  const resume = useDeed(ChairResumesSpeakerDocument);
  const end = useDeed(ChairEndsSpeechDocument);
  const skip = useDeed(ChairSkipsSpeakerDocument);
  const extend = useDeed(ChairExtendsTimeDocument);
  const variables = { input: { interventionId: speaker.id } };
  const deeds = [
    ["start", start, speaker.state === "CALLED"],
    ["skip", skip, speaker.state === "CALLED"],
    ["pause", pause, speaker.state === "SPEAKING"],
    ["resume", resume, speaker.state === "PAUSED"],
    ["end", end, speaker.state === "SPEAKING" || speaker.state === "PAUSED"],
  ] as const;
  const problem = [start, pause, resume, end, skip, extend].find((deed) => deed.problem !== null)?.problem;
  const more = { input: { ...variables.input, seconds: 60, clientMutationId: deedKey() } };
  return (
    <div className="on-floor">
      <p>
        <strong>
          <bdi>{nameOf(speaker.delegation)}</bdi>
        </strong>{" "}
        <span className="quiet">
          {wordOf("intervention", speaker.kind)} · {wordOf("interventionState", speaker.state)}
        </span>
      </p>
      <p className="speaker-clock number">
        {speaker.endsAt ? (
          <Countdown until={speaker.endsAt} label={t("speakers.left")} />
        ) : speaker.secondsAllotted !== null ? (
          minutes(speaker.secondsAllotted - speaker.secondsUsed)
        ) : null}
      </p>
      {speaker.kind === "POINT_OF_ORDER" && speaker.isUpheld === null && conducts && <Ruling speaker={speaker} />}
      <p className="row-of-buttons">
        {deeds
          .filter(([, , isPossible]) => conducts && isPossible)
          .map(([name, deed]) => (
            <button
              key={name}
              type="button"
              className="button is-small"
              disabled={deed.isBusy}
              onClick={() => void deed.run(variables)}
            >
              {t(`speakers.${name}`)}
            </button>
          ))}
        {conducts && speaker.secondsAllotted !== null && speaker.state !== "CALLED" && (
          <button
            type="button"
            className="button is-small"
            disabled={extend.isBusy}
            onClick={() => void extend.run(more)}
          >
            {t("speakers.extend")}
          </button>
        )}
      </p>
      <Problem words={problem} />
    </div>
  );
}

function Ruling({ speaker }: { readonly speaker: Speaker }) {
  const rule = useDeed(ChairRulesOnPointDocument);
  const [isUpheld, setUpheld] = useState<boolean | null>(null);
  return (
    <p className="row-of-buttons">
      <button type="button" className="button is-small" onClick={() => setUpheld(true)}>
        {t("speakers.uphold")}
      </button>
      <button type="button" className="button is-small" onClick={() => setUpheld(false)}>
        {t("speakers.reject")}
      </button>
      {isUpheld !== null && (
        <Reason
          title={t(isUpheld ? "speakers.uphold" : "speakers.reject")}
          words={t("speakers.rulingWords")}
          action={t("speakers.rule")}
          problem={rule.problem}
          onClose={() => setUpheld(null)}
          onReason={async (ruling) => {
            const input = { interventionId: speaker.id, isUpheld, ruling };
            if ((await rule.run({ input }))?.kind === "done") setUpheld(null);
          }}
        />
      )}
    </p>
  );
}

function Queue({ item, isFloorFree }: { readonly item: Item; readonly isFloorFree: boolean }) {
  const { conducts } = useTable();
  const call = useDeed(ChairCallsSpeakerDocument);
  const open = useDeed(ChairOpensListDocument);
  const close = useDeed(ChairClosesListDocument);
  const { isOpen, queue } = item.speakersList;
  const variables = { input: { agendaItemId: item.id } };
  const problem = call.problem ?? open.problem ?? close.problem;
  return (
    <>
      <p className="row-of-buttons">
        {conducts && (
          <button
            type="button"
            className="button is-small"
            disabled={open.isBusy || close.isBusy}
            onClick={() => void (isOpen ? close.run(variables) : open.run(variables))}
          >
            {t(isOpen ? "speakers.closeList" : "speakers.openList")}
          </button>
        )}
        {conducts && queue.length > 0 && (
          <button
            type="button"
            className="button is-small is-main"
            disabled={!isFloorFree || call.isBusy}
            onClick={() => void call.run(variables)}
          >
            {t("speakers.callNext")}
          </button>
        )}
      </p>
      <ol className="queue">
        {queue.map((waiting) => (
          <li key={waiting.id}>
            <span className="number">{waiting.position}</span> <bdi>{nameOf(waiting.delegation)}</bdi>{" "}
            <span className="quiet">{wordOf("intervention", waiting.kind)}</span>
            {conducts && (
              <button
                type="button"
                className="button is-small is-plain"
                disabled={!isFloorFree || call.isBusy}
                aria-label={t("speakers.callNamed", { name: nameOf(waiting.delegation) })}
                onClick={() => void call.run({ input: { agendaItemId: item.id, interventionId: waiting.id } })}
              >
                {t("speakers.call")}
              </button>
            )}
          </li>
        ))}
      </ol>
      {queue.length === 0 && <p className="quiet">{t(isOpen ? "speakers.empty" : "speakers.closed")}</p>}
      <Problem words={problem} />
    </>
  );
}
