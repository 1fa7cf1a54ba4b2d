import type { Hearing, Parsed, Said } from '../ear.ts';

/** Pictures that came with a message; they were made anew when they were taken in. */
export function readPhoto(
  { pictures }: Said,
  most: number,
  held: readonly string[],
  hearing: Hearing,
): Parsed {
  if (pictures.length === 0) return hearing === 'loose' ? { problem: 'photo_missing' } : null;
  const all = [...new Set([...held, ...pictures])];
  const value = { type: 'photo', ids: all.slice(0, most) } as const;
  return all.length > most ? { value, partly: 'photo_many', detail: String(most) } : { value };
}
