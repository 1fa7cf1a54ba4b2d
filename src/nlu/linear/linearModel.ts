import type { Calibration } from './calibrate.ts';
import type { Concept } from './findConcepts.ts';
import { type HiddenLayer, logLikelihoods, stirUnits } from './hiddenLayer.ts';
import type { TextVector, Vocabulary } from './vocabulary.ts';

/** One plane a label, kept in 8 bits: what was learned from the examples. */
export interface Planes {
  readonly vocabulary: Vocabulary;
  /** Row by row of the vocabulary, one weight a label. A weight is this times its label's scale. */
  readonly weights: Int8Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** What tells labels apart: planes and a hidden layer, over one vocabulary. */
export interface Classifier {
  /** Topic ids, `smalltalk/<kind>`, and null for what is out of scope. */
  readonly labels: readonly (string | null)[];
  /** What features are read with; see `createFeatureReader`. */
  readonly concepts: readonly Concept[];
  readonly planes: Planes;
  readonly hidden: HiddenLayer;
}

/** A whole trained recogniser: a classifier, and how its margins become confidence and bands. */
export interface LinearModel {
  readonly classifier: Classifier;
  readonly calibration: Calibration;
}

/** How near a text is to each label. */
export interface Margins {
  /** In the order of the labels: how far on its plane's side, moved by what the hidden layer holds of it. */
  readonly values: Float64Array;
  /** The share, 0 to 1, of the text that the vocabulary has. */
  readonly known: number;
}

/** What the hidden layer's log likelihoods weigh beside the planes' margins: flat from 0.1 to 0.25 on dev sets. */
export const hiddenShare = 0.15;
/** A label is never less likely to the hidden layer than this. */
const leastLikely = -8;

/** Measures a text that `normalise` made against every label. */
export function measureMargins({ planes, hidden }: Classifier, vector: TextVector): Margins {
  const likely = logLikelihoods(hidden, stirUnits(hidden, vector));
  return {
    values: distances(planes, vector).map(
      (distance, label) => distance + hiddenShare * Math.max(leastLikely, likely[label] ?? leastLikely),
    ),
    known: vector.known,
  };
}

/** How far the text lies on each label's side of its plane; above zero is inside. */
function distances({ weights, scales, biases }: Planes, { rows, values }: TextVector): Float64Array {
  const count = scales.length;
  const sums = new Float64Array(count);
  for (let at = 0; at < rows.length; at += 1) {
    const offset = (rows[at] as number) * count;
    const value = values[at] as number;
    for (let label = 0; label < count; label += 1) {
      sums[label] = (sums[label] as number) + value * (weights[offset + label] as number);
    }
  }
  return sums.map((sum, label) => sum * (scales[label] ?? 0) + (biases[label] ?? 0));
}
