import type { ConversationLog } from '../../turn/conversationLog.ts';

/** How often it is looked for what other processes wrote. */
const lookEveryMilliseconds = 2000;
/** Conversations that are asked for at once. */
const conversationsAtOnce = 500;

/** Whoever reads a conversation as it grows. */
export interface Reader {
  readonly conversation: string;
  /** The `seq` up to which it has read; null while it is reading anyway. */
  readonly position: () => number | null;
  readonly wake: () => void;
}

export interface Watch {
  /** @returns a function that takes the reader out again */
  add(reader: Reader): () => void;
  close(): void;
}

/**
 * Wakes the readers whose conversations grew without a wake-up, because another process wrote or a wake-up was lost.
 *
 * All readers are looked for together. Those that wait have mostly read about equally far, so that one question to
 * the store serves up to {@link conversationsAtOnce} of them: thousands of silent chats cost a few questions a look.
 * While the store is away it is asked on, and readers lose nothing.
 *
 * @param report told once when looking begins to fail
 */
export function createWatch(log: ConversationLog, report: (error: unknown) => void): Watch {
  const readers = new Set<Reader>();
  let looking = false;
  let failing = false;

  const look = async (): Promise<void> => {
    for (const [position, waiting] of byPosition(readers)) {
      for (let from = 0; from < waiting.length; from += conversationsAtOnce) {
        const some = waiting.slice(from, from + conversationsAtOnce);
        const grown = await log.grown([...new Set(some.map(({ conversation }) => conversation))], position);
        for (const { conversation, wake } of some) if (grown.has(conversation)) wake();
      }
    }
  };

  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .then(() => {
        failing = false;
      })
      .catch((error: unknown) => {
        if (!failing) report(error);
        failing = true;
      })
      .finally(() => {
        looking = false;
      });
  }, lookEveryMilliseconds);

  return {
    add: (reader) => {
      readers.add(reader);
      return () => readers.delete(reader);
    },
    close: () => clearInterval(timer),
  };
}

function byPosition(readers: Iterable<Reader>): Map<number, Reader[]> {
  const groups = new Map<number, Reader[]>();
  for (const reader of readers) {
    const position = reader.position();
    if (position === null) continue;
    const group = groups.get(position);
    if (group === undefined) groups.set(position, [reader]);
    else group.push(reader);
  }
  return groups;
}
