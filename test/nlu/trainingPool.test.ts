import { afterEach, describe, expect, it } from 'vitest';
import { stack } from '../../src/nlu/linear/matrix.ts';
import { createTrainingPool, type TrainingPool } from '../../src/nlu/linear/trainingPool.ts';
import type { HiddenTask, PlaneTask } from '../../src/nlu/linear/trainingTask.ts';

/** Twelve texts over six features, of three labels that each have two features of their own. */
const rows = Array.from({ length: 12 }, (_, at) => ({
  rows: Int32Array.of((at % 3) * 2, (at % 3) * 2 + 1),
  values: Float32Array.of(1, 0.5 + at / 24),
  known: 1,
}));
const matrix = stack(rows, 6);
const labelOfRow = Uint16Array.from(rows, (_, at) => at % 3);
const plane = (label: number): PlaneTask => ({
  kind: 'plane',
  matrix,
  labelOfRow,
  label,
  costs: { positive: 1, negative: 1 },
});
const hidden: HiddenTask = { kind: 'hidden', matrix, labelOfRow, labels: 3 };

let pool: TrainingPool | null = null;
const open = (threads: number): TrainingPool => {
  pool = createTrainingPool(threads);
  return pool;
};
afterEach(async () => {
  await pool?.close();
  pool = null;
});

describe('the training pool', () => {
  it('comes to the same on threads as without, in the order of the tasks', async () => {
    const tasks = [plane(0), plane(1), hidden, plane(2)] as const;
    const alone = open(0);
    const expected = await Promise.all(tasks.map((task) => alone.run(task)));
    const several = open(2);
    expect(await Promise.all(tasks.map((task) => several.run(task)))).toEqual(expected);
  });

  it('fails whoever waits when a thread fails, instead of letting them wait', async () => {
    const several = open(1);
    const wrong = { ...plane(0), matrix: null } as unknown as PlaneTask;
    const results = await Promise.allSettled([several.run(wrong), several.run(plane(1))]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(several.run(plane(2))).rejects.toThrow();
  });
});
