import type Database from 'libsql';

/** Writes that come at the same moment share one transaction, and so one wait for the disk. */
export interface GroupCommit {
  /** Runs the write with the next group; resolves to its result once the group is on the disk. */
  write<T>(run: () => T): Promise<T>;
}

interface Write {
  readonly run: () => unknown;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A wait for the disk (`synchronous=FULL`) costs as much as everything else in a turn together, and the same for one
 * row as for fifty. When a write fails, its whole group is undone and each of it is refused: none is half written.
 */
export function createGroupCommit(database: Database.Database): GroupCommit {
  let group: Write[] = [];

  const commit = (): void => {
    const writes = group;
    group = [];
    try {
      database.exec('BEGIN IMMEDIATE');
      const results = writes.map(({ run }) => run());
      database.exec('COMMIT');
      for (const [index, { done }] of writes.entries()) done(results[index]);
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      for (const { failed } of writes) failed(error);
    }
  };

  return {
    write: <T>(run: () => T) =>
      new Promise<T>((resolve, reject) => {
        // The result is this write's own: commit hands each one back to the write that made it.
        group.push({ run, done: (result) => resolve(result as T), failed: reject });
        if (group.length === 1) setImmediate(commit);
      }),
  };
}
