import { i18n } from "@lingui/core";
import type delegate from "../../words/delegate/en.json";
import type facilitator from "../../words/facilitator/en.json";
import type hall from "../../words/hall/en.json";
import type secretariat from "../../words/secretariat/en.json";
import type shell from "../../words/shell/en.json";
import { CATALOGUES } from "./catalogues.js";

/** Each room has words of its own, which are loaded with it; those of the shell are always there. */
export type Part = "shell" | "facilitator" | "delegate" | "hall" | "secretariat";
/** The key of a message; its text in the four languages stands in board/words/PART/. */
export type Key = keyof (typeof shell & typeof facilitator & typeof delegate & typeof hall & typeof secretariat);
export type Language = "ar" | "en" | "fr" | "es";
export type Values = Readonly<Record<string, string | number>>;

export const LANGUAGES: readonly Language[] = ["ar", "en", "fr", "es"];
/** Each in itself, for whoever looks for it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ar: "العربية",
  en: "English",
  fr: "Français",
  es: "Español",
};

/** Digits are 0-9 in all four languages, whatever the device prefers: what is read aloud and what is printed look alike. */
export const TAGS: Readonly<Record<Language, string>> = { ar: "ar-u-nu-latn", en: "en-GB", fr: "fr", es: "es" };

let current: Language = "en";

export const language = (): Language => current;
export const tag = (): string => TAGS[current];
/** The language as the API names it. */
export const locale = (): "AR" | "EN" | "FR" | "ES" => current.toUpperCase() as "EN";
export const isRightToLeft = (of: Language = current): boolean => of === "ar";

const parts = new Set<Part>(["shell"]);

/** Loads the words of a language and says it to the page. */
export async function speak(wanted: Language): Promise<void> {
  await Promise.all([...parts].map((part) => load(part, wanted)));
  i18n.activate(wanted, TAGS[wanted]);
  current = wanted;
  document.documentElement.lang = wanted;
  document.documentElement.dir = isRightToLeft(wanted) ? "rtl" : "ltr";
}

/** A room and its words together: `lazy(() => withWords("hall", import("./hall/hall.js")))`. */
export async function withWords<Room>(part: Part, room: Promise<Room>): Promise<Room> {
  parts.add(part);
  await load(part, current);
  i18n.activate(current, TAGS[current]);
  return room;
}

async function load(part: Part, wanted: Language): Promise<void> {
  const catalogue = await CATALOGUES[`../../words/${part}/${wanted}.json`]!();
  i18n.load(wanted, catalogue.default);
}

/** The message in the language that is spoken. Names in it are kept from turning the text around them (U+2068, U+2069). */
export function t(key: Key, values: Values = {}): string {
  const isolated = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? isolate(value) : value]),
  );
  return i18n._(key, isolated);
}

/** Whether there is such a message: for keys that are made of a code of the API. */
export const isKey = (key: string): key is Key => key in i18n.messages;

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

function isolate(value: string): string {
  return isRightToLeft() !== RIGHT_TO_LEFT.test(value) ? `\u2068${value}\u2069` : value;
}
