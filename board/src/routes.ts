import { type Language, LANGUAGES } from "./words/words.js";

/** `/ar/table/…` → `ar`; what the server has put into the page where the path names none. */
export function languageOfPath(path: string): Language {
  const named = path.split("/")[1];
  const isLanguage = (value: string | undefined): value is Language => LANGUAGES.includes(value as Language);
  if (isLanguage(named)) return named;
  return isLanguage(document.documentElement.lang) ? document.documentElement.lang : "en";
}

/** The same place in another language. */
export function pathIn(language: Language, path: string): string {
  const [, named, ...rest] = path.split("/");
  const isNamed = LANGUAGES.includes(named as Language);
  return `/${[language, ...(isNamed ? rest : [named, ...rest])].filter(Boolean).join("/")}`;
}

/** The access code of a badge or a link, `#code=…`, which no server and no log sees; taken out of the address at once. */
export function takeCode(): string | null {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (code !== null) history.replaceState(null, "", location.pathname + location.search);
  return code;
}
