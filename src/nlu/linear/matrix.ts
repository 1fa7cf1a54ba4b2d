import type { TextVector } from './vocabulary.ts';

/** Many text vectors, one after the other, in memory that threads share. */
export interface Matrix {
  /** Where each row begins in `columns` and `values`; one longer than there are rows. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
  /** How many columns there are. */
  readonly width: number;
}

/** Puts vectors one after the other. */
export function stack(vectors: readonly TextVector[], width: number): Matrix {
  const count = vectors.reduce((sum, { rows }) => sum + rows.length, 0);
  const starts = new Int32Array(new SharedArrayBuffer(4 * (vectors.length + 1)));
  const columns = new Int32Array(new SharedArrayBuffer(4 * count));
  const values = new Float32Array(new SharedArrayBuffer(4 * count));
  let at = 0;
  vectors.forEach((vector, row) => {
    columns.set(vector.rows, at);
    values.set(vector.values, at);
    at += vector.rows.length;
    starts[row + 1] = at;
  });
  return { starts, columns, values, width };
}
