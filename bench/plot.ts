/** One group of bars. */
export interface BarGroup {
  readonly label: string;
  readonly bars: readonly { readonly label: string; readonly value: number }[];
}

const WIDTH = 860;
const LEFT = 170;
const BAR = 16;
const GAP = 5;
const COLOURS = ["#1f6f8b", "#8a8f98", "#b7bcc4", "#c46a3f", "#a8871f", "#6b5b95"];

const text = (x: number, y: number, content: string, more = ""): string =>
  `<text x="${x}" y="${y}" ${more}>${content.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`;

/** Horizontal bars, grouped; all on one scale that begins at zero. */
export function barChart(title: string, unit: string, groups: readonly BarGroup[]): string {
  const labels = [...new Set(groups.flatMap(({ bars }) => bars.map(({ label }) => label)))];
  const most = Math.max(...groups.flatMap(({ bars }) => bars.map(({ value }) => value)));
  const scale = (WIDTH - LEFT - 80) / most;
  const parts: string[] = [];
  let y = 54;
  for (const group of groups) {
    parts.push(text(12, y + 4, group.label, 'font-weight="600"'));
    y += 14;
    for (const { label, value } of group.bars) {
      const width = Math.max(1, value * scale).toFixed(1);
      parts.push(
        text(LEFT - 8, y + BAR - 4, label, 'text-anchor="end"'),
        `<rect x="${LEFT}" y="${y}" width="${width}" height="${BAR}" fill="${COLOURS[labels.indexOf(label) % COLOURS.length]}"/>`,
        text(LEFT + Number(width) + 6, y + BAR - 4, value < 10 ? value.toFixed(2) : value.toFixed(1)),
      );
      y += BAR + GAP;
    }
    y += 20;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="12" fill="#222">`,
    `<rect width="${WIDTH}" height="${y}" fill="#fff"/>`,
    text(12, 22, title, 'font-size="15" font-weight="600"'),
    text(12, 38, unit, 'fill="#666"'),
    ...parts,
    "</svg>\n",
  ].join("\n");
}
