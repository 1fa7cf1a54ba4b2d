import { describe, expect, it } from 'vitest';
import { expandPattern, mostPhrases, PatternFault } from '../../src/nlu/expandPattern.ts';

describe('a line of an examples file', () => {
  it('stands for itself when it has no marks', () => {
    expect(expandPattern('var finns biblioteket?')).toEqual(['var finns biblioteket?']);
  });

  it('stands for each choice in round brackets', () => {
    expect(expandPattern('ansöka om (försörjningsstöd|socialbidrag)')).toEqual([
      'ansöka om försörjningsstöd',
      'ansöka om socialbidrag',
    ]);
  });

  it('stands for the phrase with and without what is in square brackets, without double spaces', () => {
    expect(expandPattern('[snälla] hjälp mig [nu]')).toEqual([
      'snälla hjälp mig nu',
      'snälla hjälp mig',
      'hjälp mig nu',
      'hjälp mig',
    ]);
  });

  it('may have marks inside one another', () => {
    expect(expandPattern('min (son|[stora] dotter)')).toEqual(['min son', 'min stora dotter', 'min dotter']);
  });

  it('gives each phrase once', () => {
    expect(expandPattern('(hej|hej) [hej]')).toEqual(['hej hej', 'hej']);
  });

  it('keeps letters of every script and emoji whole', () => {
    expect(expandPattern('(شكرا|🙏)')).toEqual(['شكرا', '🙏']);
  });

  it.each([
    ['hjälp (mig', 'never closed'],
    ['hjälp [mig', 'never closed'],
    ['hjälp mig)', 'closes nothing'],
    ['hjälp [mig)', 'never closed'],
    ['hjälp|mig', 'outside'],
    ['[hjälp|mig]', 'outside'],
    ['[hjälp]', 'empty phrase'],
    ['(a|b)(a|b)(a|b)(a|b)(a|b)', `more than ${mostPhrases}`],
    ['(a|b|c|d|e|f|g|h|i|j|k|l|m|n|o|p|q|r|s|t|u|v|w|x|y) nu', `more than ${mostPhrases}`],
  ])('says what is wrong with "%s"', (pattern, message) => {
    expect(() => expandPattern(pattern)).toThrow(PatternFault);
    expect(() => expandPattern(pattern)).toThrow(message);
  });
});
