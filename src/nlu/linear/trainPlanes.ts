import type { Example } from '../recogniser.ts';
import type { Concept } from './findConcepts.ts';
import type { Planes } from './linearModel.ts';
import { normalise } from './normalise.ts';
import { createFeatureReader } from './readFeatures.ts';
import { type Costs, type Matrix, solveBinary } from './solveBinary.ts';
import { buildVocabulary, createVectoriser, type TextVector, Vocabulary } from './vocabulary.ts';

/** The cost of a text on the wrong side: chosen on dev sets, where 0.25 to 1 hardly differ. */
const cost = 0.5;
/** How much a label with few examples is helped: 0 not at all, 1 until both sides weigh the same. */
const balance = 0.5;
/** A model's size in bytes, at the most; the features that say least are left out. */
const mostBytes = 28_000_000;
const largestWeight = 32_767;

/** Told how far the training has come: 0 to 1. */
export type Progress = (share: number) => void;

/**
 * Learns one plane for each label from labelled phrases of any languages, together. The same examples give the same
 * planes.
 */
export function trainPlanes(
  examples: readonly Example[],
  concepts: readonly Concept[],
  progress: Progress,
): Planes {
  const readFeatures = createFeatureReader(concepts);
  const texts = examples.map((example) => normalise(example.text));
  const vocabulary = buildVocabulary(texts, readFeatures);
  const labels = [...new Set(examples.map((example) => example.label))].sort(byName);
  const matrix = stack(texts.map(createVectoriser(vocabulary, readFeatures)));
  const weights = new Int16Array(vocabulary.size * labels.length);
  const scales = new Float32Array(labels.length);
  const biases = new Float32Array(labels.length);
  labels.forEach((label, at) => {
    const positives = Uint8Array.from(examples, (example) => (example.label === label ? 1 : 0));
    const plane = solveBinary(matrix, positives, vocabulary.size, costsFor(positives));
    scales[at] = quantise(plane.weights, weights, at, labels.length);
    biases[at] = plane.bias;
    progress((at + 1) / labels.length);
  });
  return keepTelling({ labels, vocabulary, concepts, weights, scales, biases });
}

/** Puts a plane's weights, in 16 bits, into its column of all planes' rows, and tells their scale. */
function quantise(weights: Float32Array, into: Int16Array, column: number, columns: number): number {
  let most = 1e-9;
  for (let row = 0; row < weights.length; row += 1) most = Math.max(most, Math.abs(weights[row] ?? 0));
  const scale = most / largestWeight;
  for (let row = 0; row < weights.length; row += 1) {
    into[row * columns + column] = Math.round((weights[row] ?? 0) / scale);
  }
  return scale;
}

function byName(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}

function costsFor(positives: Uint8Array): Costs {
  const own = positives.reduce((sum, positive) => sum + positive, 0);
  return { positive: cost * ((positives.length - own) / Math.max(own, 1) || 1) ** balance, negative: cost };
}

function stack(vectors: readonly TextVector[]): Matrix {
  const starts = new Int32Array(vectors.length + 1);
  vectors.forEach((vector, at) => {
    starts[at + 1] = (starts[at] ?? 0) + vector.rows.length;
  });
  const columns = new Int32Array(starts[vectors.length] ?? 0);
  const values = new Float32Array(columns.length);
  vectors.forEach((vector, at) => {
    columns.set(vector.rows, starts[at] ?? 0);
    values.set(vector.values, starts[at] ?? 0);
  });
  return { starts, columns, values };
}

/** Leaves out the features that move margins least, until the model is small enough. */
function keepTelling(planes: Planes): Planes {
  const { vocabulary, weights, scales } = planes;
  const count = planes.labels.length;
  const most = Math.floor(mostBytes / (2 * count + 8));
  if (vocabulary.size <= most) return planes;
  const telling = Float64Array.from(vocabulary.rarity, (rarity, row) => {
    let sum = 0;
    for (let label = 0; label < count; label += 1) {
      sum += ((weights[row * count + label] ?? 0) * (scales[label] ?? 0)) ** 2;
    }
    return sum * rarity * rarity;
  });
  const kept = [...telling.keys()]
    .sort((a, b) => (telling[b] ?? 0) - (telling[a] ?? 0) || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
  const smaller = new Int16Array(kept.length * count);
  kept.forEach((row, at) => {
    smaller.set(weights.subarray(row * count, (row + 1) * count), at * count);
  });
  return {
    ...planes,
    vocabulary: new Vocabulary(
      Uint32Array.from(kept, (row) => vocabulary.hashes[row] ?? 0),
      Float32Array.from(kept, (row) => vocabulary.rarity[row] ?? 0),
    ),
    weights: smaller,
  };
}
