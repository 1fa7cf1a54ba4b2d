import type { Api } from './api.ts';
import { asDoorError, DoorError } from './errors.ts';
import type { Keep } from './keep.ts';
import type { Batch, Grant } from './protocol.ts';

/** Who we are to the door: a conversation, a user, and a token kept fresh. */
interface Session {
  readonly conversation: string;
  readonly user: string;
}

/** `streamUrl` and what was said at the beginning come with a new conversation only. */
interface Opened extends Session {
  readonly streamUrl: string | null;
  readonly begun: Batch | null;
}

export interface SessionKeeper {
  readonly current: Session | null;
  /** Opens the kept conversation, or a new one, unless one is open. */
  open(): Promise<Opened>;
  /** A token that is good now; refreshes at half its time, resumes when it is too late for that. */
  token(): Promise<string>;
  /** Gets a new token by the kept secret. Throws `gone` when that opens nothing any more. */
  renew(): Promise<void>;
  /** Lets go of the open conversation; `clear` also of what is kept, so that the next one is new. */
  close(options: { readonly clear: boolean }): void;
}

interface Parts {
  readonly api: Api;
  readonly keep: Keep;
  readonly locale: () => string;
  readonly newId: () => string;
  readonly now: () => number;
  /** Runs one at a time over all tabs, where the browser can. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

interface Held extends Session {
  token: string;
  refreshAt: number;
  expiresAt: number;
}

export function createSession({ api, keep, locale, newId, now, alone }: Parts): SessionKeeper {
  let held: Held | null = null;
  let renewing: Promise<void> | null = null;
  let refreshing: Promise<void> | null = null;

  return {
    get current() {
      return held;
    },
    open: async () => {
      if (held !== null)
        return { conversation: held.conversation, user: held.user, streamUrl: null, begun: null };
      return await alone(async () => (await resumed()) ?? (await started()));
    },
    token: async () => {
      if (held === null) throw new DoorError(404, 'NoConversation');
      if (now() >= held.expiresAt) await renew();
      else if (now() >= held.refreshAt) await refresh();
      return held.token;
    },
    renew,
    close: ({ clear }) => {
      if (clear && keep.read()?.conversation === held?.conversation) keep.clear();
      held = null;
    },
  };

  async function started(): Promise<Opened> {
    const user = `dl_${newId()}`;
    const grant = await api.start(user, locale());
    hold(grant, user);
    return { conversation: grant.conversationId, user, streamUrl: grant.streamUrl, begun: grant };
  }

  async function resumed(): Promise<Opened | null> {
    try {
      const session = await exchange();
      return session && { ...session, streamUrl: null, begun: null };
    } catch (thrown) {
      if (asDoorError(thrown).fault === 'away') throw thrown;
      keep.clear();
      return null;
    }
  }

  /** Exchanges the kept secret. Another tab may have done so meanwhile: then once more with the secret it kept. */
  async function exchange(): Promise<Session | null> {
    const kept = keep.read();
    if (kept === null) return null;
    try {
      return hold(await api.resume(kept.secret), kept.user);
    } catch (thrown) {
      const again = keep.read();
      if (asDoorError(thrown).fault === 'away' || again === null || again.secret === kept.secret)
        throw thrown;
      return hold(await api.resume(again.secret), again.user);
    }
  }

  function hold(grant: Grant, user: string): Session {
    if (grant.resumeSecret !== null) {
      keep.write({ conversation: grant.conversationId, user, secret: grant.resumeSecret });
    }
    held = { conversation: grant.conversationId, user, token: '', refreshAt: 0, expiresAt: 0 };
    freshen(grant);
    return held;
  }

  function freshen(grant: Grant): void {
    if (held === null) return;
    held.token = grant.token;
    held.refreshAt = now() + grant.expiresIn * 500;
    held.expiresAt = now() + grant.expiresIn * 1000;
  }

  function renew(): Promise<void> {
    renewing ??= alone(async () => {
      const before = held?.conversation;
      const session = await exchange().catch((thrown: unknown) => {
        throw asDoorError(thrown).fault === 'away' ? thrown : new DoorError(404, 'NotResumed');
      });
      if (session === null || (before !== undefined && session.conversation !== before)) {
        throw new DoorError(404, 'NotResumed');
      }
    }).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  /** A refresh that fails is no harm while the token lives; the next call tries again. */
  function refresh(): Promise<void> {
    const asked = held;
    refreshing ??= (async () => {
      if (asked === null) return;
      try {
        const grant = await api.refresh(asked.token);
        if (held === asked) freshen(grant);
      } catch (thrown) {
        if (asDoorError(thrown).fault === 'expired') await renew();
      }
    })().finally(() => {
      refreshing = null;
    });
    return refreshing;
  }
}
