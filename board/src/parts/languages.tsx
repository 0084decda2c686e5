import { navigate } from "wouter/use-browser-location";
import { language, LANGUAGE_NAMES, LANGUAGES, t } from "../words/words.js";
import { pathIn } from "../routes.js";

/** The languages, each in itself. The address changes with the choice, so that a link keeps it. */
export function Languages() {
  return (
    <nav className="languages" aria-label={t("page.languages")}>
      {LANGUAGES.map((one) => (
        <a
          key={one}
          href={pathIn(one, location.pathname)}
          lang={one}
          hrefLang={one}
          aria-current={one === language() ? "true" : undefined}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey) return;
            event.preventDefault();
            navigate(pathIn(one, location.pathname));
          }}
        >
          {LANGUAGE_NAMES[one]}
        </a>
      ))}
    </nav>
  );
}
