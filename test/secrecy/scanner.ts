/** Something that was looked for, where it stands. */
export interface Found<Meaning> {
  readonly at: number;
  readonly end: number;
  readonly meaning: Meaning;
}

interface Token<Meaning> {
  readonly bytes: Buffer;
  readonly meaning: Meaning;
}

const HEAD = 4;

/** Finds thousands of byte sequences of at least four bytes in one pass: a hundred megabytes take about a second. */
export class Scanner<Meaning> {
  private readonly byHead = new Map<number, Token<Meaning>[]>();
  /** Which pairs of first bytes occur at all. */
  private readonly likely = new Uint8Array(1 << 16);

  constructor(tokens: Iterable<readonly [Buffer, Meaning]>) {
    for (const [bytes, meaning] of tokens) {
      const head = bytes.readUInt32LE(0);
      this.likely[head & 0xffff] = 1;
      const same = this.byHead.get(head);
      if (same) same.push({ bytes, meaning });
      else this.byHead.set(head, [{ bytes, meaning }]);
    }
  }

  find(content: Buffer): Found<Meaning>[] {
    const found: Found<Meaning>[] = [];
    for (let at = 0; at + HEAD <= content.length; at += 1) {
      if (this.likely[content[at]! | (content[at + 1]! << 8)] === 0) continue;
      for (const { bytes, meaning } of this.byHead.get(content.readUInt32LE(at)) ?? []) {
        const end = at + bytes.length;
        if (end <= content.length && bytes.equals(content.subarray(at, end))) found.push({ at, end, meaning });
      }
    }
    return found;
  }
}
