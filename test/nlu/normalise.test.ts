import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/nlu/linear/normalise.ts';

describe('a text as the recogniser reads it', () => {
  it.each([
    ['Förskola, TACK!', 'forskola tack'],
    ['heeeej neeeej', 'hej nej'],
    ['ＦＵＬＬ ｗｉｄｔｈ', 'full width'],
    ['pa\u0308iva\u0308koti', 'paivakoti'],
    ['p-bot 1177', 'p bot 1177'],
    ['٠٤٠ ۱۲', '040 12'],
    ['أُريدُ إِجازة', 'اريد اجازه'],
    ['se https://malmo.se/x?y=1 eller anna@example.org nu', 'se eller nu'],
    ['bib\u200blio\u202ete\u00adk', 'bibliotek'],
    ['👍🏽 🏳️‍🌈', ''],
    ['\ud800', ''],
  ])('reads "%s" as "%s"', (text, read) => {
    expect(normalise(text)).toBe(read);
  });

  it('reads at most 4,000 characters, also when one stands for many', () => {
    expect(normalise('ord '.repeat(3000)).length).toBeLessThanOrEqual(4_000);
    expect(normalise('ﷺ '.repeat(4000)).length).toBeLessThanOrEqual(4_000);
  });

  it('cuts a word of 4,000 letters', () => {
    expect(normalise('ab'.repeat(2000))).toHaveLength(40);
  });
});
