import type { HiddenLayer } from './hiddenLayer.ts';
import type { Matrix } from './matrix.ts';
import { seededRandom } from './seededRandom.ts';
import { shuffle } from './shuffle.ts';

/** Units of the layer. More were no better on dev sets, and each costs a byte a feature. */
export const hiddenWidth = 48;
const width = hiddenWidth;
/** So many texts are learned from in all rounds together: few texts need more rounds to settle, many fewer. */
const steps = 350_000;
const fewestRounds = 8;
const mostRounds = 20;
/** In each round a text keeps this share of its features: the layer learns not to rest on any single one. */
const kept = 0.3;
/** The step of the first round; the last one's is a tenth of it. */
const firstStep = 0.05;
const lastShare = 0.1;
/** A label whose likelihood is off by less is left alone: most of them in most rounds. */
const slightest = 1e-3;
const tiny = 1e-6;
const innerStart = 0.2;
const largestWeight = 127;

/**
 * Learns a hidden layer by stochastic gradient descent on the logarithm of the likelihood, with steps that shrink
 * where much was learned (AdaGrad, Duchi et al. 2011; of the inner weights one for each feature) and features left out
 * at random (dropout, Srivastava et al. 2014). The same input gives the same layer.
 *
 * @param labelOfRow the label's place of each row of the matrix
 */
export function trainHidden(matrix: Matrix, labelOfRow: Uint16Array, labels: number): HiddenLayer {
  const random = seededRandom(labelOfRow.length);
  const inner = Float32Array.from({ length: matrix.width * width }, () => (2 * random() - 1) * innerStart);
  const outer = Float32Array.from(
    { length: labels * width },
    () => (2 * random() - 1) * Math.sqrt(3 / width),
  );
  const innerBiases = new Float32Array(width);
  const outerBiases = new Float32Array(labels);
  const learned = {
    inner: new Float32Array(matrix.width),
    innerBiases: new Float32Array(width),
    outer: new Float32Array(outer.length),
    outerBiases: new Float32Array(labels),
  };
  const units = new Float32Array(width);
  const blame = new Float32Array(width);
  const likelihoods = new Float32Array(labels);
  const text = createThinnedText(matrix, random);
  const order = Int32Array.from(labelOfRow, (_, row) => row);

  /** Units and likelihoods of the thinned text. */
  const read = (): void => {
    units.set(innerBiases);
    for (let at = 0; at < text.length(); at += 1) {
      const offset = (text.columns[at] as number) * width;
      const value = text.values[at] as number;
      for (let unit = 0; unit < width; unit += 1) {
        units[unit] = (units[unit] as number) + value * (inner[offset + unit] as number);
      }
    }
    for (let unit = 0; unit < width; unit += 1) units[unit] = Math.max(0, units[unit] as number);
    let highest = Number.NEGATIVE_INFINITY;
    for (let label = 0; label < labels; label += 1) {
      let score = outerBiases[label] as number;
      for (let unit = 0; unit < width; unit += 1) {
        score += (outer[label * width + unit] as number) * (units[unit] as number);
      }
      likelihoods[label] = score;
      highest = Math.max(highest, score);
    }
    let sum = 0;
    for (let label = 0; label < labels; label += 1) {
      likelihoods[label] = Math.exp((likelihoods[label] as number) - highest);
      sum += likelihoods[label] as number;
    }
    for (let label = 0; label < labels; label += 1) likelihoods[label] = (likelihoods[label] as number) / sum;
  };

  /** Moves the outer weights, and tells each unit's blame. */
  const mendOuter = (own: number, step: number): void => {
    blame.fill(0);
    for (let label = 0; label < labels; label += 1) {
      const off = (likelihoods[label] as number) - (label === own ? 1 : 0);
      if (Math.abs(off) < slightest) continue;
      for (let unit = 0; unit < width; unit += 1) {
        const at = label * width + unit;
        const weight = outer[at] as number;
        blame[unit] = (blame[unit] as number) + off * weight;
        const gradient = off * (units[unit] as number);
        if (gradient === 0) continue;
        const much = (learned.outer[at] as number) + gradient * gradient;
        learned.outer[at] = much;
        outer[at] = weight - (step * gradient) / (Math.sqrt(much) + tiny);
      }
      const much = (learned.outerBiases[label] as number) + off * off;
      learned.outerBiases[label] = much;
      outerBiases[label] = (outerBiases[label] as number) - (step * off) / (Math.sqrt(much) + tiny);
    }
  };

  /** Moves the weights of the features that were read, by the units' blame. */
  const mendInner = (step: number): void => {
    let square = 0;
    for (let unit = 0; unit < width; unit += 1) {
      if (units[unit] === 0) blame[unit] = 0;
      const gradient = blame[unit] as number;
      if (gradient === 0) continue;
      square += gradient * gradient;
      const much = (learned.innerBiases[unit] as number) + gradient * gradient;
      learned.innerBiases[unit] = much;
      innerBiases[unit] = (innerBiases[unit] as number) - (step * gradient) / (Math.sqrt(much) + tiny);
    }
    if (square === 0) return;
    for (let at = 0; at < text.length(); at += 1) {
      const column = text.columns[at] as number;
      const value = text.values[at] as number;
      const much = (learned.inner[column] as number) + (square / width) * value * value;
      learned.inner[column] = much;
      const pace = (step * value) / (Math.sqrt(much) + tiny);
      for (let unit = 0; unit < width; unit += 1) {
        const place = column * width + unit;
        inner[place] = (inner[place] as number) - pace * (blame[unit] as number);
      }
    }
  };

  const rounds = Math.min(mostRounds, Math.max(fewestRounds, Math.round(steps / labelOfRow.length)));
  for (let round = 0; round < rounds; round += 1) {
    const step = firstStep * (1 - (round / rounds) * (1 - lastShare));
    shuffle(order, order.length, random);
    for (const row of order) {
      text.thin(row);
      read();
      mendOuter(labelOfRow[row] as number, step);
      mendInner(step);
    }
  }
  return { ...quantise(inner), innerBiases, outer, outerBiases };
}

/** A row of the matrix with most of its features left out, the others made up for it. */
function createThinnedText(matrix: Matrix, random: () => number) {
  const longest = matrix.starts.reduce(
    (most, start, row) => Math.max(most, (matrix.starts[row + 1] ?? start) - start),
    0,
  );
  const columns = new Int32Array(longest);
  const values = new Float32Array(longest);
  let count = 0;
  return {
    columns,
    values,
    length: () => count,
    thin: (row: number): void => {
      count = 0;
      const end = matrix.starts[row + 1] as number;
      for (let at = matrix.starts[row] as number; at < end; at += 1) {
        if (random() >= kept) continue;
        columns[count] = matrix.columns[at] as number;
        values[count] = (matrix.values[at] as number) / kept;
        count += 1;
      }
    },
  };
}

function quantise(weights: Float32Array): Pick<HiddenLayer, 'inner' | 'innerScales'> {
  const most = new Float32Array(width).fill(1e-9);
  weights.forEach((weight, at) => {
    most[at % width] = Math.max(most[at % width] ?? 0, Math.abs(weight));
  });
  const innerScales = most.map((highest) => highest / largestWeight);
  return {
    inner: Int8Array.from(weights, (weight, at) => Math.round(weight / (innerScales[at % width] ?? 1))),
    innerScales,
  };
}
