/** A markdown table, aligned so that it reads well as text, too. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join(" | ")} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [line(head), rule, ...cells.slice(1).map(line)].join("\n");
}

/** A target and whether it was reached, for the table of targets. */
export function verdict(found: number, reach: number, direction: "at most" | "at least"): string {
  if (Number.isNaN(found)) return "not measured";
  return (direction === "at most" ? found <= reach : found >= reach) ? "reached" : "missed";
}
