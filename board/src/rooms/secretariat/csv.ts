/** Delimiters that spreadsheets write, the most usual first. */
export const DELIMITERS = [",", ";", "\t"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The delimiter that splits the first line into most fields. */
export function guessDelimiter(text: string): Delimiter {
  const first = text.slice(0, 10_000);
  const fields = (delimiter: Delimiter): number => parseCsv(first, delimiter)[0]?.length ?? 0;
  return DELIMITERS.reduce((best, one) => (fields(one) > fields(best) ? one : best));
}

/** Reads CSV as RFC 4180 has it, with any of the delimiters and any line ending; lines without a field are left out. */
export function parseCsv(text: string, delimiter: Delimiter): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = "";
  let isQuoted = false;
  const endField = (): void => {
    row.push(field);
    field = "";
  };
  const endRow = (): void => {
    endField();
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  };
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = start; at < text.length; at += 1) {
    const sign = text[at]!;
    if (isQuoted) {
      if (sign !== '"') field += sign;
      else if (text[at + 1] === '"') field += text[(at += 1)];
      else isQuoted = false;
    } else if (sign === '"' && field === "") isQuoted = true;
    else if (sign === delimiter) endField();
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && text[at + 1] === "\n") at += 1;
      endRow();
    } else field += sign;
  }
  if (field !== "" || row.length > 0) endRow();
  return rows;
}

/** Writes CSV that spreadsheets read: with a byte order mark, and without letting a field become a formula. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quoted = (field: string): string =>
    `"${(/^[=+\-@\t\r]/.test(field) ? `'${field}` : field).replaceAll('"', '""')}"`;
  return `\ufeff${rows.map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}
