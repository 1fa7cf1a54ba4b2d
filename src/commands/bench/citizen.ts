/** One who writes under load: one message after the other, each when the reply to the last has come. */
export interface Citizen {
  /** Resolves with the reply, or after five seconds without one, which the tally then shows. */
  ask(text: string): Promise<void>;
  /** What was acknowledged and never shown or answered, and what was shown twice. */
  leave(): { readonly lost: number; readonly doubled: number };
}

/** How long a reply is waited for. */
export const replyMilliseconds = 5000;
