import type { Calibration } from './calibrate.ts';
import type { Concept } from './findConcepts.ts';
import type { TextVector, Vocabulary } from './vocabulary.ts';

/** One plane a label, kept in 16 bits: what was learned from the examples. */
export interface Planes {
  /** Topic ids, `smalltalk/<kind>`, and null for what is out of scope. */
  readonly labels: readonly (string | null)[];
  readonly vocabulary: Vocabulary;
  /** What features are read with; see `createFeatureReader`. */
  readonly concepts: readonly Concept[];
  /** Row by row of the vocabulary, one weight a label. A weight is this times its label's scale. */
  readonly weights: Int16Array;
  readonly scales: Float32Array;
  readonly biases: Float32Array;
}

/** A whole trained recogniser: planes, and how their margins become confidence and bands. */
export interface LinearModel {
  readonly planes: Planes;
  readonly calibration: Calibration;
}

/** How far a text lies on each label's side of its plane; above zero is inside. */
export interface Margins {
  /** In the order of the planes' labels. */
  readonly values: Float64Array;
  /** The share, 0 to 1, of the text that the vocabulary has. */
  readonly known: number;
}

/** Measures a text that `normalise` made against every plane. */
export function measureMargins(planes: Planes, vector: TextVector): Margins {
  const { weights, scales, biases } = planes;
  const count = scales.length;
  const sums = new Float64Array(count);
  for (let at = 0; at < vector.rows.length; at += 1) {
    const offset = (vector.rows[at] as number) * count;
    const value = vector.values[at] as number;
    for (let label = 0; label < count; label += 1) {
      sums[label] = (sums[label] as number) + value * (weights[offset + label] as number);
    }
  }
  return {
    values: sums.map((sum, label) => sum * (scales[label] ?? 0) + (biases[label] ?? 0)),
    known: vector.known,
  };
}
