import { createHash } from "node:crypto";
import { canonicalJson } from "../../platform/kernel/json.js";

export interface InLocale {
  readonly locale: string;
  readonly text: string;
}

/** An endorsed text in the document. */
export interface DocumentItem {
  readonly number: number;
  readonly symbol: string;
  readonly title: string;
  /** Symbols of the texts it came from, nearest first. */
  readonly origins: readonly string[];
  /** The original and what is conformed, sorted by locale. */
  readonly texts: readonly InLocale[];
}

/** What a conference concluded, in all languages: what the hash is made of. */
export interface ConclusionsDocument {
  readonly series: string;
  readonly number: number;
  readonly title: string;
  /** Sorted by locale. */
  readonly preamble: readonly InLocale[];
  readonly items: readonly DocumentItem[];
}

/** SHA-256, hexadecimal, of the document in canonical JSON: keys sorted, texts in NFC, languages by their code. */
export function documentHash({ series, number, title, preamble, items }: ConclusionsDocument): string {
  const texts = (all: readonly InLocale[]): { locale: string; text: string }[] =>
    all.map(({ locale, text }) => ({ locale, text }));
  const document = {
    ...{ series, number, title, preamble: texts(preamble) },
    items: items.map((item) => ({
      ...{ number: item.number, symbol: item.symbol, title: item.title },
      ...{ origins: [...item.origins], texts: texts(item.texts) },
    })),
  };
  return createHash("sha256").update(canonicalJson(document)).digest("hex");
}

/** The whole document in one language; null when an item is not there in it. Without a preamble in it, it begins with the first item. */
export function documentText(document: ConclusionsDocument, locale: string): string | null {
  const items: string[] = [];
  for (const { number, symbol, title, texts } of document.items) {
    const text = texts.find((one) => one.locale === locale)?.text;
    if (text === undefined) return null;
    items.push(`${number}. ${symbol}: ${title}\n\n${text}`);
  }
  const preamble = document.preamble.find((one) => one.locale === locale)?.text;
  return [document.title, ...(preamble ? [preamble] : []), ...items].join("\n\n");
}
