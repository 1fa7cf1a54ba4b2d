import type { Condition, Filter, Scalar } from '../documents.ts';

const comparisons = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=' } as const;

/** A filter as an SQL condition over a JSON column `doc`, with the values to bind, in order. */
export function toWhere<T>(filter: Filter<T>): { sql: string; values: (string | number | null)[] } {
  const parts: string[] = [];
  const values: (string | number | null)[] = [];
  for (const [field, condition] of Object.entries(filter) as [string, Condition | undefined][]) {
    if (condition === undefined) continue;
    if (!/^[A-Za-z]+$/.test(field)) throw new Error(`not a field that can be searched by: ${field}`);
    const path = `doc ->> '$.${field}'`;
    if (typeof condition !== 'object' || condition === null) {
      parts.push(`${path} IS ?`);
      values.push(bindable(condition));
      continue;
    }
    for (const [operator, sign] of Object.entries(comparisons)) {
      const bound = condition[operator as keyof typeof comparisons];
      if (bound === undefined) continue;
      parts.push(`${path} ${sign} ?`);
      values.push(bindable(bound));
    }
    if (condition.$in !== undefined) {
      // As one value, so that a list of any length is the same statement.
      parts.push(`${path} IN (SELECT value FROM json_each(?))`);
      values.push(JSON.stringify(condition.$in.map(bindable)));
    }
  }
  return { sql: parts.length === 0 ? 'TRUE' : parts.join(' AND '), values };
}

/** SQLite's JSON gives true and false back as 1 and 0. */
function bindable(value: Scalar): string | number | null {
  return typeof value === 'boolean' ? Number(value) : value;
}
