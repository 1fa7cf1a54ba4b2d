import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { loadExamples } from '../content/loadExamples.ts';
import { type Evaluation, evaluateByFolds, evaluateRows, type Row, type Train } from '../nlu/evaluate.ts';
import { LinearRecogniser } from '../nlu/linear/linearRecogniser.ts';
import { trainModel } from '../nlu/linear/trainModel.ts';
import { runCommand, UsageError } from './runCommand.ts';

const recognisers: Readonly<Record<string, Train>> = {
  linear: (examples) => Promise.resolve(new LinearRecogniser(trainModel(examples))),
};

const rowSchema = z.object({ text: z.string(), label: z.string().nullable(), split: z.string() });

/** Measures a recogniser: by cross-validation on the project's own examples, or on the rows of a file. */
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
      recogniser: { type: 'string', default: 'linear' },
    },
  });
  const train = recognisers[values.recogniser];
  if (train === undefined) {
    throw new UsageError(
      `--recogniser ${values.recogniser} is not one of: ${Object.keys(recognisers).join(', ')}.`,
    );
  }
  const evaluation =
    values.file === undefined
      ? await evaluateOwn(train)
      : await evaluateRows(await readRows(values.file), train);
  process.stdout.write(values.json ? `${JSON.stringify(evaluation.quality)}\n` : describe(evaluation));
});

async function evaluateOwn(train: Train): Promise<Evaluation> {
  const { examples } = await loadExamples(fileURLToPath(new URL('../../knowledge', import.meta.url)));
  return evaluateByFolds(examples, train, (done, all) => process.stderr.write(`fold ${done} of ${all}\n`));
}

async function readRows(file: string): Promise<readonly Row[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new UsageError(`--file ${file} cannot be read.`);
  });
  return text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [rowSchema.parse(JSON.parse(line))];
    } catch {
      throw new UsageError(
        `${file}:${at + 1}: not a row. Write {"text": "…", "label": "…" or null, "split": "train"}.`,
      );
    }
  });
}

function describe({ quality, bands }: Evaluation): string {
  const lines = Object.entries(quality).map(([name, value]) => `${name.padEnd(18)}${value ?? '-'}`);
  const names = ['rows', 'accuracy', 'top3', 'answered', 'wrong', 'asked', 'admitted'] as const;
  const table = Object.entries(bands).map(
    ([group, band]) =>
      group.padEnd(14) +
      names.map((name) => band[name].toFixed(name === 'rows' ? 0 : 1).padStart(10)).join(''),
  );
  const heading = ''.padEnd(14) + names.map((name) => name.padStart(10)).join('');
  return `${[...lines, '', heading, ...table].join('\n')}\n`;
}
