import { type Activity, record, text } from '../directline/protocol.ts';

/**
 * Who the citizen speaks with, as `handoff.status` of Bot Framework's handoff protocol tells it. That protocol knows
 * `accepted`, `failed` and `completed`; `waiting` is ours, as are the values beside `state`.
 */
export type Standing =
  | { readonly with: 'robot' }
  | { readonly with: 'queue'; readonly position: number; readonly waitMinutes: number | null }
  | { readonly with: 'guide'; readonly name: string | null }
  /** A person was asked for, and nobody can come now. `opensAt` in milliseconds. */
  | { readonly with: 'nobody'; readonly opensAt: number | null };

export const withRobot: Standing = { with: 'robot' };

/** What an activity says of it; null for any other activity. */
export function standingOf({ type, name, value }: Activity): Standing | null {
  if (type !== 'event' || name !== 'handoff.status') return null;
  const { state, position, waitMinutes, guide, opensAt } = record(value);
  switch (state) {
    case 'waiting':
      return { with: 'queue', position: count(position) ?? 1, waitMinutes: count(waitMinutes) };
    case 'accepted':
      return { with: 'guide', name: text(guide) };
    case 'failed':
      return { with: 'nobody', opensAt: Date.parse(text(opensAt) ?? '') || null };
    default:
      return withRobot;
  }
}

function count(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? Math.ceil(value) : null;
}
