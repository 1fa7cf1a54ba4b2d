import { describe, expect, it } from 'vitest';
import { createConceptFinder } from '../../src/nlu/linear/findConcepts.ts';
import { normalise } from '../../src/nlu/linear/normalise.ts';

const find = createConceptFinder([
  { sv: ['bil'], fi: ['auto'], ar: ['سيارة'] },
  { sv: ['hyra'], fi: ['vuokra'], en: ['rent'], ar: ['إيجار'] },
  { sv: ['god_man'], fi: ['edunvalvo'] },
  { sv: ['parkering'], fi: ['pysäköin'] },
  { sv: ['fine'], en: ['ticket'] },
]);

function conceptsIn(text: string): readonly number[] {
  return find(normalise(text));
}

describe('the concepts of a text', () => {
  it.each([
    ['min bil', [0]],
    ['vuokran maksu', [1]],
    ['bilen', []],
    ['parkeringsböter', [3]],
    ['gatuparkering', [3]],
    ['pysakointi', [3]],
    ['behöver en god man nu', [2]],
    ['godman', []],
    ['والإيجار', [1]],
    ['parkering, hyra, hyra, bil', [0, 1, 3]],
    ['what is the fine for this ticket', [4]],
    ['I have a fine weather day', []],
    ['fine', [4]],
    ['what does the parkering cost', [3]],
    ['', []],
  ])('in "%s" are %j', (text, found) => {
    expect(conceptsIn(text)).toEqual(found);
  });

  it('are found in bounded time for the longest texts', () => {
    for (const text of ['parkering'.repeat(440), 'parkeringsbilhyra '.repeat(230), 'ab '.repeat(1300)]) {
      const read = normalise(text);
      const started = performance.now();
      find(read);
      expect(performance.now() - started).toBeLessThan(50);
    }
  });
});
