import { requireId } from "../../platform/graphql/input.js";
import { InvalidInput } from "../../platform/graphql/refusals.js";
import type { Json } from "../../platform/kernel/json.js";
import { refuse } from "../../platform/kernel/refusal.js";
import { ParagraphKind } from "../recommendation/paragraph.words.js";
import { requireParagraph } from "../recommendation/wording.service.js";
import { AmendmentKind } from "./amendment.words.js";

export interface NewAmendment {
  readonly recommendationId: string;
  readonly expectedVersion: number;
  readonly kind: AmendmentKind;
  readonly paragraphId?: string | null;
  readonly afterParagraphId?: string | null;
  readonly paragraphKind?: ParagraphKind | null;
  readonly text?: string | null;
  readonly parentId?: string | null;
  readonly clientMutationId?: string | null;
}

/** What was asked for, complete and with nothing that its kind has no use for. */
export interface AskedAmendment {
  readonly kind: AmendmentKind;
  readonly paragraphId: string | null;
  readonly afterParagraphId: string | null;
  readonly paragraphKind: ParagraphKind | null;
  readonly text: string | null;
  readonly parentId: string | null;
}

type Part = "paragraphId" | "afterParagraphId" | "paragraphKind" | "text";

/** What each kind needs (true), may have (false), and otherwise has no use for. */
const PARTS: Record<AmendmentKind, Partial<Record<Part, boolean>>> = {
  [AmendmentKind.ADD]: { text: true, afterParagraphId: false, paragraphKind: false },
  [AmendmentKind.DELETE]: { paragraphId: true },
  [AmendmentKind.REPLACE]: { paragraphId: true, text: true },
  [AmendmentKind.MOVE]: { paragraphId: true, afterParagraphId: false },
};

/** The amendment as it may be stored, or InvalidInput. */
export function requireAmendment(input: NewAmendment): AskedAmendment {
  const { kind } = input;
  const parentId = input.parentId == null ? null : requireId(input.parentId);
  if (parentId !== null && kind !== AmendmentKind.REPLACE)
    refuse(new InvalidInput("kind", "An amendment to an amendment gives it another text: REPLACE."));
  const parts = parentId === null ? PARTS[kind] : { text: true };
  const what = parentId === null ? kind : "An amendment to an amendment";
  for (const part of ["paragraphId", "afterParagraphId", "paragraphKind", "text"] as const) {
    const isGiven = input[part] != null;
    if (isGiven && !(part in parts)) refuse(new InvalidInput(part, `${what} takes no ${part}.`));
    if (!isGiven && parts[part]) refuse(new InvalidInput(part, `${what} needs ${part}.`));
  }
  return {
    ...{ kind, parentId },
    paragraphId: input.paragraphId == null ? null : requireId(input.paragraphId),
    afterParagraphId: input.afterParagraphId == null ? null : requireId(input.afterParagraphId),
    paragraphKind: kind === AmendmentKind.ADD ? (input.paragraphKind ?? ParagraphKind.OPERATIVE) : null,
    text: input.text == null ? null : requireParagraph("text", input.text),
  };
}

/** What an idempotency key stands for. */
export function sameAmendment(recommendationId: string, version: number, asked: AskedAmendment): Json {
  return { recommendationId, version, ...asked };
}
