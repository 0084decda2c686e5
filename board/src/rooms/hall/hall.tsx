import "./hall.css";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { Link } from "wouter";
import { HallTableDocument } from "../../api/generated/hall.js";
import { TableDoorDocument } from "../../api/generated/session.js";
import { RoomFeed } from "../../live/room-feed.js";
import { FeedProvider, useApp } from "../../parts/app-context.js";
import { t } from "../../words/words.js";
import { HallScreen } from "./hall-screen.js";

/**
 * The screen in the hall. It is an observer of the table, and the API gives an observer what everybody in the room may see: so
 * nothing else can come onto it. To anybody who may see more it shows nothing and says how a screen signs in; what they may
 * see is not even asked for.
 */
export default function Hall({ id }: { readonly id: string }) {
  const [{ data, error, fetching }, ask] = useQuery({
    query: TableDoorDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  const standing = data?.roundTable?.myAdmission.standing;
  useEffect(() => {
    if (!error || fetching) return;
    const timer = setTimeout(() => ask({ requestPolicy: "network-only" }), 5_000);
    return () => clearTimeout(timer);
  }, [error, fetching, ask]);
  if (standing === "OBSERVER") return <Following id={id} leave={() => ask({ requestPolicy: "network-only" })} />;
  if (standing) return <NotForYou id={id} />;
  return (
    <main className="page">
      <p role="status">
        {error ? t("refusal.UNANSWERED") : fetching ? t("page.loading") : t("connection.notAdmitted")}
      </p>
    </main>
  );
}

function Following({ id, leave }: { readonly id: string; readonly leave: () => void }) {
  const { api } = useApp();
  const [feed, setFeed] = useState<RoomFeed | null>(null);
  useEffect(() => {
    const made = new RoomFeed(api, HallTableDocument, id);
    setFeed(made);
    return () => made.stop();
  }, [api, id]);
  if (!feed) return null;
  return (
    <FeedProvider value={feed}>
      <HallScreen leave={leave} />
    </FeedProvider>
  );
}

function NotForYou({ id }: { readonly id: string }) {
  const { session } = useApp();
  return (
    <main className="page hall-refusal">
      <h1>{t("hall.ownCode")}</h1>
      <p>{t("hall.ownCodeWhy")}</p>
      <p>{t("hall.ownCodeHow")}</p>
      <p className="hall-refusal-deeds">
        <Link className="button" href={`/table/${id}`}>
          {t("hall.toTable")}
        </Link>
        <button type="button" className="button" onClick={() => void session.leave()}>
          {t("page.signOut")}
        </button>
      </p>
    </main>
  );
}
