import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { KnownError } from '../../src/errors.ts';
import { createLimits } from '../../src/http/limits.ts';
import { startService } from '../support/service.ts';

const text = await readFile('docs/security.md', 'utf8');

it('names tests that there are', async () => {
  const named = [...text.matchAll(/`(test\/[\w/]+\.test\.ts)`: ([^|\n]+?)(?: \||\.$)/gm)];
  expect(named.length).toBeGreaterThan(15);
  for (const [, file = '', name = ''] of named)
    expect(await readFile(file, 'utf8'), `${file}: ${name}`).toContain(`it('${name}'`);
});

it('tells of every door that the server has', async () => {
  const service = await startService();
  try {
    const routes = Object.values(service.app.server.router.getRoutes()) as { method: string; path: string }[];
    expect(routes.length).toBeGreaterThan(12);
    const missing = routes.filter(
      ({ path }) => !text.split('\n').some((line) => line.startsWith('| `') && names(line, path)),
    );
    expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  } finally {
    await service.stop();
  }
});

it('tells how much may be done of each', async () => {
  const limits = createLimits();
  const told = (what: string) =>
    Number(new RegExp(`^\\| ${what} \\| ([\\d,]+) in`, 'm').exec(text)?.[1]?.replace(',', ''));
  const takes = async (take: (of: string) => Promise<void>): Promise<number> => {
    for (let count = 0; ; count += 1)
      try {
        await take('203.0.113.9');
      } catch (error) {
        if (!(error instanceof KnownError)) throw error;
        return count;
      }
  };
  expect(await takes(limits.start)).toBe(told('new tokens, resumed conversations'));
  expect(await takes(limits.visit)).toBe(told('requests with a token'));
  expect(await takes(limits.post)).toBe(told('activities'));
  expect(await takes(limits.upload)).toBe(told('uploads'));
  expect(await takes(limits.read)).toBe(told('polls, new streams, pictures'));
});

function names(line: string, path: string): boolean {
  return [...line.matchAll(/`(?:[A-Z]+ )?(\/[^`]*)`/g)].some(([, named]) => named === path);
}
