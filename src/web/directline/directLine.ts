import type { DoorError } from './errors.ts';
import type { Outgoing } from './outbox.ts';
import type { Activity } from './protocol.ts';
import type { Surroundings } from './surroundings.ts';

/** `connecting` until the first contact; `lost` while tries go on by themselves; `ended` after end(). */
export type Connection = 'connecting' | 'online' | 'lost' | 'ended';

export interface Listener {
  /** Each activity of the conversation once, in order. Typing and own echoes among them. */
  activity(activity: Activity): void;
  /** An own activity changed its state. */
  outgoing(item: Outgoing): void;
  /** `fault` tells the last thing that went wrong, for those who want to say more than "no contact". */
  connection(state: Connection, fault: DoorError | null): void;
  /** Another conversation begins here: what was shown belongs to one that is no more. */
  renewed(): void;
}

export interface DirectLine {
  start(): void;
  /** Queues a message or event; it is sent in order, again and again under the same id, until acknowledged. */
  send(activity: Activity, file?: Blob): string;
  sendAgain(id: string): void;
  /** Tries now instead of later. */
  retry(): void;
  /** What the conversation's own addresses hold (pictures, the export), which only its token opens. Rejects with DoorError. */
  fetchOwn(address: string): Promise<Blob>;
  /** The address under which the conversation is given as a text; null while none is open. */
  exportAddress(): string | null;
  /** Ends the conversation on this side and forgets its key. */
  end(): void;
  /** After end(): begins a new conversation. */
  restart(): void;
}

export interface DirectLineOptions {
  /** Origin of the door, '' for our own. */
  readonly base: string;
  readonly locale: () => string;
  /** Null keeps nothing after the page is left. */
  readonly storage: Storage | null;
  /** Ends with the tab; null keeps nothing over a reload. */
  readonly tabStorage: Storage | null;
  readonly window: Surroundings;
  readonly fetch: typeof globalThis.fetch;
  readonly WebSocket: typeof WebSocket;
  readonly newId: () => string;
  readonly random?: () => number;
  readonly now?: () => number;
}
