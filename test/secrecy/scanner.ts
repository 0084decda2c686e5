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

const TAIL = 4;
const BITS = 20;
const MIX = 0x9e3779b1;

/**
 * Finds thousands of byte sequences of at least four bytes in one pass. They are looked up by their last bytes, because
 * ids that were made at one time begin alike.
 */
export class Scanner<Meaning> {
  private readonly byTail = new Map<number, Token<Meaning>[]>();
  /** Where a token may end, by a mix of its last four bytes: nearly everything else is passed over by this alone. */
  private readonly likely = new Uint8Array(1 << BITS);

  constructor(tokens: Iterable<readonly [Buffer, Meaning]>) {
    for (const [bytes, meaning] of tokens) {
      const tail = bytes.readInt32LE(bytes.length - TAIL);
      this.likely[Math.imul(tail, MIX) >>> (32 - BITS)] = 1;
      const same = this.byTail.get(tail);
      if (same) same.push({ bytes, meaning });
      else this.byTail.set(tail, [{ bytes, meaning }]);
    }
  }

  find(content: Buffer): Found<Meaning>[] {
    const found: Found<Meaning>[] = [];
    // Under Jest a global name is slow to look up, for each of a hundred million bytes.
    const { imul } = Math;
    const { likely, byTail } = this;
    const [shift, mix, length] = [32 - BITS, MIX, content.length];
    let tail = 0;
    for (let end = 1; end <= length; end += 1) {
      tail = (tail >>> 8) | (content[end - 1]! << 24);
      if (end < TAIL || likely[imul(tail, mix) >>> shift] === 0) continue;
      for (const { bytes, meaning } of byTail.get(tail) ?? []) {
        const at = end - bytes.length;
        if (at >= 0 && bytes.equals(content.subarray(at, end))) found.push({ at, end, meaning });
      }
    }
    return found;
  }
}
