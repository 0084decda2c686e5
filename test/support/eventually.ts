/** Waits until something is true; rejects when it does not come about in time. */
export async function eventually(condition: () => boolean, milliseconds = 5_000, what = "it"): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`${what} did not come about in ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
