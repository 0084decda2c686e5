/** The lines of a file, which end with a line feed and nothing else. What stands behind the last one is a line too, unless it is empty. */
export async function* linesOf(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) {
    let rest = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      yield textOf([...pieces.splice(0), rest.subarray(0, end)]);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) pieces.push(rest);
  }
  // A last line without its end is no line of an export.
  if (pieces.length > 0) yield `${textOf(pieces)}\u0000`;
}

/** Bytes that are no UTF-8 become a text that no export holds. */
function textOf(parts: readonly Buffer[]): string {
  const bytes = Buffer.concat(parts);
  const text = bytes.toString("utf8");
  return Buffer.from(text).equals(bytes) ? text : `${text}\u0000`;
}
