import type { Language } from '../model.ts';
import type { FactValue } from './fact.ts';

/** BCP 47 tags by which the platform's own formats (CLDR) are chosen; digits stay European in Arabic as on Swedish signs. */
const formatLocale: Record<Language, string> = {
  sv: 'sv-SE',
  'sv-simple': 'sv-SE',
  fi: 'fi-FI',
  en: 'en-GB',
  ar: 'ar-u-nu-latn',
};

const weekdayOrder = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const;

/** What CLDR does not have, or not as people say it. In templates `{name}` is filled in. */
export interface FactWords {
  /** With `{days}`, `{opens}` and `{closes}`. */
  readonly hours: string;
  readonly weekdays: string;
  readonly everyday: string;
  /** With `{amount}`, in Swedish kronor. */
  readonly kronor: string;
}

/**
 * A fact's value as Markdown in the language's own way: a phone is a link to call, an e-mail address a link to write,
 * a link its bare address, so that an article can give it words of its own.
 */
export function formatFact(value: FactValue, language: Language, words: FactWords): string {
  const locale = formatLocale[language];
  switch (value.type) {
    case 'amount':
      return words.kronor.replace('{amount}', new Intl.NumberFormat(locale).format(value.amount));
    case 'number':
      return new Intl.NumberFormat(locale).format(value.amount);
    case 'percent':
      return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(
        value.amount / 100,
      );
    case 'duration':
      return formatDuration(value.amount, value.unit, locale);
    case 'date':
      return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(value.date),
      );
    case 'phone':
      return `[${isolate(value.display, language)}](tel:${value.number})`;
    case 'email':
      return `[${value.address}](mailto:${value.address})`;
    case 'link':
      return value.url;
    case 'address':
      return isolate(`${value.street}, ${value.city}`, language);
    case 'name':
      return isolate(value.text, language);
    case 'hours':
      return words.hours
        .replace('{days}', formatDays(value.days, locale, words))
        .replace('{opens}', shortTime(value.opens, language))
        .replace('{closes}', shortTime(value.closes, language));
  }
}

function formatDuration(amount: number, unit: string, locale: string): string {
  const text = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
  // CLDR's Swedish for a day is the 24 hours of it; in a time limit people say "dag".
  return unit === 'day' && locale === 'sv-SE' ? text.replace('dygn', amount === 1 ? 'dag' : 'dagar') : text;
}

function formatDays(
  days: 'weekdays' | 'everyday' | readonly string[],
  locale: string,
  words: FactWords,
): string {
  if (days === 'weekdays') return words.weekdays;
  if (days === 'everyday') return words.everyday;
  // 2024-01-01 was a Monday.
  const names = weekdayOrder
    .map((day, index) => ({ day, name: new Date(Date.UTC(2024, 0, 1 + index)) }))
    .filter(({ day }) => days.includes(day))
    .map(({ name }) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(name));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(names);
}

/** "08:00" as people say it: 8, 8.30, 8:30. */
function shortTime(time: string, language: Language): string {
  const [hours = '', minutes = ''] = time.split(':');
  const hour = String(Number(hours));
  if (language === 'en') return `${hour}:${minutes}`;
  return minutes === '00' ? hour : `${hour}${language === 'ar' ? ':' : '.'}${minutes}`;
}

/** In right-to-left text, left-to-right names and numbers keep their order between isolates (Unicode UAX 9). */
function isolate(text: string, language: Language): string {
  return language === 'ar' ? `\u2066${text}\u2069` : text;
}
