import type { Language } from '../texts/languages.ts';

/** The tag by which a language writes times and dates; Arabic with the digits that Sweden uses. */
const tags: Readonly<Record<Language, string>> = {
  sv: 'sv-SE',
  'sv-simple': 'sv-SE',
  fi: 'fi-FI',
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
};

export function clockTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}

export function dayName(at: number, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], { weekday: 'long', day: 'numeric', month: 'long' }).format(
    at,
  );
}

/** When something opens, in Malmö's time: weekday and clock. */
export function openingTime(at: number, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: 'Europe/Stockholm',
  }).format(at);
}

export function minutes(count: number, language: Language): string {
  return new Intl.NumberFormat(tags[language], { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(
    count,
  );
}

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
