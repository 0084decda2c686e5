import { requireText } from "../../platform/graphql/input.js";
import { InvalidInput } from "../../platform/graphql/refusals.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { ParagraphKind } from "./paragraph.words.js";
import { isInOrder, joinText, MOST_PARAGRAPHS, splitText, type Wording } from "./paragraphs.rules.js";

export const TITLE_LENGTH = 300;
/** Characters of a whole text as people send it. Adopted amendments may make it longer. */
export const TEXT_LENGTH = 20_000;
/** Characters of a whole text as it is stored, in any language. */
export const LONGEST_TEXT = 200_000;

/** A text as it is sent: whole, or paragraph by paragraph. */
export interface SentText {
  readonly text?: string | null;
  readonly paragraphs?: readonly Wording[] | null;
}

/** The paragraphs of a text that was sent, as they will be stored, or InvalidInput. */
export function requireWording({ text, paragraphs }: SentText): Wording[] {
  if ((text == null) === (paragraphs == null))
    return refuse(new InvalidInput("text", "Send either text or paragraphs, and not both."));
  const wordings =
    paragraphs?.map((one) => ({ kind: one.kind, text: requireParagraph("paragraphs", one.text) })) ??
    splitText(requireText("text", text!, TEXT_LENGTH)).map((part) => ({ kind: ParagraphKind.OPERATIVE, text: part }));
  requireFew(text == null ? "paragraphs" : "text", wordings);
  return wordings;
}

/** One paragraph as it will be stored, or InvalidInput. */
export function requireParagraph(field: string, value: string): string {
  const text = requireText(field, value, TEXT_LENGTH);
  if (splitText(text).length > 1)
    refuse(new InvalidInput(field, "A blank line parts paragraphs. Send each paragraph by itself."));
  return text;
}

function requireFew(field: string, wordings: readonly Wording[]): void {
  if (wordings.length === 0) refuse(new InvalidInput(field, "The text is empty."));
  if (wordings.length > MOST_PARAGRAPHS)
    refuse(new InvalidInput(field, `The text has more than ${MOST_PARAGRAPHS} paragraphs.`));
  const whole = joinText(wordings.map(({ text }) => text));
  if (whole.length > TEXT_LENGTH && [...whole].length > TEXT_LENGTH)
    refuse(new InvalidInput(field, `The text is longer than ${TEXT_LENGTH} characters.`));
  if (!isInOrder(wordings)) refuse(new InvalidInput(field, "Preambular paragraphs stand before the operative ones."));
}
