const MOST = 200;

/** What is wrong, in sentences. Those beyond the first two hundred are counted only. */
export class Findings {
  readonly findings: string[] = [];
  readonly notes: string[] = [];
  count = 0;

  add(sentence: string): void {
    this.count += 1;
    if (this.findings.length < MOST) this.findings.push(sentence);
  }

  note(sentence: string): void {
    if (this.notes.length < MOST) this.notes.push(sentence);
  }
}
