/** How long to wait before a try: at once, 0.5 s, 1 s, 2 s ... 15 s, each with a little chance in it. */
export function delayBefore(attempt: number, random: () => number): number {
  if (attempt <= 0) return 0;
  const full = Math.min(15_000, 500 * 2 ** (attempt - 1));
  return Math.round(full * (0.8 + 0.4 * random()));
}

/** A wait that can be cut short. */
export interface Pause {
  wait(ms: number): Promise<void>;
  /** Ends the waits under way. True when there was one. */
  wake(): boolean;
}

export function createPause(): Pause {
  const sleepers = new Set<() => void>();
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          sleepers.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        sleepers.add(done);
      }),
    wake: () => {
      const some = sleepers.size > 0;
      for (const done of [...sleepers]) done();
      return some;
    },
  };
}
