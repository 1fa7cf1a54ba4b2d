import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      license: z.string().optional(),
      integrity: z.string().optional(),
      resolved: z.string().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});
const lock = lockSchema.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
const packages = Object.entries(lock.packages)
  .filter(([path]) => path !== '')
  .map(([path, found]) => ({ name: path.replace(/^.*node_modules\//, ''), ...found }));

const allowed = [
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MPL-1.1',
  'MPL-2.0',
  '0BSD',
  'MIT OR Apache-2.0',
];
/** What is not in the list, and why it may be used all the same. */
const exceptions: Readonly<Record<string, string>> = {
  // MIT without the duty to name its authors.
  nodemailer: 'MIT-0',
  // Of pdfkit; its LICENSE is MIT.
  'png-js': 'undeclared',
  // Either may be chosen; ours is BSD.
  'json-schema': '(AFL-2.1 OR BSD-3-Clause)',
  // Of restify; its README says MIT.
  'escape-regexp-component': 'undeclared',
  // In the public domain.
  tweetnacl: 'Unlicense',
};
/** libvips, unmodified and prebuilt, which is loaded and not linked in. */
const isPrebuiltLibvips = (name: string, license: string) =>
  name.startsWith('@img/sharp') &&
  license.split(' AND ').every((each) => [...allowed, 'LGPL-3.0-or-later'].includes(each));

it('comes from the registry, each package by its hash', () => {
  // Where nothing else is said, npm asks the registry.
  const unsure = packages.filter(
    ({ integrity, resolved = 'https://registry.npmjs.org/' }) =>
      integrity?.startsWith('sha512-') !== true || !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(unsure.map(({ name }) => name)).toEqual([]);
});

it('is under licences that a city may use', () => {
  const others = packages.filter(({ name, license = 'undeclared' }) => {
    if (allowed.includes(license) || isPrebuiltLibvips(name, license)) return false;
    return exceptions[name] !== license;
  });
  expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

it('runs nothing when it is installed', async () => {
  expect(await readFile('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
  // None of these needs its script here: a new one is looked at before it is added.
  const withScripts = packages.filter(({ hasInstallScript }) => hasInstallScript === true);
  expect([...new Set(withScripts.map(({ name }) => name))].sort()).toEqual([
    'core-js',
    'dtrace-provider',
    'esbuild',
  ]);
});
