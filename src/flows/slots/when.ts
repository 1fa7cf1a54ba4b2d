import {
  addDays,
  addMonths,
  hourOf,
  type LocalDate,
  localDateOf,
  realDate,
  weekdayOf,
  yearOf,
} from '../../calendar/localDate.ts';
import type { DayPart, SlotValue } from '../../flowState.ts';
import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import type { Lexicon, Unit } from '../lexicon.ts';
import { findAny, plainDigits, type Token } from '../tokens.ts';
import { numberOf, partIn, timeIn } from './timeOfDay.ts';

type Direction = 'past' | 'future';
type Day =
  | { readonly date: LocalDate }
  | { readonly problem: 'date_impossible' | 'date_future' | 'date_past' };

/** Nobody reports what is older, or plans further ahead, in days. */
const furthest = { past: 366 * 5, future: 366 } as const;
const longestVague = 200;

/**
 * A day, with a part of it or a time, in words or figures: "igår kväll", "ensi maanantaina", "two days ago",
 * "12/11", "منذ يومين". Days are the city's. A weekday is the last or the next one; a date without its year is the
 * nearest that fits. Words that name no day ("for a long time") are an answer too, once they were asked for.
 */
export function readWhen(
  said: Said,
  direction: Direction,
  held: SlotValue | undefined,
  ear: Ear,
  hearing: Hearing,
): Parsed {
  const today = localDateOf(said.at);
  const { tokens, text } = said;
  const day =
    inFigures(text, today, direction) ??
    firstOf(ear.lexicons, (lexicon) =>
      findAny(tokens, dayWordsOf(lexicon)) === null
        ? null
        : inWords(tokens, lexicon, ear.lexicons, today, direction, hearing),
    );
  if (day !== null && 'problem' in day) return hearing === 'passing' ? null : day;
  const part = firstOf(ear.lexicons, (lexicon) => partIn(tokens, lexicon));
  const time = hearing === 'passing' && day === null ? null : timeIn(text, tokens, ear.lexicons);
  if (day === null) {
    if (hearing === 'passing') return null;
    const isVague = ear.lexicons.some(({ time: { vague } }) => findAny(tokens, vague) !== null);
    if (isVague && text.length <= longestVague)
      return { value: { type: 'when', date: null, said: text.trim() } };
    if (part !== null || time !== null) {
      const day = held?.type === 'when' && held.date !== null ? held.date : today;
      return build(dayOfTime(day, part, time, direction, said.at), part, time, said);
    }
    const tellsTime = hearing === 'loose' && ear.lexicons.some((lexicon) => namesTime(tokens, lexicon));
    return tellsTime && text.length <= longestVague
      ? { value: { type: 'when', date: null, said: text.trim() } }
      : null;
  }
  const beyond = beyondBounds(day.date, today, direction);
  if (beyond !== null) return hearing === 'passing' ? null : { problem: beyond };
  return build(day.date, part, time, said);
}

/** Hours by which a part of the day is over. */
const endOf: Readonly<Record<DayPart, number>> = { morning: 12, day: 17, evening: 23, night: 24 };

/** "In the morning", said in the afternoon of what is to come, is tomorrow's. */
function dayOfTime(
  day: LocalDate,
  part: DayPart | null,
  time: string | null,
  direction: Direction,
  at: Date,
): LocalDate {
  if (direction === 'past' || day !== localDateOf(at)) return day;
  const hour = hourOf(at);
  const isOver = time !== null ? Number(time.slice(0, 2)) <= hour : part !== null && endOf[part] <= hour;
  return isOver ? addDays(day, 1) : day;
}

const dayWords = new WeakMap<Lexicon, readonly string[]>();

/** Every word by which a day may be told: where none stands nothing more is looked for. */
function dayWordsOf(lexicon: Lexicon): readonly string[] {
  let words = dayWords.get(lexicon);
  if (words === undefined) {
    const { days, weekdays, months, units: names, spans } = lexicon.time;
    const groups = [days, names, spans].flatMap((group) => Object.values(group).flat());
    words = [...groups, ...weekdays.flat(), ...months.flat()];
    dayWords.set(lexicon, words);
  }
  return words;
}

