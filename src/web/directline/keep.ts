import { record, text } from './protocol.ts';

/** What must outlive the page, so that the same conversation can be opened again. */
interface Kept {
  readonly conversation: string;
  readonly user: string;
  readonly secret: string;
}

export interface Keep {
  read(): Kept | null;
  write(kept: Kept): void;
  clear(): void;
}

/** Where the conversation's key is kept in localStorage; other tabs watch it. */
export const keepKey = 'kommunlots.conversation';

/**
 * Keeps it in the browser's storage, shared by the tabs.
 *
 * A browser that refuses storage (private window, blocked third party) keeps it in memory: the chat works, and a
 * reload begins anew. Pass `null` to keep nothing on purpose, as a kiosk must.
 */
export function createKeep(storage: Storage | null): Keep {
  let memory: string | null = null;
  return {
    read: () => parse(storedText()),
    write: (kept) => {
      memory = JSON.stringify(kept);
      attempt(() => storage?.setItem(keepKey, memory ?? ''));
    },
    clear: () => {
      memory = null;
      attempt(() => storage?.removeItem(keepKey));
    },
  };

  function storedText(): string | null {
    if (storage === null) return memory;
    try {
      return storage.getItem(keepKey);
    } catch {
      return memory;
    }
  }
}

function parse(json: string | null): Kept | null {
  if (json === null) return null;
  try {
    const value = record(JSON.parse(json));
    const [conversation, user, secret] = [text(value.conversation), text(value.user), text(value.secret)];
    return conversation && user && secret ? { conversation, user, secret } : null;
  } catch {
    return null;
  }
}

function attempt(write: () => void): void {
  try {
    write();
  } catch {
    // Full or forbidden storage: memory has it.
  }
}
