import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { launcherKeys } from '../../src/web/launcher/keys.ts';
import { flowPageKeys, pageKeys, textKeys } from '../../src/web/texts/keys.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const languages = ['sv', 'sv-simple', 'fi', 'en', 'ar'];
const files = [
  ['web', textKeys],
  ['page', pageKeys],
  ['flow-page', flowPageKeys],
] as const;
const texts = (language: string, file: string) =>
  parse(read(`locales/${language}/${file}.yaml`)) as Record<string, string>;
const parameters = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort((a, b) => a.localeCompare(b));

describe.each(languages.flatMap((language) => files.map(([file, keys]) => ({ language, file, keys }))))(
  'the texts of $file.yaml in $language',
  ({ language, file, keys }) => {
    const swedish = texts('sv', file);
    it('are exactly those that the pages use', () => {
      expect(new Set(Object.keys(texts(language, file)))).toEqual(new Set<string>(keys));
    });
    it('take the same parameters as in Swedish', () => {
      for (const key of keys) {
        expect(parameters(texts(language, file)[key] ?? ''), key).toEqual(parameters(swedish[key] ?? ''));
      }
    });
    it('hold no pictographs and nothing empty', () => {
      for (const [key, text] of Object.entries(texts(language, file))) {
        expect(text.trim(), key).not.toBe('');
        expect(text, key).not.toMatch(/\p{Extended_Pictographic}/u);
      }
    });
  },
);

it('every text is used by a page', () => {
  const source = ['chat', 'chat/flow', 'page', 'texts']
    .flatMap((room) =>
      readdirSync(new URL(`src/web/${room}/`, root)).map((file) => `src/web/${room}/${file}`),
    )
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('keys.ts'))
    .concat('src/web/chat.html', 'src/web/index.html')
    .map(read)
    .join('\n');
  const said = (key: string) => launcherKeys.some((one) => one === key) || source.includes(`'${key}'`);
  expect(
    [...textKeys, ...pageKeys, ...flowPageKeys].filter(
      (key) => !said(key) && !source.includes(`%text:${key}%`),
    ),
  ).toEqual([]);
});
