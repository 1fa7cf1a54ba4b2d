import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { loadConcepts } from '../content/loadConcepts.ts';
import { loadContent } from '../content/loadContent.ts';
import { loadExamples } from '../content/loadExamples.ts';
import { CluRecogniser } from '../nlu/clu/cluRecogniser.ts';
import { evaluateDanger } from '../nlu/danger/evaluateDanger.ts';
import { type Evaluation, evaluateByFolds, evaluateRows, type Row, type Train } from '../nlu/evaluate.ts';
import type { Concept } from '../nlu/linear/findConcepts.ts';
import { LinearRecogniser } from '../nlu/linear/linearRecogniser.ts';
import { trainModel } from '../nlu/linear/trainModel.ts';
import { trainNetworks } from '../nlu/nlpjs/networks.ts';
import { NlpjsRecogniser } from '../nlu/nlpjs/nlpjsRecogniser.ts';
import type { Recogniser } from '../nlu/recogniser.ts';
import { runCommand, UsageError } from './runCommand.ts';

/** How to train a recogniser, given words that mean the same; a file's rows are not about the city, so they get none. */
type TrainWith = (concepts: readonly Concept[]) => Train;

const recognisers: Readonly<Record<string, TrainWith>> = {
  linear: (concepts) => async (examples) => new LinearRecogniser(await trainModel(examples, concepts)),
  nlpjs: () => async (examples) => new NlpjsRecogniser(await trainNetworks(examples, () => undefined)),
  clu: () => async (examples) => {
    const { recogniser } = readConfig({ ...process.env, RECOGNISER: 'clu' });
    if (recogniser.kind !== 'clu') throw new Error('the configuration forgot what was chosen');
    const labels = new Set(examples.flatMap(({ label }) => label ?? []));
    return new CluRecogniser(recogniser.settings, noFallback, labels, Date.now);
  },
};

/** A measure of a service must not be one of ours: where it does not answer, that is told. */
const noFallback: Recogniser = {
  recognise: () => Promise.reject(unanswered()),
  rank: () => Promise.reject(unanswered()),
  explain: () => Promise.reject(unanswered()),
};

function unanswered(): UsageError {
  return new UsageError(
    'CLU did not answer. Check CLU_ENDPOINT, CLU_KEY, CLU_PROJECT and CLU_DEPLOYMENT, and that the deployment is there.',
  );
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const knowledge = join(root, 'knowledge');

const rowSchema = z.object({ text: z.string(), label: z.string().nullable(), split: z.string() });

/**
 * Measures a recogniser, by cross-validation on the project's own examples or on the rows of a file; with `--danger`
 * the ear for danger.
 */
await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      file: { type: 'string' },
      json: { type: 'boolean', default: false },
      recogniser: { type: 'string', default: 'linear' },
      danger: { type: 'boolean', default: false },
    },
  });
  if (values.danger) {
    const quality = await evaluateOwnDanger();
    process.stdout.write(values.json ? `${JSON.stringify(quality)}\n` : describeTable(quality));
    return;
  }
  const trainWith = recognisers[values.recogniser];
  if (trainWith === undefined) {
    throw new UsageError(
      `--recogniser ${values.recogniser} is not one of: ${Object.keys(recognisers).join(', ')}.`,
    );
  }
  const evaluation =
    values.file === undefined
      ? await evaluateOwn(trainWith)
      : await evaluateRows(await readRows(values.file), trainWith([]));
  process.stdout.write(values.json ? `${JSON.stringify(evaluation.quality)}\n` : describe(evaluation));
});

async function evaluateOwn(trainWith: TrainWith): Promise<Evaluation> {
  const { examples } = await loadExamples(knowledge);
  const { concepts } = await loadConcepts(knowledge);
  return evaluateByFolds(examples, trainWith(concepts), (done, all) =>
    process.stderr.write(`fold ${done} of ${all}\n`),
  );
}

async function evaluateOwnDanger() {
  const { dangerExamples, dangerRules, examples, concepts } = await loadContent(
    root,
    readConfig(process.env).cacheDir,
  );
  return evaluateDanger(dangerExamples, examples, concepts, dangerRules);
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
  return `${[...lines, ''].join('\n')}\n${describeTable(bands)}`;
}

/** Rows by their name, with the same columns each. */
function describeTable(rows: Readonly<Record<string, object>>): string {
  const names = Object.keys(Object.values(rows)[0] ?? {});
  const heading = ''.padEnd(14) + names.map((name) => name.padStart(14)).join('');
  const lines = Object.entries(rows).map(
    ([row, figures]) =>
      row.padEnd(14) +
      Object.values(figures)
        .map((figure: number) => String(figure).padStart(14))
        .join(''),
  );
  return `${[heading, ...lines].join('\n')}\n`;
}
