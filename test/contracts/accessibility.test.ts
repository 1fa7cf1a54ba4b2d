import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const text = await readFile('docs/accessibility.md', 'utf8');

it('names tests that there are', async () => {
  const named = [...text.matchAll(/`(test\/[\w/]+\.test\.ts)`: ([^|\n]+?) \|$/gm)];
  expect(named.length).toBeGreaterThan(25);
  for (const [, file = '', name = ''] of named)
    expect(await readFile(file, 'utf8'), `${file}: ${name}`).toContain(`'${name}'`);
});

it('tells of each criterion of WCAG 2.2 at A and AA', () => {
  // https://www.w3.org/TR/WCAG22/, without 4.1.1, which it took out.
  const criteria =
    '1.1.1 1.2.1 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 3.3.7 3.3.8 4.1.2 4.1.3';
  const named = new Set(text.match(/\b\d\.\d\.\d{1,2}\b/g));
  expect(criteria.split(' ').filter((criterion) => !named.has(criterion))).toEqual([]);
});
