import { numbersOf, type Paragraph } from "./paragraphs.rules.js";
import { Effort, type Piece, piecesOf } from "./words.rules.js";

/** What became of one paragraph between two versions. */
export interface ParagraphDifference {
  readonly change: "ADDED" | "REMOVED" | "CHANGED" | "MOVED" | "UNCHANGED";
  readonly isMoved: boolean;
  /** As it stands in the later version; as it stood when it is gone. */
  readonly paragraph: Paragraph;
  readonly number: string | null;
  readonly formerNumber: string | null;
  readonly pieces: readonly Piece[];
}

/**
 * Compares two versions, both in the order of their texts. The answer is in the order of the later one; a paragraph that
 * is gone comes where it stood. Moved are the fewest paragraphs whose moving explains the new order.
 */
export function differencesBetween(before: readonly Paragraph[], after: readonly Paragraph[]): ParagraphDifference[] {
  const formerly = new Map(before.map((one, index) => [one.id, index]));
  const later = new Set(after.map(({ id }) => id));
  const steady = steadyIds(
    after.flatMap(({ id }) => (formerly.has(id) ? [id] : [])),
    formerly,
  );
  const formerNumbers = numbersOf(before);
  const numbers = numbersOf(after);
  const found: ParagraphDifference[] = [];
  const effort = new Effort();
  const removeFrom = (start: number): void => {
    for (let index = start; index < before.length && !later.has(before[index]!.id); index += 1)
      found.push({
        ...{ change: "REMOVED", isMoved: false, paragraph: before[index]!, number: null },
        ...{ formerNumber: formerNumbers[index]!, pieces: [{ op: "DELETE", text: before[index]!.text }] },
      });
  };
  removeFrom(0);
  for (const [index, paragraph] of after.entries()) {
    const former = formerly.get(paragraph.id);
    const number = numbers[index]!;
    if (former === undefined) {
      const pieces: Piece[] = [{ op: "INSERT", text: paragraph.text }];
      found.push({ change: "ADDED", isMoved: false, paragraph, number, formerNumber: null, pieces });
      continue;
    }
    const isMoved = !steady.has(paragraph.id);
    const isChanged = before[former]!.text !== paragraph.text;
    found.push({
      ...{ change: isChanged ? "CHANGED" : isMoved ? "MOVED" : "UNCHANGED", isMoved, paragraph, number },
      ...{ formerNumber: formerNumbers[former]!, pieces: piecesOf(before[former]!.text, paragraph.text, effort) },
    });
    removeFrom(former + 1);
  }
  return found;
}

/** The longest run of ids that stand in the same order before and after. */
function steadyIds(ids: readonly string[], formerly: ReadonlyMap<string, number>): Set<string> {
  const lengths: number[] = [];
  const previous: (number | null)[] = [];
  for (const [index, id] of ids.entries()) {
    let best: number | null = null;
    for (let other = 0; other < index; other += 1) {
      const fits = formerly.get(ids[other]!)! < formerly.get(id)!;
      if (fits && (best === null || lengths[other]! > lengths[best]!)) best = other;
    }
    lengths.push(best === null ? 1 : lengths[best]! + 1);
    previous.push(best);
  }
  const steady = new Set<string>();
  let at: number | null = lengths.length === 0 ? null : lengths.indexOf(Math.max(...lengths));
  for (; at !== null; at = previous[at]!) steady.add(ids[at]!);
  return steady;
}
