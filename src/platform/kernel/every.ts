/** Runs work again and again, each time so long after the run before has ended; never two at once. */
export function every(
  milliseconds: number,
  work: () => Promise<unknown>,
  onError: (message: string, error: unknown) => void,
): { stop(): Promise<void> } {
  let stopped = false;
  let running: Promise<unknown> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const next = (): void => {
    timer = setTimeout(() => {
      running = work()
        .catch((error: unknown) => onError("scheduled work failed; it is tried again", error))
        .then(() => (stopped ? undefined : next()));
    }, milliseconds);
    timer.unref();
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
