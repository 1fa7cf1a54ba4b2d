import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/privacy/redact.ts';

interface Line {
  readonly text: string;
  readonly language: string;
  readonly redacted: string;
}

const keep = new Set([
  '+4640341000',
  '020-50 50 50',
  '112',
  '114 14',
  '1177',
  '113 13',
  '116 111',
  '90101',
  'kontaktcenter@malmo.se',
]);
const lines = readFileSync('test/privacy/redaction.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Line);

/** How many placeholders of these types a text has. */
const count = (text: string, types: RegExp): number => (text.match(types) ?? []).length;

describe('the labelled lines', () => {
  it('are at least 300, 80 of them without a secret', () => {
    expect(lines.length).toBeGreaterThanOrEqual(300);
    expect(lines.filter((line) => line.text === line.redacted).length).toBeGreaterThanOrEqual(80);
  });

  it('lose at least 99 % of their numbers and addresses', () => {
    const types = /\[(?:personal-number|phone|email|card|account)\]/g;
    let wanted = 0;
    let found = 0;
    for (const line of lines) {
      const there = count(line.redacted, types);
      wanted += there;
      found += Math.min(there, count(redact(line.text, keep).text, types));
    }
    expect(found / wanted).toBeGreaterThanOrEqual(0.99);
  });

  it.each(['sv', 'fi', 'en', 'ar'])(
    'come out as labelled, to the letter, 98 times of 100 in %s',
    (language) => {
      const asked = lines.filter((line) => line.language === language);
      const wrong = asked.filter((line) => redact(line.text, keep).text !== line.redacted);
      expect(wrong.length / asked.length, wrong.map((line) => line.text).join('\n')).toBeLessThanOrEqual(
        0.02,
      );
    },
  );

  it('stay as they are where there is no secret', () => {
    for (const line of lines.filter((one) => one.text === one.redacted)) {
      expect(redact(line.text, keep)).toEqual({ text: line.text, found: [] });
    }
  });
});

describe('what is told about the secrets', () => {
  it('is each type once, in the order of the text', () => {
    const { found } = redact('ring 070-1740605 eller 070-1740606, mejla anna@example.com');
    expect(found).toEqual(['phone', 'email']);
  });
});

describe("the city's own numbers", () => {
  it.each([
    '040-34 10 00',
    '040341000',
    '+46 40 34 10 00',
    '0046-40-341000',
    '+46 (0)40-34 10 00',
    '٠٤٠٣٤١٠٠٠',
  ])('stay when written %s', (number) => {
    expect(redact(`ring ${number} nu`, keep).text).toBe(`ring ${number} nu`);
  });

  it('are secrets like any other when nobody has named them', () => {
    expect(redact('ring 040-34 10 00').text).toBe('ring [phone]');
  });

  it('leave a number of somebody else beside them to be redacted', () => {
    expect(redact('jag ringde 040-34 10 00 från 070-1740605', keep).text).toBe(
      'jag ringde 040-34 10 00 från [phone]',
    );
  });
});

describe('any text', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789 -+./():٠١٢٣abcåäö@[]\n'), maxLength: 80 });
  const told = fc.constantFrom(
    'mitt personnummer är ',
    'konto ',
    'ring ',
    'bokning ',
    'jag heter Anna Maria Ek och har adhd ',
    'OCR ',
    'min son har ',
    'mejl anna@example.com ',
    '070-1740605 ',
    '19900101-2384 ',
    'SE45 5000 0000 0583 9825 7466 ',
    'اسمي أحمد ',
    '[phone] ',
  );
  const mixed = fc.array(fc.oneof(digits, told, fc.string({ unit: 'grapheme', maxLength: 30 })), {
    maxLength: 8,
  });

  it('never makes it fail, and changes no more the second time', () => {
    fc.assert(
      fc.property(mixed, (pieces) => {
        const once = redact(pieces.join(''), keep);
        expect(redact(once.text, keep).text).toBe(once.text);
        expect(once.found.length > 0).toBe(once.text !== pieces.join(''));
      }),
      { numRuns: 2_000 },
    );
  });

  it('loses every valid personal number, in any separators and digits', () => {
    const number = fc
      .record({
        year: fc.integer({ min: 1900, max: 2026 }),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.oneof(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 61, max: 88 })),
        // Skatteverket keeps 980 to 999 for tests.
        serial: fc.integer({ min: 980, max: 999 }),
      })
      .map(({ year, month, day, serial }) => {
        const nine = `${two(year % 100)}${two(month)}${two(day)}${serial}`;
        return { century: String(Math.floor(year / 100)), ten: nine + checkDigit(nine) };
      });
    const mark = fc.constantFrom('', '-', ' ', '–', '+', ' - ', '.', '/', '\u200e', '\u00a0');
    const around = fc.constantFrom('', 'hej ', 'mitt personnummer är ', 'pnr:', 'الرقم ', '(');
    fc.assert(
      fc.property(
        number,
        mark,
        mark,
        fc.boolean(),
        fc.boolean(),
        around,
        (one, inDate, last, long, arabic, before) => {
          const { century, ten } = one;
          const date = [ten.slice(0, 2), ten.slice(2, 4), ten.slice(4, 6)].join(inDate);
          const western = `${long ? century : ''}${date}${last}${ten.slice(6)}`;
          const written = arabic
            ? western.replace(/[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
            : western;
          const { text } = redact(`${before}${written}, tack`, keep);
          expect(text.match(/\p{Nd}/u)).toBeNull();
        },
      ),
      { numRuns: 2_000 },
    );
  });
});

function two(number: number): string {
  return String(number).padStart(2, '0');
}

function checkDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, at) => {
    const weighed = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
