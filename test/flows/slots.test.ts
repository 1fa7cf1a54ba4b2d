import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { loadContent } from '../../src/content/loadContent.ts';
import type { SlotValue } from '../../src/flowState.ts';
import type { Ear, Hearing } from '../../src/flows/ear.ts';
import { createFlowBook, type FlowBook, toSaid } from '../../src/flows/flowBook.ts';
import { readSlot } from '../../src/flows/slots/readSlot.ts';
import { shortValue } from '../../src/flows/walk.ts';
import type { Language } from '../../src/model.ts';

/** A Tuesday. */
const now = new Date('2026-11-24T09:30:00+01:00');
let flows: FlowBook;
beforeAll(async () => {
  const config = readConfig({ LOG_LEVEL: 'silent' });
  flows = createFlowBook((await loadContent(process.cwd(), config.cacheDir)).flows);
});

const common = { id: 'slot', optional: false, onlyAsked: false };
type Read = ReturnType<typeof readSlot>;
function read(
  slot: Parameters<typeof readSlot>[0],
  text: string,
  language: Language,
  hearing: Hearing = 'asked',
  held?: SlotValue,
): Read {
  const ear: Ear = flows.ear('street-fault', language);
  return readSlot(slot, toSaid(text, [], now), held, ear, hearing);
}
const short = (parsed: Read) =>
  parsed === null ? null : 'problem' in parsed ? parsed.problem : shortValue(parsed.value);

describe('a day in the past', () => {
  const since = { ...common, type: 'when', direction: 'past' } as const;
  it.each([
    ['igår kväll', 'sv', '2026-11-23 evening'],
    ['sedan igår', 'sv', '2026-11-23'],
    ['i förrgår', 'sv', '2026-11-22'],
    ['i måndags', 'sv', '2026-11-23'],
    ['sedan i tisdags', 'sv', '2026-11-17'],
    ['för två veckor sedan', 'sv', '2026-11-10'],
    ['i tre dagar', 'sv', '2026-11-21'],
    ['12 november', 'sv', '2026-11-12'],
    ['den 24 december', 'sv', '2025-12-24'],
    ['12/11', 'sv', '2026-11-12'],
    ['2026-11-01', 'sv', '2026-11-01'],
    ['i morse klockan 7.30', 'sv', '2026-11-24 07:30'],
    ['länge', 'sv', 'länge'],
    ['hela sommaren', 'sv', 'hela sommaren'],
    ['eilen illalla', 'fi', '2026-11-23 evening'],
    ['toissapäivänä', 'fi', '2026-11-22'],
    ['kaksi viikkoa sitten', 'fi', '2026-11-10'],
    ['viime perjantaina', 'fi', '2026-11-20'],
    ['12. marraskuuta', 'fi', '2026-11-12'],
    ['two days ago', 'en', '2026-11-22'],
    ['the day before yesterday', 'en', '2026-11-22'],
    ['last Friday at 8 pm', 'en', '2026-11-20 20:00'],
    ['a week', 'en', '2026-11-17'],
    ['November 12', 'en', '2026-11-12'],
    ['منذ يومين', 'ar', '2026-11-22'],
    ['أمس مساء', 'ar', '2026-11-23 evening'],
    ['قبل ٣ أيام', 'ar', '2026-11-21'],
    ['الأسبوع الماضي', 'ar', '2026-11-17'],
    ['yesterday', 'sv', '2026-11-23'],
  ] as const)('%s (%s) is %s', (text, language, expected) => {
    expect(short(read(since, text, language))).toBe(expected);
  });

  it.each([
    ['31 februari', 'date_impossible'],
    ['31/2', 'date_impossible'],
    ['imorgon', 'date_future'],
    ['2027-03-01', 'date_future'],
    ['1 januari 1980', 'date_past'],
  ])('%s is refused: %s', (text, problem) => {
    expect(short(read(since, text, 'sv'))).toBe(problem);
  });

  it('is not heard in passing where nothing says that it is one', () => {
    for (const text of [
      'hål på Nobelvägen 12',
      'mitt barn är 3 år',
      'på kvällen är det mörkt',
      'jag står på 4:an',
    ])
      expect(short(read(since, text, 'sv', 'passing')), text).toBeNull();
    expect(short(read(since, 'trasig gatlampa på Amiralsgatan 20 sedan igår', 'sv', 'passing'))).toBe(
      '2026-11-23',
    );
  });
});

