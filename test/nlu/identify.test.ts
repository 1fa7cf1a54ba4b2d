import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadExamples } from '../../src/content/loadExamples.ts';
import { type Language, servedLanguages } from '../../src/model.ts';
import { createLanguageIdentifier, type IdentifyLanguage } from '../../src/nlu/language/identify.ts';
import { languageSentences } from './languageSentences.ts';

let identify: IdentifyLanguage;

beforeAll(async () => {
  const { examples } = await loadExamples(fileURLToPath(new URL('../../knowledge', import.meta.url)));
  identify = createLanguageIdentifier(examples);
});

describe('the language of a message', () => {
  it.each(Object.entries(languageSentences))(
    'is seen in %s, whatever the conversation’s language',
    (language, sentences) => {
      const served = servedLanguages.some((one) => one === language);
      for (const current of ['sv', 'fi', 'en', 'ar'] as const) {
        const right = sentences.filter((text) => identify(text, { current }).language === language);
        expect(right.length / sentences.length, `with ${current} before`).toBeGreaterThanOrEqual(
          served ? 1 : 0.9,
        );
      }
    },
  );

  it.each([
    ['kiitos', 'sv', 'fi'],
    ['hello', 'sv', 'en'],
    ['tack', 'en', 'sv'],
    ['merhaba', 'sv', 'tr'],
    ['شكرا', 'sv', 'ar'],
    ['library', 'fi', 'en'],
  ] as const)('is seen in "%s" alone, for that belongs to one language only', (text, current, language) => {
    expect(identify(text, { current })).toEqual({ language, sure: true });
  });

  it.each(['ok', 'sfi', '112', '👍', '', 'qwrtz', 'https://malmo.se', '漢字'])(
    'stays as it was at "%s"',
    (text) => {
      for (const current of servedLanguages)
        expect(identify(text, { current })).toEqual({ language: current, sure: false });
    },
  );

  it('stays easy Swedish when the text is Swedish', () => {
    const current: Language = 'sv-simple';
    expect(identify('jag förstår inte vad som står i brevet', { current }).language).toBe('sv-simple');
    expect(identify('I do not understand the letter', { current }).language).toBe('en');
  });

  it('is Swedish also when it is typed without dots', () => {
    expect(identify('jag behover hjalp med att soka forskola', { current: 'en' }).language).toBe('sv');
  });

  it('is found in bounded time for the longest texts', () => {
    for (const text of [
      'x'.repeat(4000),
      'ab '.repeat(1300),
      'س'.repeat(4000),
      'سلام '.repeat(800),
      '\u202e'.repeat(4000),
    ]) {
      const started = performance.now();
      identify(text, { current: 'sv' });
      expect(performance.now() - started).toBeLessThan(50);
    }
  });
});
