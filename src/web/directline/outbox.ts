import type { DoorError } from './errors.ts';
import { asDoorError } from './errors.ts';
import { delayBefore, type Pause } from './patience.ts';
import type { Activity } from './protocol.ts';
import type { Unsent } from './unsent.ts';

/** One own activity on its way. `id` is the client's: it stays the same however often it is sent. */
export interface Outgoing {
  readonly id: string;
  readonly activity: Activity;
  /** Sent along; null for words alone. */
  readonly file: Blob | null;
  readonly state: 'sending' | 'sent' | 'failed';
}

export interface Outbox {
  add(item: Outgoing): void;
  /** Sends one that failed again, last in the queue, under its old id. */
  again(id: string): void;
  /** The echo came: it has arrived, whatever the post answered. */
  arrived(id: string): void;
  /** Takes up what an earlier page of this tab had not sent. */
  restore(): void;
  /** Begins to send what waits, in order. Harmless when already at it. */
  go(): void;
  /** What has not been acknowledged yet, in order. */
  waiting(): readonly Outgoing[];
  clear(): void;
}

interface Parts {
  /** Sends one; throws DoorError. Must itself see to a good token. */
  readonly post: (item: Outgoing) => Promise<unknown>;
  readonly ready: () => boolean;
  /** The conversation is gone or its key is: the client decides; what waits here is kept. */
  readonly onLost: (fault: DoorError) => void;
  readonly onChange: (item: Outgoing) => void;
  readonly unsent: Unsent;
  readonly pause: Pause;
  readonly random: () => number;
}

/** A server that answers but cannot take it gets this many tries; a network that is away gets any number. */
const triesOfOne = 8;

export function createOutbox({ post, ready, onLost, onChange, unsent, pause, random }: Parts): Outbox {
  let queue: Outgoing[] = [];
  const failed = new Map<string, Outgoing>();
  let busy = false;

  return {
    add: (item) => {
      queue.push(item);
      changed(item);
      void pump();
    },
    restore: () => {
      for (const item of unsent.read()) {
        if (item.state === 'failed') failed.set(item.id, item);
        else queue.push(item);
        onChange(item);
      }
    },
    again: (id) => {
      const item = failed.get(id);
      if (item === undefined) return;
      failed.delete(id);
      queue.push({ ...item, state: 'sending' });
      changed({ ...item, state: 'sending' });
      void pump();
    },
    arrived: (id) => {
      failed.delete(id);
      const item = queue.find((one) => one.id === id);
      if (item !== undefined) leave(item, 'sent');
      else keep();
    },
    go: () => void pump(),
    waiting: () => [...queue],
    clear: () => {
      queue = [];
      failed.clear();
      keep();
    },
  };

  async function pump(): Promise<void> {
    if (busy) return;
    busy = true;
    let tries = 0;
    for (let item = queue[0]; item !== undefined && ready(); item = queue[0]) {
      const fault = await tryPost(item);
      if (!queue.some(({ id }) => id === item?.id)) {
        tries = 0;
      } else if (fault === null) {
        leave(item, 'sent');
        tries = 0;
      } else if (fault.fault === 'gone' || fault.fault === 'expired') {
        onLost(fault);
        break;
      } else if (fault.fault === 'refused' || (fault.status >= 500 && tries >= triesOfOne)) {
        leave(item, 'failed');
        tries = 0;
      } else {
        tries += 1;
        await pause.wait(fault.retryAfter ?? delayBefore(tries, random));
      }
    }
    busy = false;
  }

  async function tryPost(item: Outgoing): Promise<DoorError | null> {
    try {
      await post(item);
      return null;
    } catch (thrown) {
      return asDoorError(thrown);
    }
  }

  function leave(item: Outgoing, state: 'sent' | 'failed'): void {
    queue = queue.filter(({ id }) => id !== item.id);
    const next = { ...item, state };
    if (state === 'failed') failed.set(item.id, next);
    changed(next);
  }

  function changed(item: Outgoing): void {
    keep();
    onChange(item);
  }

  function keep(): void {
    unsent.write([...queue, ...failed.values()]);
  }
}
