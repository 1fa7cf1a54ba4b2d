import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { errorCatalogue } from '../../src/errors.ts';
import { outcomes } from '../../src/model.ts';

it('names every error and its status in the documentation, and no other', async () => {
  const text = await readFile('docs/errors.md', 'utf8');
  const documented = [...text.matchAll(/^\| `([a-z_]+)` \| (\d+) \| `([A-Za-z]+)` \|/gm)].map(
    ([, id, status, code]) => `${id} ${status} ${code}`,
  );
  expect(documented).toEqual(
    Object.entries(errorCatalogue).map(([id, { status, code }]) => `${id} ${status} ${code}`),
  );
});

it('has no outcome without a prefix of the contract', async () => {
  const contract = await readFile('docs/contract.md', 'utf8');
  const listed = /Outcomes, by prefix[^\n]+/.exec(contract)?.[0] ?? '';
  const prefixes = [...listed.matchAll(/`([a-z]+_)`/g)].map(([, prefix]) => prefix);
  expect(prefixes).toHaveLength(15);
  expect(
    outcomes.filter(
      (outcome) => !prefixes.some((prefix) => prefix !== undefined && outcome.startsWith(prefix)),
    ),
  ).toEqual([]);
});
