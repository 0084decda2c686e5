import { lazy, Suspense, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { Provider } from "urql";
import { Redirect, Route, Router, Switch, useLocation } from "wouter";
import { openApi } from "./api/client.js";
import type { Session } from "./api/session.js";
import { ServerClock } from "./live/clock.js";
import { AppProvider } from "./parts/app-context.js";
import { Failing } from "./parts/failing.js";
import { languageOfPath } from "./routes.js";
import { Lobby } from "./rooms/lobby/lobby.js";
import { SignIn } from "./rooms/sign-in/sign-in.js";
import { language, speak, t, withWords } from "./words/words.js";

const Table = lazy(() => import("./rooms/table.js"));
const Hall = lazy(() => withWords("hall", import("./rooms/hall/hall.js")));
const Secretariat = lazy(() => withWords("secretariat", import("./rooms/secretariat/secretariat.js")));

/** Everything, in the language that the address names; the page turns with it without being loaded anew. */
export function I18nRoot({ session, code }: { readonly session: Session; readonly code: string | null }) {
  const [path] = useLocation();
  const wanted = languageOfPath(path);
  const [spoken, setSpoken] = useState(language());
  useEffect(() => {
    if (wanted !== spoken) void speak(wanted).then(() => setSpoken(wanted));
  }, [wanted, spoken]);
  if (path === "/") return <Redirect to={`/${wanted}`} replace />;
  return (
    <Router base={`/${spoken}`} key={spoken}>
      <Rooms session={session} code={code} />
    </Router>
  );
}

function Rooms({ session, code }: { readonly session: Session; readonly code: string | null }) {
  const isSignedIn = useSyncExternalStore(
    (listener) => session.onChange(listener),
    () => session.isSignedIn,
  );
  return isSignedIn ? <SignedIn session={session} /> : <SignIn session={session} code={code} />;
}

function SignedIn({ session }: { readonly session: Session }) {
  const app = useMemo(() => {
    const api = openApi(session);
    return { session, api, clock: new ServerClock(api.urql) };
  }, [session]);
  useEffect(() => {
    app.clock.start();
    return () => {
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
