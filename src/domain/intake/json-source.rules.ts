import { pointerTo } from "./problem.rules.js";

/** Deepest nesting that is read; the format needs 8. Keeps the recursion below from exhausting the stack. */
const DEEPEST = 64;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const WORD = /true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

export interface JsonSurvey {
  /** Where the text stops being JSON; null when it is JSON. Line and column count from 1, the column in UTF-16 units. */
  broken: { line: number; column: number; message: string } | null;
  /** Pointers to keys that an object gives a second time. */
  duplicates: string[];
}

/** Says where a text breaks JSON, which Node 20 often does not, and which keys it repeats, of which JSON.parse keeps the last. */
export function surveyJson(text: string): JsonSurvey {
  const survey = new Survey(text);
  try {
    survey.whole();
    return { broken: null, duplicates: survey.duplicates };
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return { broken: { ...placeOf(text, error.at), message: error.message }, duplicates: survey.duplicates };
  }
}

class Broken extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split(/\r\n|\n|\r/);
  return { line: before.length, column: (before.at(-1) ?? "").length + 1 };
}

class Survey {
  readonly duplicates: string[] = [];
  private at = 0;
  private readonly path: (string | number)[] = [];

  constructor(private readonly text: string) {}

  whole(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) this.fail("the end of the file");
  }

  private value(): void {
    this.space();
    const first = this.text[this.at];
    if (first === "{") this.nested(() => this.object());
    else if (first === "[") this.nested(() => this.array());
    else if (first === '"') this.string();
    else if (!this.matches(NUMBER) && !this.matches(WORD)) this.fail("a value");
  }

  private nested(read: () => void): void {
    if (this.path.length >= DEEPEST) throw new Broken(this.at, `nested more than ${DEEPEST} levels deep`);
    read();
  }

  private object(): void {
    const keys = new Set<string>();
    this.sequence("}", () => {
      if (this.text[this.at] !== '"') this.fail("a key in double quotes");
      const key = this.string();
      this.path.push(key);
      if (keys.has(key)) this.duplicates.push(pointerTo(this.path));
      keys.add(key);
      this.space();
      this.expect(":");
      this.value();
      this.path.pop();
    });
  }

  private array(): void {
    let index = 0;
    this.sequence("]", () => {
      this.path.push(index++);
      this.value();
      this.path.pop();
    });
  }

  /** The items of an object or array from its opening to its closing bracket, with single commas between. */
  private sequence(end: string, item: () => void): void {
    this.at += 1;
    this.space();
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      this.space();
      item();
      this.space();
      if (this.text[this.at] === end) break;
      if (this.text[this.at] !== ",") this.fail(`"," or "${end}"`);
      this.at += 1;
    }
    this.at += 1;
  }

  private string(): string {
    const start = this.at;
    this.at += 1;
    for (let next = this.text[this.at]; next !== '"'; next = this.text[this.at]) {
      if (next === undefined || next < " ") this.fail('the closing " of a string');
      if (next !== "\\") this.at += 1;
      else if (!this.matches(ESCAPE)) this.fail("an escape that JSON knows");
    }
    this.at += 1;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private matches(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at += found[0].length;
    return found !== null;
  }

  private expect(mark: string): void {
    if (this.text[this.at] !== mark) this.fail(`"${mark}"`);
    this.at += 1;
  }

  private space(): void {
    while (this.at < this.text.length && " \t\n\r".includes(this.text.charAt(this.at))) this.at += 1;
  }

  private fail(expected: string): never {
    const found = this.text.codePointAt(this.at);
    const what = found === undefined ? "the end of the file" : JSON.stringify(String.fromCodePoint(found));
    throw new Broken(this.at, `expected ${expected}, found ${what}`);
  }
}
