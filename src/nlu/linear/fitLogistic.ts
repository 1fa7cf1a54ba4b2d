/** One thing to learn from: what is seen, whether it holds, and how much it counts. */
export interface Lesson {
  readonly features: readonly number[];
  readonly holds: boolean;
  readonly weight: number;
}

const mostRounds = 40;
/** A faint pull towards zero, so that the weights settle also where the two sides part cleanly. */
const pull = 1;
/** A step that overshoots is halved so often at the most. */
const mostHalvings = 30;

/**
 * The weights of a logistic regression, by Newton's method with steps halved until they lead downhill, so that it always
 * settles. Few features, many lessons; none gives no weights.
 */
export function fitLogistic(lessons: readonly Lesson[]): readonly number[] {
  const width = lessons[0]?.features.length ?? 0;
  let weights = new Array<number>(width).fill(0);
  for (let round = 0; round < mostRounds; round += 1) {
    const gradient = weights.map((weight) => -pull * weight);
    const curve = weights.map((_, row) => weights.map((__, column) => (row === column ? pull : 0) as number));
    for (const { features, holds, weight } of lessons) {
      const score = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const likely = 1 / (1 + Math.exp(-score));
      features.forEach((value, row) => {
        gradient[row] = (gradient[row] ?? 0) + weight * ((holds ? 1 : 0) - likely) * value;
        const line = curve[row] ?? [];
        features.forEach((other, column) => {
          line[column] = (line[column] ?? 0) + weight * likely * (1 - likely) * value * other;
        });
      });
    }
    const step = solveEquations(curve, gradient);
    const here = lossOf(weights, lessons);
    let share = 1;
    const moved = (): number[] => weights.map((weight, at) => weight + share * (step[at] ?? 0));
    for (let halved = 0; halved < mostHalvings && lossOf(moved(), lessons) > here; halved += 1) share /= 2;
    weights = moved();
    if (step.every((move) => Math.abs(share * move) < 1e-6)) break;
  }
  return weights;
}

/** What the weights are judged by: how unlikely they hold what was seen, and the pull towards zero. */
export function lossOf(weights: readonly number[], lessons: readonly Lesson[]): number {
  let loss = weights.reduce((sum, weight) => sum + (pull * weight * weight) / 2, 0);
  for (const { features, holds, weight } of lessons) {
    const score = features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
    const against = holds ? -score : score;
    // log(1 + e^x) without overflow.
    loss += weight * (Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against))));
  }
  return loss;
}

/** Solves a small system of linear equations by Gauss and Jordan's elimination with pivoting. */
function solveEquations(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  const cell = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < rows.length; row += 1) {
      if (Math.abs(cell(row, pivot)) > Math.abs(cell(best, pivot))) best = row;
    }
    [rows[pivot], rows[best]] = [rows[best] ?? [], rows[pivot] ?? []];
    for (let row = 0; row < rows.length; row += 1) {
      if (row === pivot) continue;
      const factor = cell(row, pivot) / cell(pivot, pivot);
      rows[row] = (rows[row] ?? []).map((value, column) => value - factor * cell(pivot, column));
    }
  }
  return rows.map((_, at) => cell(at, rows.length) / cell(at, at));
}
