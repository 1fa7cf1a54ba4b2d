import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { launcherKeys } from '../../src/web/launcher/keys.ts';
import { textKeys } from '../../src/web/texts/keys.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const languages = ['sv', 'sv-simple', 'fi', 'en', 'ar'];
const texts = (language: string) => parse(read(`locales/${language}/web.yaml`)) as Record<string, string>;
const parameters = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort((a, b) => a.localeCompare(b));
const swedish = texts('sv');

describe.each(languages)('the web texts in %s', (language) => {
  it('are exactly those that the pages use', () => {
    expect(new Set(Object.keys(texts(language)))).toEqual(new Set(textKeys));
  });
  it('take the same parameters as in Swedish', () => {
    for (const key of textKeys) {
      expect(parameters(texts(language)[key] ?? ''), key).toEqual(parameters(swedish[key] ?? ''));
    }
  });
  it('hold no pictographs and nothing empty', () => {
    for (const [key, text] of Object.entries(texts(language))) {
      expect(text.trim(), key).not.toBe('');
      expect(text, key).not.toMatch(/\p{Extended_Pictographic}/u);
    }
  });
});

it('every text is used by a page', () => {
  const source = ['chat', 'page', 'texts']
    .flatMap((room) =>
      readdirSync(new URL(`src/web/${room}/`, root)).map((file) => `src/web/${room}/${file}`),
    )
    .filter((file) => !file.endsWith('keys.ts'))
    .concat('src/web/chat.html', 'src/web/index.html')
    .map(read)
    .join('\n');
  const said = (key: string) => launcherKeys.some((one) => one === key) || source.includes(`'${key}'`);
  expect(textKeys.filter((key) => !said(key) && !source.includes(`%text:${key}%`))).toEqual([]);
});
