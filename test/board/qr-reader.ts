/**
 * Reads a QR code from its modules (ISO/IEC 18004, versions 1 to 10), as a phone does after it has found them: format, mask,
 * codewords in their zigzag, blocks, segments. It corrects no errors: what is drawn must be right as it is. Shares no code
 * with what draws them.
 */
export function readQr(isDark: (x: number, y: number) => boolean, size: number): string {
  const version = (size - 17) / 4;
  const { level, mask } = formatOf(isDark);
  const isFunction = functionModules(version, size);
  const bits: number[] = [];
  for (let right = size - 1, upwards = true; right >= 1; right -= 2, upwards = !upwards) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1)
      for (const x of [right, right - 1]) {
        const y = upwards ? size - 1 - step : step;
        if (!isFunction(x, y)) bits.push(Number(isDark(x, y) !== MASKS[mask]!(x, y)));
      }
  }
  const codewords = Array.from({ length: bits.length >> 3 }, (_, at) => numberOf(bits.slice(at * 8, at * 8 + 8)));
  return textIn(dataOf(codewords, version, level), version);
}

type Level = "L" | "M" | "Q" | "H";

const numberOf = (bits: readonly number[]): number => bits.reduce((all, bit) => all * 2 + bit, 0);

function formatOf(isDark: (x: number, y: number) => boolean): { level: Level; mask: number } {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => isDark(x, 8)).map(Number);
  const five = numberOf(places.slice(0, 5)) ^ 0b10101;
  return { level: (["M", "L", "H", "Q"] as const)[five >> 3]!, mask: five & 7 };
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

const ALIGNMENT = [[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34], [6, 22, 38], [6, 24, 42], [6, 26, 46], [6, 28, 50]];

function functionModules(version: number, size: number): (x: number, y: number) => boolean {
  const centres = ALIGNMENT[version - 1]!;
  const last = centres.at(-1);
  return (x, y) => {
    const inFinder = (x < 9 && y < 9) || (x >= size - 8 && y < 9) || (x < 9 && y >= size - 8);
    const inVersion = version >= 7 && ((y < 6 && x >= size - 11) || (x < 6 && y >= size - 11));
    const inAlignment = centres.some((cy) =>
      centres.some((cx) => {
        const isAtFinder = (cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6);
        return !isAtFinder && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2;
      }),
    );
    return inFinder || inVersion || inAlignment || x === 6 || y === 6;
  };
}

/** By level: check codewords of each block, and blocks, of versions 1 to 10. */
const BLOCKS: Readonly<Record<Level, readonly [readonly number[], readonly number[]]>> = {
  L: [
    [7, 10, 15, 20, 26, 18, 20, 24, 30, 18],
    [1, 1, 1, 1, 1, 2, 2, 2, 2, 4],
  ],
  M: [
    [10, 16, 26, 18, 24, 16, 18, 22, 22, 26],
    [1, 1, 1, 2, 2, 4, 4, 4, 5, 5],
  ],
  Q: [
    [13, 22, 18, 26, 18, 24, 18, 22, 20, 24],
    [1, 1, 2, 2, 4, 4, 6, 6, 8, 8],
  ],
  H: [
    [17, 28, 22, 16, 22, 28, 26, 26, 24, 28],
    [1, 1, 2, 4, 4, 4, 5, 6, 8, 8],
  ],
};

function dataOf(codewords: readonly number[], version: number, level: Level): number[] {
  const check = BLOCKS[level][0][version - 1]!;
  const count = BLOCKS[level][1][version - 1]!;
  const short = Math.floor(codewords.length / count) - check;
  const long = codewords.length % count;
  const blocks: number[][] = Array.from({ length: count }, () => []);
  let at = 0;
  for (let row = 0; row <= short; row += 1)
    for (let block = 0; block < count; block += 1)
      if (row < short || block >= count - long) blocks[block]!.push(codewords[at++]!);
  return blocks.flat();
}

const ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

function textIn(data: readonly number[], version: number): string {
  const bits = data.flatMap((byte) => [...byte.toString(2).padStart(8, "0")].map(Number));
  const take = (count: number): number => numberOf(bits.splice(0, count));
  const isSmall = version < 10;
  let text = "";
  while (bits.length >= 4) {
    const mode = take(4);
    if (mode === 0) break;
    if (mode === 7) take(8);
    else if (mode === 1) {
      let left = take(isSmall ? 10 : 12);
      for (; left > 0; left -= 3)
        text += String(take([0, 4, 7, 10][Math.min(left, 3)]!)).padStart(Math.min(left, 3), "0");
    } else if (mode === 2) {
      let left = take(isSmall ? 9 : 11);
      for (; left > 1; left -= 2) {
        const pair = take(11);
        text += ALPHANUMERIC[Math.floor(pair / 45)]! + ALPHANUMERIC[pair % 45]!;
      }
      if (left === 1) text += ALPHANUMERIC[take(6)]!;
    } else if (mode === 4) {
      const length = take(isSmall ? 8 : 16);
      text += Buffer.from(Array.from({ length }, () => take(8))).toString("utf8");
    } else throw new Error(`QR: a segment of mode ${mode}`);
  }
  return text;
}
