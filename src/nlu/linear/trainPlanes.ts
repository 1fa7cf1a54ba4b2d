import type { Planes } from './linearModel.ts';
import { stack } from './matrix.ts';
import type { ReadFeatures } from './readFeatures.ts';
import type { Costs } from './solveBinary.ts';
import { hiddenWidth } from './trainHidden.ts';
import type { TrainingPool } from './trainingPool.ts';
import { buildVocabulary, createVectoriser, Vocabulary } from './vocabulary.ts';

/** The cost of a text on the wrong side: chosen on dev sets, where 0.25 to 1 hardly differ. */
const cost = 0.5;
/** How much a label with few examples is helped: 0 not at all, 1 until both sides weigh the same. */
const balance = 0.5;
/** A feature's hash and rarity; beside them it has a byte for each label and each hidden unit. */
const featureBytes = 8;
const largestWeight = 127;

/** Told how far the training has come: 0 to 1. */
export type Progress = (share: number) => void;

/** Examples as a classifier reads them: normalised, in the order of the examples, with the place of each one's label. */
export interface Lessons {
  readonly texts: readonly string[];
  readonly labels: readonly (string | null)[];
  readonly labelOfRow: Uint16Array;
  readonly readFeatures: ReadFeatures;
}

/**
 * Learns one plane for each label from labelled phrases of any languages, together. The same examples give the same
 * planes.
 *
 * @param room the classifier's size in bytes, at the most; the features that say least are left out
 */
export async function trainPlanes(
  lessons: Lessons,
  pool: TrainingPool,
  room: number,
  progress: Progress,
): Promise<Planes> {
  const { texts, labels, labelOfRow, readFeatures } = lessons;
  const vocabulary = buildVocabulary(texts, readFeatures);
  const matrix = stack(texts.map(createVectoriser(vocabulary, readFeatures)), vocabulary.size);
  const weights = new Int8Array(vocabulary.size * labels.length);
  const scales = new Float32Array(labels.length);
  const biases = new Float32Array(labels.length);
  let done = 0;
  await Promise.all(
    labels.map(async (_, label) => {
      const costs = costsFor(labelOfRow, label);
      const plane = await pool.run({ kind: 'plane', matrix, labelOfRow, label, costs });
      scales[label] = quantise(plane.weights, weights, label, labels.length);
      biases[label] = plane.bias;
      done += 1;
      progress(done / labels.length);
    }),
  );
  return keepTelling({ vocabulary, weights, scales, biases }, room);
}

/** Puts a plane's weights, in 8 bits, into its column of all planes' rows, and tells their scale. */
function quantise(weights: Float32Array, into: Int8Array, column: number, columns: number): number {
  let most = 1e-9;
  for (let row = 0; row < weights.length; row += 1) most = Math.max(most, Math.abs(weights[row] ?? 0));
  const scale = most / largestWeight;
  for (let row = 0; row < weights.length; row += 1) {
    into[row * columns + column] = Math.round((weights[row] ?? 0) / scale);
  }
  return scale;
}

function costsFor(labelOfRow: Uint16Array, label: number): Costs {
  const own = labelOfRow.reduce((sum, other) => sum + (other === label ? 1 : 0), 0);
  const others = labelOfRow.length - own;
  return { positive: cost * (others / Math.max(own, 1) || 1) ** balance, negative: cost };
}

/** Leaves out the features that move margins least, until the model is small enough. */
function keepTelling(planes: Planes, room: number): Planes {
  const { vocabulary, weights, scales } = planes;
  const count = scales.length;
  const most = Math.floor(room / (count + hiddenWidth + featureBytes));
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
  const smaller = new Int8Array(kept.length * count);
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