describe('a day to come', () => {
  const when = { ...common, type: 'when', direction: 'future' } as const;
  it.each([
    ['på torsdag', 'sv', '2026-11-26'],
    ['nästa tisdag klockan 10', 'sv', '2026-12-01 10:00'],
    ['imorgon eftermiddag', 'sv', '2026-11-25 day'],
    ['om två dagar', 'sv', '2026-11-26'],
    ['ensi maanantaina', 'fi', '2026-11-30'],
    ['huomenna klo 14', 'fi', '2026-11-25 14:00'],
    ['next Monday', 'en', '2026-11-30'],
    ['tomorrow at 3 in the afternoon', 'en', '2026-11-25 15:00'],
    ['غدا', 'ar', '2026-11-25'],
    ['5 januari', 'sv', '2027-01-05'],
  ] as const)('%s (%s) is %s', (text, language, expected) => {
    expect(short(read(when, text, language))).toBe(expected);
  });
});

describe('a place', () => {
  const place = { ...common, type: 'place' } as const;
  it.each([
    ['det är ett stort hål i gatan på Nobelvägen 12', 'sv', 'Nobelvägen 12'],
    ['på amiralsgatan 20 b', 'sv', 'Amiralsgatan 20 B'],
    ['södra förstadsgatan', 'sv', 'Södra Förstadsgatan'],
    ['Carl Gustafs väg 3', 'sv', 'Carl Gustafs väg 3'],
    ['vid Gustav Adolfs torg', 'sv', 'Gustav Adolfs torg'],
    ['korsningen Bergsgatan / Spånggatan', 'sv', 'Bergsgatan / Spånggatan'],
    ['utanför stadsbiblioteket', 'sv', 'Malmö stadsbibliotek'],
    ['i Rosengård', 'sv', 'Rosengård'],
    ['på Möllan', 'sv', 'Möllevången'],
    ['Lundavägen 4', 'sv', 'Lundavägen 4'],
    ['Katulamppu on rikki Nobelvägenillä', 'fi', 'Nobelvägen'],
    ['Rosengårdissa', 'fi', 'Rosengård'],
    ['the lamp at Nobelvägen 12', 'en', 'Nobelvägen 12'],
    ['شارع نوبلفيغن ١٢', 'ar', 'شارع نوبلفيغن 12'],
    ['55.59123, 13.01234', 'sv', '55.59123, 13.01234'],
    ['hålet i vägen', 'sv', null],
    ['på lekplatsen', 'sv', null],
    ['i Lund', 'sv', 'place_outside'],
    ['55.70000, 13.20000', 'sv', 'place_outside'],
    ['här där jag står', 'sv', 'place_here'],
  ] as const)('%s (%s) is %s', (text, language, expected) => {
    expect(short(read(place, text, language))).toBe(expected);
  });

  it('keeps its street when only the number is corrected', () => {
    const held = { type: 'place', text: 'Nobelvägen 12', street: 'Nobelvägen' } as const;
    expect(short(read(place, 'nummer 22', 'sv', 'asked', held))).toBe('Nobelvägen 22');
    expect(short(read(place, 'numero 22', 'fi', 'asked', held))).toBe('Nobelvägen 22');
    expect(short(read(place, 'رقم 22', 'ar', 'asked', held))).toBe('Nobelvägen 22');
  });

  it('in own words is taken only once it was asked for and is nothing else', () => {
    expect(short(read(place, 'bakom macken vid rondellen', 'sv', 'passing'))).toBeNull();
    expect(short(read(place, 'bakom macken vid rondellen', 'sv', 'loose'))).toBe(
      'bakom macken vid rondellen',
    );
    expect(short(read(place, 'macken', 'sv', 'loose'))).toBe('text_short');
  });
});

