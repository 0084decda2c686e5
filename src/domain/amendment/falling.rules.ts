import { nameOf, type Paragraph } from "../recommendation/paragraphs.rules.js";
import { amendedBy, apply, capital, type Change, lapseIn, neighbourOf } from "./amending.rules.js";
import { AmendmentKind } from "./amendment.words.js";

/**
 * How an amendment became part of the text. By vote: the body has decided between it and what contradicts it. By the
 * sponsors' acceptance: it has not, so that nobody's amendment falls because the sponsors like another one better.
 */
export type Adoption = "VOTE" | "ACCEPTANCE";

/** What becomes of an amendment when another is adopted. */
export interface Fate {
  readonly effect: "STANDS" | "REBASED" | "LAPSES";
  /** A sentence; empty when it stands as it is. */
  readonly reason: string;
}

const STANDS: Fate = { effect: "STANDS", reason: "" };
const rebased = (reason: string): Fate => ({ effect: "REBASED", reason });
const lapses = (reason: string): Fate => ({ effect: "LAPSES", reason });

/** What becomes of each other amendment when `adopted` is; those that stand as they are are left out. */
export function consequences(
  paragraphs: readonly Paragraph[],
  others: readonly Change[],
  adopted: Change,
  adoption: Adoption,
): Map<string, Fate> {
  const after = adopted.parentId === null ? apply(paragraphs, adopted) : paragraphs;
  const fates = new Map<string, Fate>();
  const tops = others.filter((one) => one.parentId === null);
  for (const one of [...tops, ...others.filter((one) => one.parentId !== null)]) {
    if (one.id === adopted.id) continue;
    const parentFalls = one.parentId !== null && fates.get(one.parentId)?.effect === "LAPSES";
    const fate = parentFalls
      ? lapses("The amendment that it amends lapses.")
      : falls(paragraphs, after, adopted, one, adoption);
    if (fate.effect !== "STANDS") fates.set(one.id, fate);
  }
  return fates;
}

/** What becomes of `other` when `adopted` makes `after` of `before`. */
export function falls(
  before: readonly Paragraph[],
  after: readonly Paragraph[],
  adopted: Change,
  other: Change,
  adoption: Adoption,
): Fate {
  if (adopted.parentId !== null) return fallsBesideSub(before, adopted, other, adoption);
  if (other.parentId !== null) return other.parentId === adopted.id ? lapses("What it amends is decided.") : STANDS;
  // What is added falls when the same words were added, and not because they stood there before.
  const seen = other.kind === AmendmentKind.ADD ? after.filter(({ id }) => id === adopted.id) : after;
  const lapse = lapseIn(seen, other, before);
  if (lapse !== null) return lapses(lapse);
  if (adopted.paragraphId !== null && adopted.paragraphId === other.paragraphId)
    return fallsOnSameParagraph(after, adopted, other, adoption);
  return shifted(before, after, other);
}

/**
 * Two texts for one amendment exclude each other; the amendment goes on with the one that was adopted, unless that one
 * is what the text says without it.
 */
function fallsBesideSub(paragraphs: readonly Paragraph[], adopted: Change, other: Change, adoption: Adoption): Fate {
  if (other.id === adopted.parentId) {
    const lapse = lapseIn(paragraphs, amendedBy(other, adopted), paragraphs);
    return lapse === null ? rebased(`Its text is now that of A.${adopted.number}.`) : lapses(lapse);
  }
  if (other.parentId !== adopted.parentId) return STANDS;
  if (adoption === "VOTE") return lapses("Another text for the same amendment was adopted.");
  return other.text === adopted.text
    ? lapses("The amendment already reads so.")
    : rebased("The amendment that it amends has another text.");
}

function fallsOnSameParagraph(after: readonly Paragraph[], adopted: Change, other: Change, adoption: Adoption): Fate {
  const name = nameOf(after, adopted.paragraphId!);
  if (adopted.kind === other.kind && adoption === "VOTE")
    return lapses(
      adopted.kind === AmendmentKind.MOVE
        ? `Another place for ${name} was adopted.`
        : `Another text for ${name} was adopted.`,
    );
  return rebased(
    adopted.kind === AmendmentKind.MOVE
      ? `It follows the paragraph, now ${name}.`
      : `${capital(name)} has another text.`,
  );
}

/** What is added or moved keeps its place; the paragraph before it may be another one then. */
function shifted(before: readonly Paragraph[], after: readonly Paragraph[], other: Change): Fate {
  if (other.place === null) return STANDS;
  const kind = other.paragraphKind ?? before.find(({ id }) => id === other.paragraphId)!.kind;
  const was = neighbourOf(before, kind, other.place, other.paragraphId);
  const is = neighbourOf(after, kind, other.place, other.paragraphId);
  if (was === is) return STANDS;
  return rebased(
    is === null ? "Its place is now the first of its kind." : `Its place is now behind ${nameOf(after, is)}.`,
  );
}
