import { describe, expect, it } from 'vitest';
import { evaluateByFolds, evaluateRows, type Row, type Train } from '../../src/nlu/evaluate.ts';
import { LinearRecogniser } from '../../src/nlu/linear/linearRecogniser.ts';
import { trainModel } from '../../src/nlu/linear/trainModel.ts';
import type { Recogniser } from '../../src/nlu/recogniser.ts';
import { splitFolds } from '../../src/nlu/splitFolds.ts';
import { smallExamples } from './smallExamples.ts';

const linear: Train = async (examples) => new LinearRecogniser(await trainModel(examples));

/** Believes that the text is its own label, and its length its confidence in percent. */
const parrot: Recogniser = {
  rank: ({ text }) => Promise.resolve([{ label: text, confidence: text.length / 100 }]),
  recognise: ({ text }) =>
    Promise.resolve({ band: 'answer', topic: text, confidence: 1, alternatives: [], smalltalk: null }),
  explain: () => Promise.resolve([]),
};

function row(text: string, label: string | null, split: string): Row {
  return { text, label, split };
}

describe('folds', () => {
  const folds = splitFolds(smallExamples, 4);

  it('test each example once, and never train on what they test', () => {
    expect(folds.flatMap((fold) => fold.test)).toHaveLength(smallExamples.length);
    for (const { train, test } of folds) expect(train.length + test.length).toBe(smallExamples.length);
  });

  it('keep all expansions of one pattern together', () => {
    for (const { train, test } of folds) {
      const trained = new Set(train.map((example) => `${example.label} ${example.pattern}`));
      expect(test.filter((example) => trained.has(`${example.label} ${example.pattern}`))).toEqual([]);
    }
  });

  it('do not depend on the order of the examples', () => {
    const turned = splitFolds([...smallExamples].reverse(), 4);
    const texts = (examples: readonly { text: string }[]) => examples.map((example) => example.text).sort();
    expect(turned.map((fold) => texts(fold.test))).toEqual(folds.map((fold) => texts(fold.test)));
  });
});

describe('an evaluation of rows', () => {
  const rows = [
    row('bok', 'bok', 'train'),
    ...Array.from({ length: 20 }, (_, at) => row('x'.repeat(at + 1), 'x'.repeat(at + 1), 'dev')),
    row('x', null, 'test'),
    row('yyyyy', null, 'test'),
    row('bil', 'bil', 'test'),
    row('båt', 'cykel', 'test'),
  ];

  it('sets the threshold on dev and reports on test', async () => {
    const { quality } = await evaluateRows(rows, () => Promise.resolve(parrot));
    expect(quality).toMatchObject({ accuracy: 50, top3: 50, coverage: 100, outOfScopeCaught: 50, auroc: 50 });
  });

  it('reports on dev where there is no test', async () => {
    const { quality } = await evaluateRows(
      rows.filter((one) => one.split !== 'test'),
      () => Promise.resolve(parrot),
    );
    expect(quality).toMatchObject({ accuracy: 100, coverage: 95, outOfScopeCaught: null, auroc: null });
  });

  it('is refused when there is nothing to train on', async () => {
    await expect(evaluateRows([row('a', 'b', 'test')], linear)).rejects.toThrow(RangeError);
  });

  it('counts what citizens would have met, out of scope for itself', async () => {
    const { bands } = await evaluateRows(rows, () => Promise.resolve(parrot));
    expect(bands['out of scope']).toMatchObject({ rows: 2, answered: 100, wrong: 100 });
    expect(bands['all']).toMatchObject({ rows: 2, answered: 100, wrong: 50 });
  });
});

describe('cross-validation', () => {
  it('tells each language’s figures', async () => {
    const { quality, bands } = await evaluateByFolds(smallExamples, linear);
    expect(Object.keys(bands)).toEqual(['ar', 'en', 'fi', 'out of scope', 'sv']);
    // Phrases that are held out are little like those of so small a set, yet far above one in five.
    expect(quality.accuracy).toBeGreaterThan(40);
    expect(quality.auroc).toBeGreaterThan(50);
  });
});
