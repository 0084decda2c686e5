import "./older-browsers.js";
import "./style/base.css";
import { createRoot } from "react-dom/client";
import { I18nRoot } from "./app.js";
import { Session } from "./api/session.js";
import { languageOfPath, takeCode } from "./routes.js";
import { speak } from "./words/words.js";

await speak(languageOfPath(location.pathname));
const session = new Session();
// Before anything is drawn: the address may change, and whoever opens a link wants to be who the link says.
const code = takeCode();
if (code !== null) session.forget();
createRoot(document.getElementById("app")!).render(<I18nRoot session={session} code={code} />);
// A link that is put into the address of a page that is open loads nothing: the code would stay there for all to read.
addEventListener("hashchange", () => {
  if (new URLSearchParams(location.hash.slice(1)).has("code")) location.reload();
});
