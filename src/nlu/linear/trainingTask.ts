import type { HiddenLayer } from './hiddenLayer.ts';
import type { Matrix } from './matrix.ts';
import { type Costs, type Plane, solveBinary } from './solveBinary.ts';
import { trainHidden } from './trainHidden.ts';

/** One label's plane. */
export interface PlaneTask {
  readonly kind: 'plane';
  readonly matrix: Matrix;
  /** The label's place of each row of the matrix. */
  readonly labelOfRow: Uint16Array;
  readonly label: number;
  readonly costs: Costs;
}

/** The hidden layer of all labels. */
export interface HiddenTask {
  readonly kind: 'hidden';
  readonly matrix: Matrix;
  readonly labelOfRow: Uint16Array;
  readonly labels: number;
}

/** A piece of training that can be done for itself, on whichever thread. */
export type Task = PlaneTask | HiddenTask;
export type TaskResult<T extends Task> = T extends PlaneTask ? Plane : HiddenLayer;

export function doTask(task: Task): Plane | HiddenLayer {
  if (task.kind === 'hidden') return trainHidden(task.matrix, task.labelOfRow, task.labels);
  const positives = Uint8Array.from(task.labelOfRow, (label) => (label === task.label ? 1 : 0));
  return solveBinary(task.matrix, positives, task.costs);
}
