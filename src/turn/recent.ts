import type { Entry } from '../model.ts';

/** How long, and for how many conversations, the last entry is remembered. */
const rememberedMilliseconds = 5 * 60_000;
const mostRemembered = 1_000;

/** The last entries that this process wrote, so that a conversation need not be read anew for each of its turns. */
export interface Recent {
  /** The conversation's last entry as far as this process knows; null when it should be read. */
  latest(conversation: string, now: Date): Entry | null;
  wrote(entry: Entry): void;
  forget(conversation: string): void;
  /** Another process writes to it as well: from now on it is read. */
  isShared(conversation: string): void;
}

/**
 * Channels name their conversations themselves, with a slash behind the channel's name, and keep the name when a deleted
 * one is begun anew: there a `seq` may be free again. Our own door gives each name once.
 */
const isNamedOnce = (conversation: string): boolean => !conversation.includes('/');

/**
 * What it tells may be out of date, for another process may have written meanwhile. That does no harm: an entry made on
 * it finds its `seq` taken, and nothing is kept of it.
 */
export function createRecent(): Recent {
  const known = new Map<string, Entry | 'shared'>();
  const remember = (conversation: string, last: Entry | 'shared'): void => {
    known.delete(conversation);
    const [oldest] = known.keys();
    if (known.size >= mostRemembered && oldest !== undefined) known.delete(oldest);
    known.set(conversation, last);
  };
  return {
    latest: (conversation, now) => {
      const last = known.get(conversation);
      if (last === undefined || last === 'shared') return null;
      return Math.abs(now.getTime() - Date.parse(last.at)) <= rememberedMilliseconds ? last : null;
    },
    wrote: (entry) => {
      if (isNamedOnce(entry.conversation) && known.get(entry.conversation) !== 'shared')
        remember(entry.conversation, entry);
    },
    forget: (conversation) => {
      if (known.get(conversation) !== 'shared') known.delete(conversation);
    },
    isShared: (conversation) => remember(conversation, 'shared'),
  };
}
