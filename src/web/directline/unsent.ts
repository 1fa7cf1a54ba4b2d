import type { Outgoing } from './outbox.ts';
import { type Activity, record, text } from './protocol.ts';

const key = 'kommunlots.unsent';

/** What was written and not yet acknowledged, so that a page that is loaded again sends it after all. */
export interface Unsent {
  read(): readonly Outgoing[];
  write(items: readonly Outgoing[]): void;
}

/**
 * Keeps it in the tab's own storage, which ends with the tab. Sent again under its old id it is taken once, whether it had
 * arrived or not. Pictures are too large for that: what goes with one is not kept.
 *
 * @param storage null keeps nothing
 */
export function createUnsent(storage: Storage | null): Unsent {
  return {
    read: () => {
      try {
        const stored: unknown = JSON.parse(storage?.getItem(key) ?? '[]');
        return Array.isArray(stored) ? stored.flatMap(asOutgoing) : [];
      } catch {
        return [];
      }
    },
    write: (items) => {
      const kept = items.filter(({ activity, file }) => activity.type === 'message' && file === null);
      try {
        if (kept.length === 0) storage?.removeItem(key);
        else storage?.setItem(key, JSON.stringify(kept));
      } catch {
        // Full or forbidden storage: it lasts as long as the page.
      }
    },
  };
}

function asOutgoing(stored: unknown): Outgoing[] {
  const { id, activity, state } = record(stored);
  const [known, said] = [text(id), text(record(activity).text)];
  if (known === null || said === null) return [];
  // Written by this very program; the rest of it is what the door reads with care.
  const own = { ...record(activity), type: 'message', text: said } as Activity;
  return [{ id: known, activity: own, state: state === 'failed' ? 'failed' : 'sending', file: null }];
}
