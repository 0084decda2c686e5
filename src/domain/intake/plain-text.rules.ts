import { z } from "zod";
import { normalText, textProblem } from "../../platform/kernel/text.js";

const CONTROL_OR_BREAK = /[\p{Cc}\u2028\u2029]/u;
const CONTROL_BUT_BREAK = /[^\P{Cc}\n\t]/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A text on one line, such as a title or a name; stored as the kernel stores texts (NFC, trimmed). Length in code points. */
export function line(maximum: number) {
  return readable(maximum, CONTROL_OR_BREAK, "The text must stay on one line, without control characters.");
}

/** A text that may have paragraphs, parted by an empty line. */
export function prose(maximum: number) {
  return readable(maximum, CONTROL_BUT_BREAK, "The text holds a control character.");
}

/** An identifier that people choose: never trimmed or changed, so that references can be compared as they stand. */
export function code(pattern: RegExp, shape: string) {
  return z.string().regex(pattern, `This must be ${shape}.`);
}

/** A name within one file, by which other parts of the file refer to a thing. */
export const ref = code(/^[a-z0-9][a-z0-9-]{0,39}$/, "1 to 40 lower-case letters, digits and hyphens");

function readable(maximum: number, forbidden: RegExp, complaint: string) {
  return z
    .string()
    .overwrite(normalText)
    .check((context) => {
      const message =
        textProblem(context.value, maximum) ??
        (VISIBLE.test(context.value) ? null : "The text is empty.") ??
        (forbidden.test(context.value) ? complaint : null);
      if (message !== null) context.issues.push({ code: "custom", message, input: context.value });
    });
}
