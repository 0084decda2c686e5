/** Chance that can be repeated: the same seed, the same draws. */
export class Chance {
  constructor(private state: number) {}

  /** A source of its own for a part of the script, so that no part depends on how much another one draws. */
  static for(seed: number, part: string): Chance {
    let mixed = seed | 0;
    for (const character of part) mixed = Math.imul(mixed ^ character.codePointAt(0)!, 0x01000193);
    return new Chance(mixed);
  }

  /** 0 ≤ x < 1 (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** An integer from least to most. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  maybe(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(of: readonly T[]): T {
    return of[Math.floor(this.next() * of.length)]!;
  }

  /** The same things in another order. */
  shuffled<T>(of: readonly T[]): T[] {
    const mixed = [...of];
    for (let at = mixed.length - 1; at > 0; at -= 1) {
      const other = this.int(0, at);
      [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
    }
    return mixed;
  }

  some<T>(of: readonly T[], most: number): T[] {
    return this.shuffled(of).slice(0, Math.max(0, most));
  }

  /** Seconds that people take: most are quick, a few are slow, nobody takes longer than `most`. */
  seconds(least: number, most: number): number {
    return Math.round((least + (most - least) * this.next() ** 2) * 10) / 10;
  }
}
