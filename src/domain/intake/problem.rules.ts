/** One thing that is wrong with a file, and where: an RFC 6901 JSON pointer ("" is the whole file) and a sentence for its author. */
export interface Problem {
  pointer: string;
  message: string;
}

/** Longest list of problems that is reported; a note in the last place says how many were left out. */
export const MOST_PROBLEMS = 200;

export type Path = readonly PropertyKey[];

export function pointerTo(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** Collects problems; the checks write into it, so that none of them stops another. */
export class Findings {
  readonly problems: Problem[] = [];

  add(path: Path, message: string): void {
    this.problems.push({ pointer: pointerTo(path), message });
  }

  /** The list as reported: each problem once, cut at MOST_PROBLEMS. */
  report(): Problem[] {
    const told = new Set<string>();
    const once = this.problems.filter(({ pointer, message }) => {
      const key = `${pointer}\n${message}`;
      return !told.has(key) && told.add(key);
    });
    if (once.length <= MOST_PROBLEMS) return once;
    const shown = once.slice(0, MOST_PROBLEMS - 1);
    return [...shown, { pointer: "", message: `${once.length - shown.length} more problems are not shown.` }];
  }
}
