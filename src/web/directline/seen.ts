/** Tells activities apart that came before: after a reconnect the door may send the last ones again. */
export interface Seen {
  isNew(id: string | undefined): boolean;
  clear(): void;
}

export function createSeen(): Seen {
  const ids = new Set<string>();
  return {
    isNew: (id) => {
      if (id === undefined) return true;
      if (ids.has(id)) return false;
      ids.add(id);
      return true;
    },
    clear: () => ids.clear(),
  };
}
