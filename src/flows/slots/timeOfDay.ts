import { type DayPart, dayParts } from '../../flowState.ts';
import type { Ear } from '../ear.ts';
import type { Lexicon } from '../lexicon.ts';
import { beginsWith, findAny, type Token } from '../tokens.ts';

/** The part of a day that the words name. */
export function partIn(tokens: readonly Token[], { time }: Lexicon): DayPart | null {
  return dayParts.find((part) => findAny(tokens, time.parts[part]) !== null) ?? null;
}

/** "kl 8", "20.30", "8 pm", "8:30". Without a word for the clock only where minutes or am/pm stand. */
export function timeIn(text: string, tokens: readonly Token[], lexicons: Ear['lexicons']): string | null {
  const english = /(?<!\d)(1[0-2]|[1-9])(?:[.:]([0-5]\d))?\s?([ap])\.?m\b/i.exec(text);
  if (english !== null)
    return asTime(
      (Number(english[1]) % 12) + (english[3]?.toLowerCase() === 'p' ? 12 : 0),
      Number(english[2] ?? 0),
    );
  for (let at = 0; at < tokens.length; at += 1) {
    const rest = tokens.slice(at);
    const words = Math.max(...lexicons.map(({ time }) => beginsWith(rest, time.clock)));
    const hour = words > 0 ? numberOf(rest[words]) : null;
    if (hour === null) continue;
    const minutes = minutesAfter(text, rest[words], rest[words + 1]);
    return asTime(hour + laterBy(hour, tokens, lexicons), minutes);
  }
  const written = /(?<!\d)([01]?\d|2[0-3]):([0-5]\d)(?!\d)/.exec(text);
  if (written !== null) return asTime(Number(written[1]), Number(written[2]));
  return null;
}

/** "8 in the afternoon" is 20. */
function laterBy(hour: number, tokens: readonly Token[], lexicons: Ear['lexicons']): number {
  const late = lexicons.some(
    ({ time }) => findAny(tokens, time.afternoon) !== null || findAny(tokens, time.parts.evening) !== null,
  );
  return late && hour >= 1 && hour < 12 ? 12 : 0;
}

function minutesAfter(text: string, hour: Token | undefined, next: Token | undefined): number {
  if (hour === undefined || next === undefined) return 0;
  const between = text.slice(hour.to, next.from);
  const minutes = numberOf(next);
  return /^[.:]$/.test(between) && minutes !== null && minutes < 60 ? minutes : 0;
}

function asTime(hour: number, minute: number): string | null {
  if (hour > 23) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** A whole number of up to four digits; null for any other token. */
export function numberOf(token: Token | undefined): number | null {
  return token !== undefined && /^\d{1,4}$/.test(token.word) ? Number(token.word) : null;
}
