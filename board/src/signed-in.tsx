import { lazy, Suspense, useEffect, useMemo } from "react";
import { Provider } from "urql";
import { Route, Switch } from "wouter";
import { openApi } from "./api/client.js";
import type { Session } from "./api/session.js";
import { ServerClock } from "./live/clock.js";
import { AppProvider } from "./parts/app-context.js";
import { Failing } from "./parts/failing.js";
import { Lobby } from "./rooms/lobby/lobby.js";
import { language, t, withWords } from "./words/words.js";

const Table = lazy(() => import("./rooms/table.js"));
const Hall = lazy(() => withWords("hall", import("./rooms/hall/hall.js")));
const Secretariat = lazy(() => withWords("secretariat", import("./rooms/secretariat/secretariat.js")));

/** What somebody who is signed in has: the API, the server's clock, and the rooms by their addresses. */
export default function SignedIn({ session }: { readonly session: Session }) {
  const app = useMemo(() => {
    const api = openApi(session);
    return { session, api, clock: new ServerClock(api.urql) };
  }, [session]);
  useEffect(() => {
    app.clock.start();
    const off = app.api.sockets.on("connected", () => void app.clock.measure());
    return () => {
      off();
      app.clock.stop();
      app.api.dispose();
    };
  }, [app]);
  return (
    <AppProvider value={app}>
      <Provider value={app.api.urql}>
        <Failing>
          <Suspense fallback={<p className="first-words">{t("page.loading")}</p>}>
            <Switch>
              <Route path="/table/:id">{({ id }) => <Table id={id} key={id} />}</Route>
              <Route path="/hall/:id">{({ id }) => <Hall id={id} key={id} />}</Route>
              <Route path="/conference/:id">{({ id }) => <Secretariat id={id} key={id} />}</Route>
              <Route path="/conference/:id/:page">
                {({ id, page }) => <Secretariat id={id} page={page} key={id} />}
              </Route>
              <Route path="/">
                <Lobby />
              </Route>
              <Route>
                <main className="page">
                  <h1>{t("page.nothing")}</h1>
                  <a className="button" href={`/${language()}`}>
                    {t("page.toLobby")}
                  </a>
                </main>
              </Route>
            </Switch>
          </Suspense>
        </Failing>
      </Provider>
    </AppProvider>
  );
}
