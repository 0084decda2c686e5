import { lazy, Suspense, useEffect, useState, useSyncExternalStore } from "react";
import { Redirect, Router, useLocation } from "wouter";
import type { Session } from "./api/session.js";
import { languageOfPath } from "./routes.js";
import { SignIn } from "./rooms/sign-in/sign-in.js";
import { language, speak, t } from "./words/words.js";

const inside = () => import("./signed-in.js");
/** All that a person needs who is inside; the door is there before it. */
const SignedIn = lazy(inside);

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
  // Whoever stands at the door will come in: what is inside is fetched meanwhile.
  useEffect(() => void inside(), []);
  if (!isSignedIn) return <SignIn session={session} code={code} />;
  return (
    <Suspense fallback={<p className="first-words">{t("page.loading")}</p>}>
      <SignedIn session={session} />
    </Suspense>
  );
}
