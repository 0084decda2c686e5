// Allowed control characters: tab, line feed, carriage return.
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
// Overrides and isolates that make a text read differently from what is stored (CVE-2021-42574); marks for Arabic stay.
const BIDI_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/;

/** What is wrong with a text that people will read, as a sentence for the sender; null when nothing is. Length in code points. */
export function textProblem(value: string, maximum: number): string | null {
  if (!value.isWellFormed()) return "The text holds half of a surrogate pair; send well-formed Unicode.";
  if (value.trim() === "") return "The text is empty.";
  if (CONTROL.test(value)) return "The text holds a control character.";
  if (BIDI_OVERRIDE.test(value))
    return "The text holds a bidirectional override, which can make it read as something else.";
  if (value.length > maximum && [...value].length > maximum) return `The text is longer than ${maximum} characters.`;
  return null;
}

/** The form in which texts are stored and hashed: Unicode NFC, LF line ends, no space at the ends. */
export function normalText(value: string): string {
  return value.normalize("NFC").replace(/\r\n?/g, "\n").trim();
}
