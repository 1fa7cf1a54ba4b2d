/**
 * Signals that a conversation's log has grown. They carry no data and may be lost: readers look by themselves every
 * few seconds as well.
 */
export interface WakeUps {
  publish(conversation: string): void;
  /** @returns a function that ends the subscription */
  subscribe(conversation: string, listener: () => void): () => void;
  /** Ends what connects it to other processes. */
  close(): void;
}
