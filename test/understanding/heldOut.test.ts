import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { loadContent } from '../../src/content/loadContent.ts';
import type { Language } from '../../src/model.ts';
import { LinearRecogniser } from '../../src/nlu/linear/linearRecogniser.ts';
import { loadOrTrain } from '../../src/nlu/loadOrTrain.ts';

interface Row {
  readonly text: string;
  readonly topic: string | null;
  /** Of the files out of scope, which hold several languages. */
  readonly language?: Language;
}

/** Shares of rows, in percent with one decimal, as docs/understanding.md shows them. */
interface Figures {
  readonly questions: number;
  readonly top1: number;
  readonly top3: number;
  readonly answered: number;
  readonly wrong: number;
  readonly asked: number;
  readonly admitted: number;
}

const files: Readonly<Record<string, { readonly file: string; readonly language: Language }>> = {
  Swedish: { file: 'sv', language: 'sv' },
  Finnish: { file: 'fi', language: 'fi' },
  English: { file: 'en', language: 'en' },
  Arabic: { file: 'ar', language: 'ar' },
  'out of scope': { file: 'out-of-scope', language: 'sv' },
};
const measured = new Map<string, Figures>();

beforeAll(async () => {
  const { cacheDir } = readConfig({});
  const { examples, concepts } = await loadContent('.', cacheDir);
  const recogniser = new LinearRecogniser(await loadOrTrain(examples, cacheDir, undefined, concepts));
  for (const [name, { file, language }] of Object.entries(files))
    measured.set(name, await measure(file, language, recogniser));
});

async function measure(file: string, language: Language, recogniser: LinearRecogniser): Promise<Figures> {
  const rows = readFileSync(`test/understanding/held-out/${file}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Row);
  const judged = await Promise.all(
    rows.map(async ({ text, topic, ...row }) => {
      const utterance = { text, redacted: text, language: row.language ?? language, topicAtHand: null };
      const ranked = (await recogniser.rank(utterance)).map(({ label }) => label);
      const heard = await recogniser.recognise(utterance);
      return { topic, ranked, heard };
    }),
  );
  const share = (holds: (one: (typeof judged)[number]) => boolean): number =>
    Math.round((1000 * judged.filter(holds).length) / judged.length) / 10;
  return {
    questions: rows.length,
    top1: share(({ topic, ranked }) => topic !== null && ranked[0] === topic),
    top3: share(({ topic, ranked }) => topic !== null && ranked.slice(0, 3).includes(topic)),
    answered: share(({ heard }) => heard.band === 'answer'),
    wrong: share(({ topic, heard }) => heard.band === 'answer' && heard.topic !== topic),
    asked: share(({ heard }) => heard.band === 'ask'),
    admitted: share(({ heard }) => heard.band === 'admit'),
  };
}

describe('on the test set apart', () => {
  it.each([
    ['Swedish', 85, 93],
    ['Finnish', 80, 90],
    ['English', 77, 90],
    ['Arabic', 70, 84],
  ])('%s is understood: the right topic first, and among the first three', (name, top1, top3) => {
    expect(measured.get(name)?.top1).toBeGreaterThanOrEqual(top1);
    expect(measured.get(name)?.top3).toBeGreaterThanOrEqual(top3);
  });

  it('few are answered wrongly', () => {
    for (const name of ['Swedish', 'Finnish', 'English', 'Arabic'])
      expect(measured.get(name)?.wrong, name).toBeLessThanOrEqual(8);
  });

  it('few are answered that are out of scope', () => {
    expect(measured.get('out of scope')?.answered).toBeLessThanOrEqual(10);
  });

  it('docs/understanding.md shows what is so, within half a point', () => {
    const page = readFileSync('docs/understanding.md', 'utf8');
    const table = page.slice(page.indexOf('test/understanding/held-out'));
    for (const [name, figures] of measured) {
      const line = table.split('\n').find((one) => one.startsWith(`| ${name} |`)) ?? '';
      const told = line
        .split('|')
        .slice(2, -1)
        .map((cell) => cell.trim());
      const really = Object.values(figures) as number[];
      expect(told, name).toHaveLength(really.length);
      told.forEach((cell, at) => {
        // Out of scope nothing can be right: those cells are empty.
        if (cell !== '')
          expect(Math.abs(Number(cell) - (really[at] ?? 0)), `${name}: ${line}`).toBeLessThanOrEqual(0.5);
      });
    }
  });
});
