import { language } from "../../words/words.js";
import type { HallTable } from "./scene.js";

/** What a delegation is called in the language of the address; short: three letters, as on the boards of assemblies. */
export function nameOf(delegation: HallTable["seats"][number]["delegation"], isShort: boolean): string {
  const { country, organisation } = delegation;
  if (!country) return isShort ? (organisation ?? "?").slice(0, 3).toUpperCase() : (organisation ?? "?");
  if (isShort) return country.alpha3;
  return country.names.find((name) => name.locale.toLowerCase() === language())?.name ?? country.code;
}
