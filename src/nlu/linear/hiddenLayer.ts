import type { TextVector } from './vocabulary.ts';

/**
 * A small layer between features and labels. Where a plane adds up features one by one, its units stand for what
 * features mean together, and labels of all languages share them. Kept in 8 bits; a weight is its number times its
 * unit's scale.
 */
export interface HiddenLayer {
  /** Row by row of the vocabulary, one weight a unit. */
  readonly inner: Int8Array;
  readonly innerScales: Float32Array;
  readonly innerBiases: Float32Array;
  /** Row by row of the labels, one weight a unit. */
  readonly outer: Float32Array;
  readonly outerBiases: Float32Array;
}

/** How much each unit is stirred by a text; never below zero. */
export function stirUnits(hidden: HiddenLayer, { rows, values }: TextVector): Float64Array {
  const { inner, innerScales, innerBiases } = hidden;
  const width = innerScales.length;
  const sums = new Float64Array(width);
  for (let at = 0; at < rows.length; at += 1) {
    const offset = (rows[at] as number) * width;
    const value = values[at] as number;
    for (let unit = 0; unit < width; unit += 1) {
      sums[unit] = (sums[unit] as number) + value * (inner[offset + unit] as number);
    }
  }
  return sums.map((sum, unit) => Math.max(0, sum * (innerScales[unit] ?? 0) + (innerBiases[unit] ?? 0)));
}

/** The logarithm of each label's likelihood, the likelihoods being 1 together. */
export function logLikelihoods(hidden: HiddenLayer, units: Float64Array): Float64Array {
  const { outer, outerBiases } = hidden;
  const scores = Float64Array.from(outerBiases);
  for (let label = 0; label < scores.length; label += 1) {
    let score = scores[label] as number;
    for (let unit = 0; unit < units.length; unit += 1) {
      score += (units[unit] as number) * (outer[label * units.length + unit] as number);
    }
    scores[label] = score;
  }
  const highest = scores.reduce((most, score) => Math.max(most, score), Number.NEGATIVE_INFINITY);
  const sum = scores.reduce((total, score) => total + Math.exp(score - highest), 0);
  return scores.map((score) => score - highest - Math.log(sum));
}