function build(date: LocalDate, part: DayPart | null, time: string | null, { text }: Said): Parsed {
  return {
    value: {
      type: 'when',
      date,
      ...(time !== null ? { time } : part !== null ? { part } : {}),
      said: text.trim().slice(0, longestVague),
    },
  };
}

function beyondBounds(date: LocalDate, today: LocalDate, direction: Direction) {
  if (direction === 'past') {
    if (date > today) return 'date_future' as const;
    return date < addDays(today, -furthest.past) ? ('date_past' as const) : null;
  }
  if (date < today) return 'date_past' as const;
  return date > addDays(today, furthest.future) ? ('date_future' as const) : null;
}

/** `2026-11-24`, `24/11`, `24.11.2026`, `24/11 -26`. */
function inFigures(text: string, today: LocalDate, direction: Direction): Day | null {
  const western = plainDigits(text);
  const iso = /(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(western);
  if (iso !== null) return dayOf(Number(iso[3]), Number(iso[2]), Number(iso[1]), today, direction);
  const short = /(?<![\d/.:])(\d{1,2})\s?[/.]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d:])/.exec(
    western,
  );
  if (short === null || /(?:kl\.?|klo|at|klockan)\s*$/iu.test(western.slice(0, short.index))) return null;
  const year = short[3] === undefined ? null : Number(short[3]) + (short[3].length === 2 ? 2000 : 0);
  return dayOf(Number(short[1]), Number(short[2]), year, today, direction);
}

function dayOf(day: number, month: number, year: number | null, today: LocalDate, direction: Direction): Day {
  if (year !== null) {
    const date = realDate(year, month, day);
    return date === null ? { problem: 'date_impossible' } : { date };
  }
  const now = yearOf(today);
  const years = direction === 'past' ? [now, now - 1, now - 2, now - 3, now - 4] : [now, now + 1];
  const real = years.flatMap((candidate) => realDate(candidate, month, day) ?? []);
  const fits = real.find((date) => (direction === 'past' ? date <= today : date >= today));
  return fits === undefined ? { problem: 'date_impossible' } : { date: fits };
}

function inWords(
  tokens: readonly Token[],
  lexicon: Lexicon,
  lexicons: Ear['lexicons'],
  today: LocalDate,
  direction: Direction,
  hearing: Hearing,
): Day | null {
  return (
    byMonth(tokens, lexicon, today, direction) ??
    bySpan(tokens, lexicon, lexicons, today, direction, hearing) ??
    byDay(tokens, lexicon, today) ??
    byWeekday(tokens, lexicon, today, direction)
  );
}

/** "12 november", "den 12:e november 2026", "November 12". */
function byMonth(
  tokens: readonly Token[],
  { time }: Lexicon,
  today: LocalDate,
  direction: Direction,
): Day | null {
  for (const [index, names] of time.months.entries()) {
    const found = findAny(tokens, names);
    if (found === null) continue;
    const around = [tokens[found.from - 1], tokens[found.from - 2], tokens[found.to]];
    const day = around.map((token) => numberOf(token)).find((number) => number !== null && number <= 31);
    if (day === undefined || day === null) continue;
    const year = [tokens[found.to], tokens[found.to + 1]]
      .map((token) => numberOf(token))
      .find((number) => number !== null && number >= 1900 && number < 3000);
    return dayOf(day, index + 1, year ?? null, today, direction);
  }
  return null;
}

