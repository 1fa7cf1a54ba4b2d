import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parse } from 'yaml';
import { launcherKeys } from './launcher/keys.ts';

/**
 * Makes modules of `locales/<lang>/web.yaml` and `page.yaml` (with `?launcher` behind the name, of the few texts that the launcher says),
 * and fills `%text:key%` in the pages with the Swedish texts, for what must be readable before any script runs.
 */
export function locales(folder: URL): Plugin {
  return {
    name: 'kommunlots-locales',
    transform(source, id) {
      const [file = '', query] = id.split('?');
      if (!file.endsWith('.yaml')) return null;
      const all = parse(source) as Record<string, string>;
      const texts =
        query === 'launcher'
          ? Object.fromEntries(launcherKeys.map((key) => [key, all[key] ?? missing(key)]))
          : all;
      return { code: `export default ${JSON.stringify(texts)};`, moduleType: 'js', map: null };
    },
    transformIndexHtml(html) {
      const swedish = parse(readFileSync(new URL('sv/web.yaml', folder), 'utf8')) as Record<string, string>;
      return html.replace(/%text:(\w+)%/g, (_, key: string) => escapeHtml(swedish[key] ?? missing(key)));
    },
  };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function missing(key: string): never {
  throw new Error(`A page asks for the text "${key}": add it to locales/sv/web.yaml.`);
}
