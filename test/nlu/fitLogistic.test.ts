import { describe, expect, it } from 'vitest';
import { fitLogistic, type Lesson, lossOf } from '../../src/nlu/linear/fitLogistic.ts';
import { seededRandom } from '../../src/nlu/linear/seededRandom.ts';

const likely = (weights: readonly number[], features: readonly number[]): number =>
  1 / (1 + Math.exp(-features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));

describe('a logistic regression', () => {
  it.each([6, 7, 9])('settles at the bottom, also where whole steps overshoot it (%s)', (seed) => {
    // Shaped like margins: two sides that overlap, long tails, and few strangers who weigh as much as all others.
    const random = seededRandom(seed);
    const tail = () => -Math.log(1 - random());
    const lessons: readonly Lesson[] = Array.from({ length: 8_000 }, (_, at) => {
      const holds = at % 87 !== 0;
      const best = (holds ? -0.7 : -1.1) + tail() * 0.8;
      const stranger = (holds ? -2.5 : -2.2) + tail() * (holds ? 0.35 : 0.8);
      return {
        features: [1, best, stranger, 1 - tail() * (holds ? 0.05 : 0.09)],
        holds,
        weight: holds ? 1 : 86,
      };
    });
    const weights = fitLogistic(lessons);
    const bottom = lossOf(weights, lessons);
    for (const at of weights.keys()) {
      for (const move of [-0.1, 0.1]) {
        const aside = weights.map((weight, other) => (other === at ? weight + move : weight));
        expect(lossOf(aside, lessons)).toBeGreaterThan(bottom);
      }
    }
  });

  it('gives each side its share where nothing tells them apart', () => {
    const lessons = [true, true, true, false].map((holds) => ({ features: [1], holds, weight: 100 }));
    expect(likely(fitLogistic(lessons), [1])).toBeCloseTo(0.75, 1);
  });

  it('has nothing to say of nothing', () => {
    expect(fitLogistic([])).toEqual([]);
  });
});
