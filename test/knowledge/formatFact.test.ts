import { describe, expect, it } from 'vitest';
import type { FactValue } from '../../src/knowledge/fact.ts';
import { formatFact } from '../../src/knowledge/formatFact.ts';
import type { Language } from '../../src/model.ts';

const words = {
  hours: '{days} kl. {opens}–{closes}',
  weekdays: 'vardagar',
  everyday: 'alla dagar',
  kronor: '{amount} kronor',
};
const format = (value: FactValue, language: Language = 'sv') =>
  formatFact(value, language, words).replaceAll(/[\u00a0\u202f]/g, ' ');

describe('a fact is shown in the language’s own way', () => {
  it.each([
    [{ type: 'amount', amount: 1500, unit: 'SEK' }, 'sv', '1 500 kronor'],
    [{ type: 'amount', amount: 1500, unit: 'SEK' }, 'en', '1,500 kronor'],
    [{ type: 'percent', amount: 2.5 }, 'fi', '2,5 %'],
    [{ type: 'duration', amount: 3, unit: 'week' }, 'sv', '3 veckor'],
    [{ type: 'duration', amount: 1, unit: 'day' }, 'sv', '1 dag'],
    [{ type: 'duration', amount: 8, unit: 'day' }, 'sv-simple', '8 dagar'],
    [{ type: 'duration', amount: 3, unit: 'month' }, 'fi', '3 kuukautta'],
    [{ type: 'date', date: '2026-02-01' }, 'sv', '1 februari 2026'],
    [{ type: 'date', date: '2026-02-01' }, 'fi', '1. helmikuuta 2026'],
    [
      { type: 'phone', number: '+4640341000', display: '040-34 10 00' },
      'sv',
      '[040-34 10 00](tel:+4640341000)',
    ],
    [
      { type: 'email', address: 'malmostad@malmo.se' },
      'sv',
      '[malmostad@malmo.se](mailto:malmostad@malmo.se)',
    ],
    [{ type: 'hours', days: 'weekdays', opens: '08:00', closes: '16:30' }, 'sv', 'vardagar kl. 8–16.30'],
    [
      { type: 'hours', days: ['mo', 'we', 'fr'], opens: '09:00', closes: '11:00' },
      'sv',
      'måndag, onsdag och fredag kl. 9–11',
    ],
    [{ type: 'hours', days: ['tu'], opens: '13:00', closes: '14:00' }, 'en', 'Tuesday kl. 13:00–14:00'],
  ] as [FactValue, Language, string][])('%j in %s', (value, language, shown) => {
    expect(format(value, language)).toBe(shown);
  });

  it('keeps numbers and names in their own order inside Arabic', () => {
    expect(format({ type: 'phone', number: '112', display: '11 12' }, 'ar')).toBe(
      '[\u206611 12\u2069](tel:112)',
    );
    expect(format({ type: 'number', amount: 2024.5 }, 'ar')).toBe('2,024.5');
  });
});
