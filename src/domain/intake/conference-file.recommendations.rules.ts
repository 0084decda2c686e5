import { splitText } from "../recommendation/paragraphs.rules.js";
import { LANGUAGES, type LooseFile } from "./conference-file.format.rules.js";
import { checkOnce, present } from "./conference-file.references.rules.js";
import { isObserver, seatedIndexes } from "./conference-file.seats.rules.js";
import type { Findings, Path } from "./problem.rules.js";

type Table = NonNullable<NonNullable<LooseFile["roundTables"]>[number]>;
type Item = NonNullable<NonNullable<Table["agenda"]>[number]>;
type Recommendation = NonNullable<NonNullable<Item["recommendations"]>[number]>;

/** The texts on a table's agenda: in which languages they are, in which state, and who stands behind them. */
export function checkRecommendations(found: Findings, index: number, table: Table, file: LooseFile): void {
  for (const [at, { recommendations }] of present(table.agenda)) {
    for (const [nth, one] of present(recommendations)) {
      const path = ["roundTables", index, "agenda", at, "recommendations", nth];
      checkTexts(found, path, one, file);
      checkPreamble(found, path, one);
      if (one.state === "ADOPTED" && (file.state ?? "PLANNED") === "PLANNED") {
        found.add([...path, "state"], "Nothing is ADOPTED at a conference that is still PLANNED.");
      }
      checkSponsors(found, path, one, table, file);
    }
  }
}

function checkSponsors(found: Findings, path: Path, one: Recommendation, table: Table, file: LooseFile): void {
  const { proposedBy } = one;
  const sponsors = present(one.sponsors).map(([at, ref]) => [[...path, "sponsors", at], ref] as const);
  const proposer = [[...path, "proposedBy"], proposedBy] as const;
  checkOnce(found, [proposer, ...sponsors], "This delegation already stands behind the recommendation.");
  if (!file.delegations || !seatsAreReadable(table)) return;
  const seated = new Set(seatedIndexes(file.delegations, table));
  for (const [where, ref] of [proposer, ...sponsors]) {
    if (ref === undefined) continue;
    const position = file.delegations.findIndex((delegation) => delegation?.ref === ref);
    const delegation = file.delegations[position];
    if (!delegation) found.add(where, "No delegation of this file has this ref.");
    else if (!seated.has(position)) found.add(where, "This delegation has no seat at this round table.");
    else if (isObserver(delegation)) found.add(where, "An observer delegation proposes nothing.");
  }
}

/** False where nobody can tell who sits here; that is reported already. */
function seatsAreReadable({ seats, region }: Table): boolean {
  if (Array.isArray(seats)) return !seats.includes(undefined);
  return seats === "ALL" || (seats === "REGION" && region !== undefined);
}

/** Where a preamble is told, it must be the same in all languages. */
function checkPreamble(found: Findings, path: Path, { texts, preambular }: Recommendation): void {
  if (!texts || !preambular) return;
  const counts = LANGUAGES.flatMap((language) =>
    texts[language] === undefined ? [] : splitText(texts[language]).length,
  );
  const where = [...path, "preambular"];
  if (new Set(counts).size > 1) {
    found.add(where, "All languages of a text with a preamble need as many paragraphs, parted by empty lines.");
  } else if (counts.some((count) => count < preambular)) {
    found.add(where, "The text has fewer paragraphs than this.");
  }
}

function checkTexts(found: Findings, path: Path, { texts }: Recommendation, file: LooseFile): void {
  if (!texts) return;
  if (Object.keys(texts).length === 0) {
    found.add([...path, "texts"], "A recommendation needs a text in at least one language.");
  }
  const working = file.conference?.workingLanguages;
  if (!working || working.includes(undefined)) return;
  for (const language of LANGUAGES) {
    if (!(language in texts) || working.includes(language)) continue;
    found.add([...path, "texts", language], "This is not a working language of the conference.");
  }
}
