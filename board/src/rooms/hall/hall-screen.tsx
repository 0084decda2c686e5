import { useEffect, useRef, useState } from "react";
import { useQuery } from "urql";
import { HallBallotDocument, HallTableDocument, HallTextDocument } from "../../api/generated/hall.js";
import type { HallBallotQuery, HallTextQuery } from "../../api/generated/types.js";
import type { RoomEvent } from "../../live/room-feed.js";
import { useApp, useFeed, useFeedState } from "../../parts/app-context.js";
import { useRoomQuery } from "../../parts/room-query.js";
import { locale, t } from "../../words/words.js";
import { Foot } from "./foot.js";
import { useProjector } from "./projector.js";
import { type HallTable, type Scene, sceneOf } from "./scene.js";
import { Stage } from "./stage.js";
import { SpeakerColumn } from "./speaker-column.js";
import { TonguesProvider, useTongues } from "./tongues.js";

/** A scene with everything that it shows: what is on the wall is always whole. */
export interface Shown {
  readonly scene: Scene;
  readonly table: HallTable;
  readonly ballot: HallBallotQuery["ballot"];
  readonly text: HallTextQuery["recommendation"];
}

export function HallScreen({ leave }: { readonly leave: () => void }) {
  useProjector();
  const table = useTable(leave);
  const tongues = useTongues(table?.conference.workingLanguages);
  const shown = useShown(table);
  const { ended } = useFeedState();
  if (ended === "REVOKED" || ended === "NOT_FOUND")
    return (
      <main className="hall">
        <p className="hall-alone">{t("connection.notAdmitted")}</p>
      </main>
    );
  if (!table || !tongues || !shown)
    return (
      <main className="hall">
        <p className="hall-alone">{t("page.loading")}</p>
      </main>
    );
  const item = table.agendaItems.findLast(({ state }) => state === "UNDER_DISCUSSION");
  return (
    <TonguesProvider value={tongues}>
      <main className="hall" data-scene={shown.scene.kind}>
        <header className="hall-head">
          <h1 dir="auto">{table.title}</h1>
          {item && (
            <p className="hall-item">
              <span className="number">{item.position}</span> · <bdi>{item.title}</bdi>
            </p>
          )}
        </header>
        <Stage {...shown} />
        <SpeakerColumn table={table} />
        <Foot table={table} isVoting={shown.scene.kind === "ballot" && !shown.ballot?.closedAt} />
      </main>
    </TonguesProvider>
  );
}

/** The room, as the cache has it; what was there before where something is missing for a moment. */
function useTable(leave: () => void): HallTable | null {
  const feed = useFeed();
  const { isLoaded } = useFeedState();
  const [{ data }] = useQuery({
    query: HallTableDocument,
    variables: { id: feed.roundTableId, locale: locale() },
    requestPolicy: "cache-first",
    pause: !isLoaded,
  });
  const kept = useRef<HallTable | null>(null);
  if (data?.roundTable) kept.current = data.roundTable;
  const standing = kept.current?.myAdmission.standing;
  const isStranger = standing !== undefined && standing !== "OBSERVER";
  useEffect(() => {
    if (isStranger) leave();
  }, [isStranger, leave]);
  return isStranger ? null : kept.current;
}

/** Keeps what is on the wall until the next scene has all it needs, and then changes at once. */
function useShown(table: HallTable | null): Shown | null {
  const now = useNow();
  const [declared, setDeclared] = useState<Readonly<Record<string, string>>>({});
  const scene = table && sceneOf(table, (id) => declared[id] ?? null, now);
  const ballotId = scene?.kind === "ballot" ? scene.ballotId : null;
  const textId = scene?.kind === "text" ? scene.textId : null;
  const ballot = useRoomQuery(
    HallBallotDocument,
    { id: ballotId ?? "" },
    { pause: ballotId === null, changedBy: (event) => isAbout(event, ballotId) },
  ).data?.ballot;
  const text = useRoomQuery(
    HallTextDocument,
    { id: textId ?? "", locale: locale() },
    { pause: textId === null, changedBy: (event) => isOnText(event, textId) },
  ).data?.recommendation;
  const declaredAt = ballot?.declaredAt;
  const declaredId = ballot?.id;
  useEffect(() => {
    if (declaredId && declaredAt) setDeclared((known) => ({ ...known, [declaredId]: declaredAt }));
  }, [declaredId, declaredAt]);
  const kept = useRef<Shown | null>(null);
  const isWhole = scene && (ballotId === null || ballot?.id === ballotId) && (textId === null || text?.id === textId);
  if (isWhole) kept.current = { scene, table, ballot: ballot ?? null, text: text ?? null };
  return kept.current;
}

/** The server's time, each few seconds: enough to know when a result has been shown long enough. */
function useNow(): number {
  const { clock } = useApp();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), 5_000);
    return () => clearInterval(timer);
  }, [clock]);
  return now;
}

/** Votes bring what they change along; everything else about a ballot may open more of it to the room. */
function isAbout(event: RoomEvent, ballotId: string | null): boolean {
  if (event.__typename === "VoteCastEvent" || event.__typename === "VoteChangedEvent") return false;
  return "ballot" in event && event.ballot.id === ballotId;
}

function isOnText(event: RoomEvent, textId: string | null): boolean {
  return "recommendation" in event && event.recommendation.id === textId;
}
