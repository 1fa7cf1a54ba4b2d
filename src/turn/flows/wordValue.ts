import { cityTimeZone } from '../../calendar/localDate.ts';
import type { DayPart, SlotValue } from '../../flowState.ts';
import type { Slot, SlotText } from '../../flows/flow.ts';
import type { Language } from '../../model.ts';
import type { TextKey } from '../../replies/texts.ts';

/** Language tags for dates and numbers. Arabic in Sweden writes European digits here, as the rest of the texts do. */
export const formatTags: Readonly<Record<Language, string>> = {
  sv: 'sv-SE',
  'sv-simple': 'sv-SE',
  fi: 'fi-FI',
  en: 'en-GB',
  ar: 'ar-SY-u-nu-latn',
};

/** A fixed text of the locales, without parameters or with a count. */
export type WordText = (key: TextKey, parameters?: Readonly<Record<string, string>>) => string;

const partKeys: Readonly<Record<DayPart, TextKey>> = {
  morning: 'part_morning',
  day: 'part_day',
  evening: 'part_evening',
  night: 'part_night',
};

const dateFormats = new Map<Language, Intl.DateTimeFormat>();

/** What a slot holds, as one line to be read back. What citizens wrote is made safe to stand in Markdown. */
export function wordValue(
  value: SlotValue,
  slot: Slot,
  text: SlotText,
  language: Language,
  word: WordText,
): string {
  switch (value.type) {
    case 'choice':
      return text.choices[value.id]?.label ?? value.id;
    case 'choices':
      return value.ids.map((id) => text.choices[id]?.label ?? id).join(commaIn(language));
    case 'yesNo':
      return word(value.yes ? 'flow_yes' : 'flow_no');
    case 'text':
    case 'name':
    case 'place':
      return plainMarkdown(value.text);
    case 'when':
      return value.date === null
        ? plainMarkdown(value.said)
        : [
            dayInWords(value.date, language),
            value.time ?? (value.part === undefined ? '' : word(partKeys[value.part])),
          ]
            .filter((part) => part !== '')
            .join(commaIn(language));
    case 'photo':
      return word(value.ids.length === 1 ? 'flow_picture' : 'flow_pictures', {
        count: String(value.ids.length),
      });
    case 'contact':
      return [value.phone === undefined ? '' : spaced(value.phone), value.email ?? '']
        .filter((way) => way !== '')
        .map((way) => (language === 'ar' ? `\u2066${plainMarkdown(way)}\u2069` : plainMarkdown(way)))
        .join(commaIn(language));
    case 'number': {
      const shown = new Intl.NumberFormat(formatTags[language]).format(value.number);
      return slot.type === 'number' && slot.unit === 'kronor'
        ? word('amount_kronor', { amount: shown })
        : shown;
    }
  }
}

function dayInWords(date: string, language: Language): string {
  let format = dateFormats.get(language);
  if (format === undefined) {
    format = new Intl.DateTimeFormat(formatTags[language], {
      timeZone: cityTimeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    dateFormats.set(language, format);
  }
  return format.format(new Date(`${date}T12:00:00Z`));
}

/** A Swedish number as people write it: +46701234567 is 070-123 45 67. */
function spaced(phone: string): string {
  const swedish = /^\+46(7\d)(\d{3})(\d{2})(\d{2})$/.exec(phone);
  return swedish === null ? phone : `0${swedish[1]}-${swedish[2]} ${swedish[3]} ${swedish[4]}`;
}

/** One line, in which nothing is a sign of Markdown. */
export function plainMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}

/** Between the parts of a list. */
function commaIn(language: Language): string {
  return language === 'ar' ? '، ' : ', ';
}
