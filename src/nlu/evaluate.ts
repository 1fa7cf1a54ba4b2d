import type { Band } from '../model.ts';
import type { Example, Recogniser } from './recogniser.ts';
import { splitFolds } from './splitFolds.ts';

/** Trains a recogniser of one kind. */
export type Train = (examples: readonly Example[]) => Promise<Recogniser>;

/** A labelled row of a data file. `label: null` is out of scope. */
export interface Row {
  readonly text: string;
  readonly label: string | null;
  readonly split: string;
}

/** One text with what the recogniser made of it. */
export interface Judged {
  readonly label: string | null;
  readonly group: string;
  /** Labels, best first. */
  readonly ranked: readonly string[];
  /** Confidence of the best label. */
  readonly confidence: number;
  readonly band: Band;
  readonly milliseconds: number;
}

/** How well a recogniser does. Shares are 0 to 100; null where there is nothing to measure them on. */
export interface Quality {
  /** Best label right, over rows with a label, nothing rejected. */
  readonly accuracy: number;
  /** Right label among the best three. */
  readonly top3: number;
  /** Rows with a label that are kept at the threshold that rejects 5 % of those of the threshold's rows. */
  readonly coverage: number;
  /** Rows out of scope that are rejected at that threshold. */
  readonly outOfScopeCaught: number | null;
  /** How often a row with a label gets more confidence than one out of scope. */
  readonly auroc: number | null;
  readonly trainSeconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** What a citizen would have met: shares of rows, 0 to 100. */
export interface Bands {
  readonly rows: number;
  readonly accuracy: number;
  readonly top3: number;
  readonly answered: number;
  /** Answered, and not right. */
  readonly wrong: number;
  readonly asked: number;
  readonly admitted: number;
}

export interface Evaluation {
  readonly quality: Quality;
  /** By language in cross-validation, with `out of scope` for itself; by nothing in a file. */
  readonly bands: Readonly<Record<string, Bands>>;
}

const rejected = 0.05;
const folds = 5;

/**
 * Cross-validation on the project's own examples: all expansions of one pattern in one fold, each tested once by a
 * recogniser that was trained, bands included, on the other folds.
 *
 * @param progress told the folds done and all
 */
export async function evaluateByFolds(
  examples: readonly Example[],
  train: Train,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<Evaluation> {
  const judged: Judged[] = [];
  let trainSeconds = 0;
  for (const [at, fold] of splitFolds(examples, folds).entries()) {
    const started = performance.now();
    const recogniser = await train(fold.train);
    trainSeconds += (performance.now() - started) / 1000 / folds;
    for (const example of fold.test) {
      judged.push(
        await judge(recogniser, example, example.label === null ? 'out of scope' : example.language),
      );
    }
    progress(at + 1, folds);
  }
  return {
    quality: measureQuality(judged, thresholdOf(judged), trainSeconds),
    bands: measureBands(judged),
  };
}

/**
 * Trains on the rows of split `train`, sets the threshold on `dev` or `val`, reports on `test`, or on `dev` or `val`
 * where there is none.
 *
 * @throws RangeError when the rows have nothing to train on or to report on
 */
export async function evaluateRows(rows: readonly Row[], train: Train): Promise<Evaluation> {
  const own = rows.filter((row) => row.split === 'train');
  const choosing = rows.filter((row) => row.split === 'dev' || row.split === 'val');
  const testing = rows.filter((row) => row.split === 'test');
  const reported = testing.length > 0 ? testing : choosing;
  if (own.length === 0 || !reported.some((row) => row.label !== null)) {
    throw new RangeError(
      'The file needs rows of split "train", and labelled ones of "dev", "val" or "test".',
    );
  }
  const started = performance.now();
  const recogniser = await train(own.map(toExample));
  const trainSeconds = (performance.now() - started) / 1000;
  const judgeAll = async (some: readonly Row[]): Promise<readonly Judged[]> => {
    const judged: Judged[] = [];
    for (const row of some) {
      judged.push(await judge(recogniser, toExample(row), row.label === null ? 'out of scope' : 'all'));
    }
    return judged;
  };
  const judged = await judgeAll(reported);
  const chosen = testing.length > 0 && choosing.length > 0 ? await judgeAll(choosing) : judged;
  return { quality: measureQuality(judged, thresholdOf(chosen), trainSeconds), bands: measureBands(judged) };
}

/** A file does not say in which language its rows are; a recogniser that must know takes them for Swedish. */
function toExample({ text, label }: Row): Example {
  return { text, label, language: 'sv', pattern: text };
}

async function judge(
  recogniser: Recogniser,
  { text, label, language }: Pick<Example, 'text' | 'label' | 'language'>,
  group: string,
): Promise<Judged> {
  const utterance = { text, redacted: text, language, topicAtHand: null };
  const started = performance.now();
  const ranked = await recogniser.rank(utterance);
  const milliseconds = performance.now() - started;
  const { band } = await recogniser.recognise(utterance);
  return {
    label,
    group,
    ranked: ranked.map((one) => one.label),
    confidence: ranked[0]?.confidence ?? 0,
    band,
    milliseconds,
  };
}

/** The confidence below which 5 % of the labelled rows lie. */
export function thresholdOf(judged: readonly Judged[]): number {
  const own = judged.filter((row) => row.label !== null).map((row) => row.confidence);
  return own.sort((a, b) => a - b)[Math.floor(own.length * rejected)] ?? 0;
}

export function measureQuality(judged: readonly Judged[], threshold: number, trainSeconds: number): Quality {
  const labelled = judged.filter((row) => row.label !== null);
  const strangers = judged.filter((row) => row.label === null);
  const times = judged.map((row) => row.milliseconds).sort((a, b) => a - b);
  return {
    accuracy: share(labelled, isRight),
    top3: share(labelled, isAmongThree),
    coverage: share(labelled, (row) => row.confidence >= threshold),
    outOfScopeCaught: strangers.length === 0 ? null : share(strangers, (row) => row.confidence < threshold),
    auroc: areaUnderCurve(labelled, strangers),
    trainSeconds: round(trainSeconds),
    p50Ms: round(times[Math.floor(times.length * 0.5)] ?? 0),
    p99Ms: round(times[Math.floor(times.length * 0.99)] ?? 0),
  };
}

function measureBands(judged: readonly Judged[]): Readonly<Record<string, Bands>> {
  const groups = [...new Set(judged.map((row) => row.group))].sort((a, b) => (a < b ? -1 : 1));
  return Object.fromEntries(
    groups.map((group) => {
      const rows = judged.filter((row) => row.group === group);
      return [
        group,
        {
          rows: rows.length,
          accuracy: share(rows, isRight),
          top3: share(rows, isAmongThree),
          answered: share(rows, (row) => row.band === 'answer'),
          wrong: share(rows, (row) => row.band === 'answer' && !isRight(row)),
          asked: share(rows, (row) => row.band === 'ask'),
          admitted: share(rows, (row) => row.band === 'admit'),
        },
      ];
    }),
  );
}

function isRight(row: Judged): boolean {
  return row.label !== null && row.ranked[0] === row.label;
}

function isAmongThree(row: Judged): boolean {
  return row.label !== null && row.ranked.slice(0, 3).includes(row.label);
}

function share(rows: readonly Judged[], holds: (row: Judged) => boolean): number {
  return rows.length === 0 ? 0 : round((100 * rows.filter(holds).length) / rows.length);
}

/** By ranks (Mann and Whitney), ties counted half. */
function areaUnderCurve(labelled: readonly Judged[], strangers: readonly Judged[]): number | null {
  if (labelled.length === 0 || strangers.length === 0) return null;
  const others = strangers.map((row) => row.confidence).sort((a, b) => a - b);
  const below = (value: number, orEqual: boolean): number => {
    let [low, high] = [0, others.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = others[middle] ?? 0;
      if (other < value || (orEqual && other === value)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const sum = labelled.reduce(
    (total, { confidence }) => total + below(confidence, false) + below(confidence, true),
    0,
  );
  return round((100 * sum) / 2 / labelled.length / strangers.length);
}

/** To a thousandth: more digits would only pretend. */
function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
