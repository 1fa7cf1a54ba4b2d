/**
 * The points that a message passes between the door and its readers, in this order. A process may end at any of
 * them, and nothing that was acknowledged is lost or doubled by it: the kill tests end one at each.
 */
export const milestones = [
  /** The door has read the activity and knows whose it is. */
  'received',
  /** It is known whether the message had been handled before. */
  'looked_for_repeat',
  /** The latest entry, which holds the session, is there. */
  'loaded_session',
  /** The turn is over: everything that it came to is in one entry. */
  'composed_entry',
  /** The store has written the entry, and not yet said that it is on the disk. Embedded store only. */
  'committing',
  /** The entry is on the disk. Embedded store only. */
  'committed',
  /** The entry is in the log, and nobody knows yet. */
  'appended_entry',
  /** Readers are told to look. */
  'woke_readers',
  /** The answer to the post is about to leave. */
  'acknowledging',
  /** A reader was sent an entry. */
  'sent_to_reader',
] as const;
export type Milestone = (typeof milestones)[number];

/** Told at each point that is passed. */
export type Reached = (milestone: Milestone) => void;
