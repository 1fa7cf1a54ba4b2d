import type Database from 'libsql';
import { KnownError } from '../errors.ts';

/** How long writes wait for another process before they are refused. */
const longestWaitMilliseconds = 5000;
const tryAgainMilliseconds = 20;
/** Seconds after which those who were refused for want of room may come again. */
const retryAfterSeconds = 10;

/** Writes that come at the same moment share one transaction, and so one wait for the disk. */
export interface GroupCommit {
  /** Runs the write with the next group; resolves to its result once the group is on the disk. */
  write<T>(run: () => T): Promise<T>;
}

/** Told when a group is written and not yet on the disk, and when it is. */
export type CommitReached = (point: 'committing' | 'committed') => void;

interface Write {
  readonly run: () => unknown;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/**
 * A wait for the disk (`synchronous=FULL`) costs as much as everything else in a turn together, and the same for one
 * row as for fifty. When a write fails, its whole group is undone and each of it is refused: none is half written.
 */
export function createGroupCommit(database: Database.Database, reached: CommitReached): GroupCommit {
  let group: Write[] = [];

  const commit = (waitUntil: number): void => {
    let writes: Write[] = [];
    try {
      if (!begin(database)) {
        // Another process is writing. The event loop must not wait for it, so it is tried again in a moment.
        if (Date.now() >= waitUntil) throw new KnownError('conversation_busy');
        setTimeout(() => commit(waitUntil), tryAgainMilliseconds);
        return;
      }
      [writes, group] = [group, []];
      const results = writes.map(({ run }) => run());
      reached('committing');
      database.exec('COMMIT');
      reached('committed');
      for (const [index, { done }] of writes.entries()) done(results[index]);
    } catch (error) {
      // Nobody above this hears an error: a full disk or a closed store must reach those who wrote.
      const refused = [...writes, ...group];
      group = [];
      const reason = isAway(error)
        ? new KnownError('store_away', { retryAfter: retryAfterSeconds, cause: error })
        : error;
      for (const { failed } of refused) failed(reason);
      if (database.open && database.inTransaction) database.exec('ROLLBACK');
    }
  };

  return {
    write: <T>(run: () => T) =>
      new Promise<T>((resolve, reject) => {
        // The result is this write's own: commit hands each one back to the write that made it.
        group.push({ run, done: (result) => resolve(result as T), failed: reject });
        if (group.length === 1) setImmediate(() => commit(Date.now() + longestWaitMilliseconds));
      }),
  };
}

/** Takes the right to write; false when another process holds it. */
function begin(database: Database.Database): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY'))
      return false;
    throw error;
  }
}

/** True when the disk is full or cannot be written: nothing was written, and it may pass. */
function isAway(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(FULL|IOERR)/.test(String(error.code));
}
