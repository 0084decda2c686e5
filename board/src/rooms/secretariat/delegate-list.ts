import type { DelegateFunction } from "../../api/generated/types.js";

export interface DelegateLine {
  readonly country: string;
  readonly name: string;
  /** As the API names it, or as it was written where it is none. */
  readonly function: string;
}

/** What the columns of a list of delegates are called, in the languages of the rooms. */
const COLUMNS = {
  country: ["country", "code", "iso", "pays", "país", "pais", "الدولة", "البلد"],
  name: ["name", "delegate", "nom", "nombre", "الاسم"],
  function: ["function", "role", "fonction", "función", "funcion", "الصفة"],
} as const;

const FUNCTIONS: Readonly<Record<DelegateFunction, readonly string[]>> = {
  HEAD: [
    "head",
    "head of delegation",
    "chef",
    "chef de délégation",
    "jefe",
    "jefe de delegación",
    "رئيس",
    "رئيس الوفد",
  ],
  ALTERNATE: ["alternate", "suppléant", "suplente", "مناوب"],
  DELEGATE: ["delegate", "délégué", "delegado", "delegada", "déléguée", "مندوب"],
  ADVISER: ["adviser", "advisor", "conseiller", "conseillère", "asesor", "asesora", "مستشار"],
};

/** The lines of a list. With a first line of names the columns may stand in any order; else country, name, function. */
export function delegatesIn(rows: readonly (readonly string[])[]): DelegateLine[] {
  const [first = [], ...others] = rows;
  const heads = first.map((head) => head.trim().toLowerCase());
  const column = (of: keyof typeof COLUMNS): number =>
    heads.findIndex((head) => (COLUMNS[of] as readonly string[]).includes(head));
  const [country, name, place] = [column("country"), column("name"), column("function")];
  const hasHeads = country >= 0 && name >= 0;
  const at = hasHeads ? { country, name, place } : { country: 0, name: 1, place: 2 };
  return (hasHeads ? others : rows).map((row) => ({
    country: (row[at.country] ?? "").trim().toUpperCase(),
    name: (row[at.name] ?? "").trim(),
    function: functionOf(row[at.place] ?? ""),
  }));
}

function functionOf(written: string): string {
  const word = written.trim().toLowerCase();
  if (word === "") return "DELEGATE";
  const found = Object.entries(FUNCTIONS).find(([, words]) => words.includes(word));
  return found ? found[0] : written.trim().toUpperCase();
}
