export function medianOf(values: readonly number[]): number {
  const inOrder = values.toSorted((a, b) => a - b);
  const middle = inOrder.length >> 1;
  return inOrder.length % 2 === 1 ? inOrder[middle]! : (inOrder[middle - 1]! + inOrder[middle]!) / 2;
}

/** Kolmogorov-Smirnov: the largest distance between two distributions, and how likely it is between two samples of one. */
export function compareDistributions(
  some: readonly number[],
  others: readonly number[],
): { distance: number; p: number } {
  const [a, b] = [some.toSorted((x, y) => x - y), others.toSorted((x, y) => x - y)];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!);
    while (i < a.length && a[i] === value) i += 1;
    while (j < b.length && b[j] === value) j += 1;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const root = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (root + 0.12 + 0.11 / root) * distance;
  let p = 0;
  for (let k = 1; k <= 100; k += 1) p += 2 * (-1) ** (k - 1) * Math.exp(-2 * k * k * lambda * lambda);
  return { distance, p: lambda < 0.3 ? 1 : Math.min(1, Math.max(0, p)) };
}

/** The middles of some samples: how far apart the furthest two are. */
export function spreadOfMedians(samples: readonly (readonly number[])[]): number {
  const medians = samples.map(medianOf);
  return Math.max(...medians) - Math.min(...medians);
}
