/** The city's own time. */
export const cityTimeZone = 'Europe/Stockholm';

const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: cityTimeZone });

/** A day of the calendar, such as `2026-11-24`. */
export type LocalDate = string;

/** The day that it is in the city at a moment. */
export function localDateOf(moment: Date): LocalDate {
  return dayFormat.format(moment);
}

const hourFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: cityTimeZone,
  hour: '2-digit',
  hourCycle: 'h23',
});

/** The hour that it is in the city at a moment, 0 to 23. */
export function hourOf(moment: Date): number {
  return Number(hourFormat.format(moment));
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = new Date(`${date}T12:00:00Z`);
  moved.setUTCDate(moved.getUTCDate() + days);
  return moved.toISOString().slice(0, 10);
}

/** The same day of another month; where that month is shorter its last day. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const target = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  for (let last = day; ; last -= 1) {
    const found = realDate(target.year, target.month, last);
    if (found !== null) return found;
  }
}

/** 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return (new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7;
}

/** Null when there is no such day: 31 February. */
export function realDate(year: number, month: number, day: number): LocalDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const real =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real ? date.toISOString().slice(0, 10) : null;
}

export function yearOf(date: LocalDate): number {
  return partsOf(date)[0];
}

function partsOf(date: LocalDate): readonly [number, number, number] {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return [year, month, day];
}