describe('what a question gives as an example', () => {
  const types = { since: { type: 'when', direction: 'past' }, place: { type: 'place' } } as const;
  it.each(['sv', 'sv-simple', 'fi', 'en', 'ar'] as const)('is understood in %s', (language) => {
    for (const [slot, type] of Object.entries(types)) {
      const help = flows.text('street-fault', language).slots[slot]?.help ?? '';
      const examples = [...help.matchAll(/\*\*([^*]+)\*\*/g)].map((match) => match[1] ?? '');
      expect(examples.length).toBeGreaterThan(1);
      for (const example of examples)
        expect(read({ ...common, ...type }, example, language), example).toHaveProperty('value');
    }
  });
});

describe('one of a few', () => {
  const category = { ...common, id: 'category', type: 'choice', choices: ['pothole', 'lamp'] } as const;
  it.each([
    ['2', 'sv', 'lamp'],
    ['nummer 2', 'sv', 'lamp'],
    ['٢', 'ar', 'lamp'],
    ['Gatlampa', 'sv', 'lamp'],
    ['gatlmapa', 'sv', 'lamp'],
    ['lyset är trasigt', 'sv', 'lamp'],
    ['katulamppu on rikki', 'fi', 'lamp'],
    ['the street light is out', 'en', 'lamp'],
    ['المصباح لا يعمل', 'ar', 'lamp'],
    ['pothole', 'sv', 'pothole'],
    ['hej', 'sv', null],
    ['47', 'sv', null],
  ] as const)('%s (%s) is %s', (text, language, expected) => {
    expect(short(read({ ...category, choices: [...category.choices] }, text, language))).toBe(expected);
  });

  it('is not heard by a number in passing', () => {
    expect(short(read({ ...category, choices: [...category.choices] }, '2', 'sv', 'passing'))).toBeNull();
  });
});

describe('yes and no', () => {
  const slot = { ...common, type: 'yesNo' } as const;
  it.each([
    ['ja', 'sv', true],
    ['ja tack gärna', 'sv', true],
    ['nej', 'sv', false],
    ['kyllä kiitos', 'fi', true],
    ['ei', 'fi', false],
    ['yes please', 'en', true],
    ['نعم', 'ar', true],
    ['لا شكرا', 'ar', false],
    ['kanske', 'sv', null],
  ] as const)('%s (%s) is %s', (text, language, expected) => {
    expect(short(read(slot, text, language))).toBe(expected);
  });
});

describe('how somebody is reached', () => {
  const contact = { ...common, type: 'contact', takes: 'either' } as const;
  it.each([
    ['070-123 45 67', '+46701234567'],
    ['ring 0701234567 tack', '+46701234567'],
    ['+358 40 123 4567', '+358401234567'],
    ['min mejl är Anna@Exempel.se', 'Anna@Exempel.se'],
    ['070-123 45 67 eller anna@exempel.se', '+46701234567 anna@exempel.se'],
    ['٠٧٠١٢٣٤٥٦٧', '+46701234567'],
    ['12345678901234567890', 'contact_phone'],
    ['anna@', 'contact_email'],
  ])('%s is %s', (text, expected) => {
    expect(short(read(contact, text, 'sv'))).toBe(expected);
  });
});

describe('a number', () => {
  const amount = { ...common, type: 'number', least: 0, most: 100_000, unit: 'kronor' } as const;
  it.each([
    ['1 250,50 kr', 1250.5],
    ['tre', 3],
    ['neljä henkeä', 4],
    ['١٢', 12],
    ['200000', 'number_range'],
    ['ingen aning', null],
  ])('%s is %s', (text, expected) => {
    expect(short(read(amount, text, 'sv'))).toBe(expected);
  });
});
