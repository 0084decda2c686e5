import "./delegate.css";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { DelegateTableDocument } from "../../api/generated/delegate.js";
import { RoomFeed } from "../../live/room-feed.js";
import { FeedProvider, useApp, useFeedState } from "../../parts/app-context.js";
import { nameOf } from "../../parts/names.js";
import { StatusStrip } from "../../parts/status-strip.js";
import { locale, t } from "../../words/words.js";
import { placeIn } from "./place.js";
import { Room } from "./room.js";

/** The delegate's room: what is asked now, the text, and what a delegation does at its table. Made for a phone and a thumb. */
export default function Delegate({ id }: { readonly id: string }) {
  const { api } = useApp();
  const [feed, setFeed] = useState<RoomFeed | null>(null);
  useEffect(() => {
    const made = new RoomFeed(api, DelegateTableDocument, id);
    setFeed(made);
    return () => made.stop();
  }, [api, id]);
  return (
    feed && (
      <FeedProvider value={feed}>
        <Loaded id={id} />
      </FeedProvider>
    )
  );
}

function Loaded({ id }: { readonly id: string }) {
  const { isLoaded, phase } = useFeedState();
  const [{ data }] = useQuery({
    query: DelegateTableDocument,
    variables: { id, locale: locale() },
    requestPolicy: "cache-only",
    pause: !isLoaded,
  });
  const place = data && placeIn(data);
  return (
    <div className="delegate" data-phase-of-room={phase}>
      <StatusStrip who={place ? nameOf(place.delegation) : "…"}>
        {place && <span dir="auto">{place.table.title}</span>}
      </StatusStrip>
      {place ? (
        <Room place={place} />
      ) : (
        <main className="page">
          <p role="status">{t(data ? "connection.notAdmitted" : "page.loading")}</p>
        </main>
      )}
    </div>
  );
}
