import { createClient } from "graphql-ws";
import { Client, fetchExchange, subscriptionExchange } from "urql";
import { createLiveClient } from "../../../client/graphql-ws.js";
import { forwardPaced } from "../live/pacing.js";
import { roomCache } from "./cache.js";
import { API, type Session } from "./session.js";

/** Ten seconds are long for a hall that waits. */
const PING = { every: 5_000, answerWithin: 5_000 };

/** What speaks with the API on behalf of one person: queries and deeds over HTTP, events over one socket. */
export interface Api {
  readonly urql: Client;
  readonly sockets: ReturnType<typeof createClient>;
  dispose(): void;
}

export function openApi(session: Session): Api {
  const url = new URL(API, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const sockets = createLiveClient(createClient, { url: url.href, token: session.token, ping: PING });
  // After a sleep, a tunnel or a page that was put away nobody should wait for the next ping to notice.
  const wake = (): void => void (document.visibilityState === "visible" && sockets.terminate());
  const awaken = slept(wake);
  const urql = new Client({
    url: API,
    preferGetMethod: false,
    fetch: session.fetch,
    exchanges: [roomCache(), fetchExchange, subscriptionExchange({ forwardSubscription: forwardPaced(sockets) })],
  });
  addEventListener("online", wake);
  return {
    urql,
    sockets,
    dispose: () => {
      removeEventListener("online", wake);
      awaken();
      void sockets.dispose();
    },
  };
}

/** Calls when the machine was asleep: a clock that ticks each two seconds has not for ten. Answers how to stop. */
function slept(wake: () => void): () => void {
  let last = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - last > 10_000) wake();
    last = now;
  }, 2_000);
  return () => clearInterval(timer);
}
