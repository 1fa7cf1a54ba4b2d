import type { Entry } from './model.ts';

/**
 * Signals that a conversation's log has grown. They may be lost: readers look by themselves every few seconds as well.
 * Within a process they carry what was just written, between processes no data.
 */
export interface WakeUps {
  publish(conversation: string, entry?: Entry): void;
  /** @returns a function that ends the subscription */
  subscribe(conversation: string, listener: (entry: Entry | null) => void): () => void;
  /** Ends what connects it to other processes. */
  close(): void;
}
