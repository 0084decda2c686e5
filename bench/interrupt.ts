const works = new Set<() => Promise<unknown>>();

/** Does the work when the run is interrupted before the answered function was called: a database must not stay behind. */
export function onInterrupt(work: () => Promise<unknown>): () => void {
  works.add(work);
  return () => void works.delete(work);
}

/** Children end with the process; what is left of them is cleared away here. */
export function listenForInterrupts(): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => {
      void Promise.allSettled([...works].map((work) => work())).then(() => process.exit(130));
    });
}