/** "two days ago", "i en vecka", "om tre dagar", "يومين". In passing only with a word that says how it counts. */
function bySpan(
  tokens: readonly Token[],
  { time }: Lexicon,
  lexicons: Ear['lexicons'],
  today: LocalDate,
  direction: Direction,
  hearing: Hearing,
): Day | null {
  const span = spanIn(tokens, time, lexicons, hearing);
  if (span === null) return null;
  const back = findAny(tokens, time.ago) !== null;
  const ahead = findAny(tokens, time.ahead) !== null;
  if (hearing === 'passing' && !back && !ahead) return null;
  const sign = back === ahead ? (direction === 'past' ? -1 : 1) : back ? -1 : 1;
  return { date: moved(today, span.unit, span.count * sign) };
}

function spanIn(
  tokens: readonly Token[],
  time: Lexicon['time'],
  lexicons: Ear['lexicons'],
  hearing: Hearing,
): { readonly count: number; readonly unit: Unit } | null {
  for (const [span, phrases] of Object.entries(time.spans)) {
    if (findAny(tokens, phrases) === null) continue;
    const [count, unit] = span.split(' ');
    return { count: Number(count), unit: unit as Unit };
  }
  for (const [unit, phrases] of Object.entries(time.units) as [Unit, string[]][]) {
    const found = findAny(tokens, phrases);
    const before = found === null ? undefined : tokens[found.from - 1];
    const count = before === undefined ? null : countOf(before, lexicons);
    if (count !== null && count > 0 && count < 1000) return { count, unit };
    // "A week", where the language needs no word for "a".
    if (found !== null && count === null && hearing !== 'passing' && tokens.length <= 2)
      return { count: 1, unit };
  }
  return null;
}

function countOf(token: Token, lexicons: Ear['lexicons']): number | null {
  const digits = numberOf(token);
  if (digits !== null) return digits;
  for (const { numbers } of lexicons) {
    for (const [number, names] of Object.entries(numbers)) {
      if (names.includes(token.word)) return Number(number);
    }
  }
  return null;
}

function moved(today: LocalDate, unit: Unit, count: number): LocalDate {
  switch (unit) {
    case 'minute':
    case 'hour':
      return today;
    case 'day':
      return addDays(today, count);
    case 'week':
      return addDays(today, count * 7);
    case 'month':
      return addMonths(today, count);
    case 'year':
      return addMonths(today, count * 12);
  }
}

/** The longest words win: "the day before yesterday" holds "yesterday". */
function byDay(tokens: readonly Token[], { time }: Lexicon, today: LocalDate): Day | null {
  let best: { readonly by: number; readonly length: number } | null = null;
  for (const [by, phrases] of Object.entries(time.days)) {
    const found = findAny(tokens, phrases);
    const length = found === null ? 0 : found.to - found.from;
    if (length > (best?.length ?? 0)) best = { by: Number(by), length };
  }
  return best === null ? null : { date: addDays(today, best.by) };
}

function byWeekday(
  tokens: readonly Token[],
  { time }: Lexicon,
  today: LocalDate,
  direction: Direction,
): Day | null {
  for (const [weekday, names] of time.weekdays.entries()) {
    const found = findAny(tokens, names);
    if (found === null) continue;
    const before = tokens.slice(0, found.from);
    const ahead =
      findAny(before, time.last) !== null
        ? false
        : findAny(before, time.next) !== null || direction === 'future';
    const distance = (weekday - weekdayOf(today) + 7) % 7;
    return {
      date: addDays(today, ahead ? (distance === 0 ? 7 : distance) : distance === 0 ? -7 : distance - 7),
    };
  }
  return null;
}

function firstOf<T, R>(list: readonly T[], find: (one: T) => R | null): R | null {
  for (const one of list) {
    const found = find(one);
    if (found !== null) return found;
  }
  return null;
}

/** Something of when it was, though no day can be told: "since the beginning of November". */
function namesTime(tokens: readonly Token[], { time }: Lexicon): boolean {
  const lists = [...time.months, ...Object.values(time.units), ...Object.values(time.parts)];
  return (
    tokens.some(({ word }) => /^(?:19|20)\d\d$/u.test(word)) ||
    lists.some((list) => findAny(tokens, list) !== null)
  );
}
