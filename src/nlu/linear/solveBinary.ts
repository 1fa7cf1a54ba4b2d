import type { Matrix } from './matrix.ts';
import { seededRandom } from './seededRandom.ts';
import { shuffle } from './shuffle.ts';

/** What separates one label from the rest. */
export interface Plane {
  readonly weights: Float32Array;
  readonly bias: number;
}

/** The cost of a text on the wrong side, for texts of the label and for the others. */
export interface Costs {
  readonly positive: number;
  readonly negative: number;
}

/** More rounds bring the planes nearer to the optimum, but held-out texts do not profit. */
const mostRounds = 5;
/** The largest violation of the optimum that we stop at. */
const tolerance = 0.1;
/** A row that is violated less than this is left as it is: it saves time and held-out texts do not suffer. */
const slightest = 0.02;

/**
 * The plane of an L2-regularised support vector machine with squared hinge loss, found by dual coordinate descent
 * with shrinking (Hsieh et al. 2008, as in LIBLINEAR). The same input gives the same plane.
 *
 * @param positives 1 for each row of the label, 0 for the others
 */
export function solveBinary(matrix: Matrix, positives: Uint8Array, costs: Costs): Plane {
  const { starts, columns, values, width } = matrix;
  const count = positives.length;
  const weights = new Float32Array(width);
  const alphas = new Float64Array(count);
  const order = Int32Array.from({ length: count }, (_, row) => row);
  const softness = [0.5 / costs.negative, 0.5 / costs.positive] as const;
  const curvature = curvatures(matrix, positives, softness);
  const random = seededRandom(count);
  let bias = 0;
  let active = count;
  let shrinkAbove = Number.POSITIVE_INFINITY;

  for (let round = 0; round < mostRounds; round += 1) {
    let highest = Number.NEGATIVE_INFINITY;
    let lowest = Number.POSITIVE_INFINITY;
    shuffle(order, active, random);
    for (let turn = 0; turn < active; turn += 1) {
      const row = order[turn] as number;
      const sign = positives[row] === 1 ? 1 : -1;
      const start = starts[row] as number;
      const end = starts[row + 1] as number;
      let score = bias;
      for (let at = start; at < end; at += 1) {
        score += (weights[columns[at] as number] as number) * (values[at] as number);
      }
      const alpha = alphas[row] as number;
      const gradient = sign * score - 1 + (softness[positives[row] as 0 | 1] as number) * alpha;
      if (alpha === 0 && gradient > shrinkAbove) {
        // Far on the right side: set aside until the others have settled.
        active -= 1;
        order[turn] = order[active] as number;
        order[active] = row;
        turn -= 1;
        continue;
      }
      const violation = alpha === 0 ? Math.min(gradient, 0) : gradient;
      highest = Math.max(highest, violation);
      lowest = Math.min(lowest, violation);
      if (Math.abs(violation) < slightest) continue;
      const moved = Math.max(alpha - gradient / (curvature[row] as number), 0);
      alphas[row] = moved;
      const step = (moved - alpha) * sign;
      bias += step;
      for (let at = start; at < end; at += 1) {
        const column = columns[at] as number;
        weights[column] = (weights[column] as number) + step * (values[at] as number);
      }
    }
    if (highest - lowest <= tolerance) {
      if (active === count) break;
      active = count;
      shrinkAbove = Number.POSITIVE_INFINITY;
    } else {
      shrinkAbove = highest <= 0 ? Number.POSITIVE_INFINITY : highest;
    }
  }
  return { weights, bias };
}

/** How steeply each row's part of the problem bends: its squared length (with the bias as a feature) and softness. */
function curvatures(
  matrix: Matrix,
  positives: Uint8Array,
  softness: readonly [number, number],
): Float64Array {
  return Float64Array.from(positives, (positive, row) => {
    let square = 1 + softness[positive === 1 ? 1 : 0];
    for (let at = matrix.starts[row] ?? 0; at < (matrix.starts[row + 1] ?? 0); at += 1) {
      square += (matrix.values[at] ?? 0) ** 2;
    }
    return square;
  });
}
