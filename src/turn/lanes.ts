/** Runs tasks of one key one after the other, in the order they came; tasks of different keys side by side. */
export interface Lanes {
  run<T>(key: string, task: () => Promise<T>): Promise<T>;
}

export function createLanes(): Lanes {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run: (key, task) => {
      const before = tails.get(key) ?? Promise.resolve();
      const result = before.then(task, task);
      const tail = result.catch(() => undefined);
      tails.set(key, tail);
      // Forgotten when nothing came after it, so that the map holds only what is under way.
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      return result;
    },
  };
}
