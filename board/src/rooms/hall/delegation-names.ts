import type { HallTable } from "./scene.js";

/** What a delegation is called in the language of the address; short: three letters, as on the boards of assemblies. */
export function nameOf(delegation: HallTable["seats"][number]["delegation"], isShort: boolean): string {
  const { country, organisation } = delegation;
  if (!country) return isShort ? (organisation ?? "?").slice(0, 3).toUpperCase() : (organisation ?? "?");
  return isShort ? country.alpha3 : country.name;
}
