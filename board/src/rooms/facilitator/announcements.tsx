import { useEffect } from "react";
import { say } from "../../parts/announcer.js";
import { useFeed, useFeedState } from "../../parts/app-context.js";
import { decisionSentence } from "../../parts/ballot/decision-words.js";
import { wordOf } from "../../parts/deed.js";
import type { RoomEvent } from "../../live/room-feed.js";
import { t } from "../../words/words.js";

/** A word for people who listen, when something happens that changes what they should do. */
export function Announcements() {
  const feed = useFeed();
  const { phase } = useFeedState();
  useEffect(
    () =>
      feed.hear((event) => {
        const words = wordsOn(event);
        if (words) say("say-politely", words);
      }),
    [feed],
  );
  useEffect(() => {
    if (phase === "behind" || phase === "back")
      say("say-politely", t(phase === "back" ? "connection.back" : "connection.lost"));
  }, [phase]);
  return null;
}

function wordsOn(event: RoomEvent): string | null {
  switch (event.__typename) {
    case "BallotOpenedEvent":
      return t("said.opened", { question: event.ballot.question });
    case "BallotLockingEvent":
      return wordOf("ballotState", "LOCKING");
    case "BallotClosedEvent":
    case "DecisionDeclaredEvent":
      return event.ballot.decision ? decisionSentence(event.ballot.decision, event.ballot.turnout) : t("said.closed");
    case "QuorumLostEvent":
      return t("said.quorumLost");
    case "QuorumReachedEvent":
      return t("said.quorumReached");
    default:
      return null;
  }
}
