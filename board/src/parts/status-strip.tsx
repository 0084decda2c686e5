import type { ReactNode } from "react";
import { Link } from "wouter";
import type { FeedState } from "../live/room-feed.js";
import { clock } from "../words/formats.js";
import { t } from "../words/words.js";
import { useApp, useFeed, useFeedState } from "./app-context.js";
import { Languages } from "./languages.js";

/** Says how true the screen is, where one is and who one is. It is always there and always as high, so nothing below it moves. */
export function StatusStrip({ children, who }: { readonly children?: ReactNode; readonly who: string }) {
  const { session } = useApp();
  return (
    <header className="strip">
      <ConnectionState />
      <div className="strip-facts">{children}</div>
      <details className="strip-menu">
        <summary>
          <bdi>{who}</bdi>
        </summary>
        <div className="strip-card">
          <Languages />
          <Link className="button" href="/">
            {t("page.toLobby")}
          </Link>
          <button type="button" className="button" onClick={() => void session.leave()}>
            {t("page.signOut")}
          </button>
        </div>
      </details>
    </header>
  );
}

function ConnectionState() {
  const state = useFeedState();
  const feed = useFeed();
  const { clock: serverClock } = useApp();
  const at = clock(serverClock.now() - (performance.now() - state.trueUntil));
  if (state.ended) return <Ended reason={state.ended} again={() => feed.again()} />;
  return (
    <p className="connection" data-phase={state.phase} role="status">
      <i aria-hidden="true" />
      {state.phase === "behind" ? t("connection.behind", { at }) : t(`connection.${state.phase}`)}
    </p>
  );
}

function Ended({ reason, again }: { readonly reason: NonNullable<FeedState["ended"]>; readonly again: () => void }) {
  const { session } = useApp();
  if (reason === "UNAUTHENTICATED")
    return (
      <p className="connection" data-phase="ended" role="alert">
        {t("connection.signInAgain")}
        <button type="button" className="button is-small" onClick={() => void session.leave()}>
          {t("signIn.enter")}
        </button>
      </p>
    );
  return (
    <p className="connection" data-phase="ended" role="alert">
      {t(reason === "REVOKED" || reason === "NOT_FOUND" ? "connection.notAdmitted" : "connection.ended")}
      <button
        type="button"
        className="button is-small"
        onClick={reason === "REFUSED" ? () => location.reload() : again}
      >
        {t("page.tryAgain")}
      </button>
    </p>
  );
}
