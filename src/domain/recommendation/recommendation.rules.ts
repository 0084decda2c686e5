import { createHash } from "node:crypto";
import { canonicalJson } from "../../platform/kernel/json.js";

/** The symbol of a text: HNCB/15/AFR/R.3. Unique in the series, since editions and bodies are. */
export function symbolOf(series: string, edition: number, body: string, number: number): string {
  return `${series}/${edition}/${body}/R.${number}`;
}

/** What a ballot is bound to: SHA-256, hexadecimal, over canonical JSON of title, language and original text (all NFC). */
export function versionHash(title: string, locale: string, text: string): string {
  return createHash("sha256").update(canonicalJson({ title, locale, text })).digest("hex");
}

/** A text may still be changed or withdrawn by its sponsor. */
export function isEditable(state: string): boolean {
  return state === "DRAFT" || state === "PROPOSED";
}

/** A ballot on the text may be opened: it is before the body and nothing was decided on it. */
export function isVotable(state: string): boolean {
  return state === "PROPOSED" || state === "UNDER_CONSIDERATION";
}
