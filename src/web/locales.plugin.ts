import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { parse } from 'yaml';

/**
 * Makes modules of `locales/<lang>/web.yaml`, so that a browser loads one language at a time, and fills
 * `%text:key%` in the pages with the Swedish texts, for what must be readable before any script runs.
 */
export function locales(folder: URL): Plugin {
  return {
    name: 'kommunlots-locales',
    transform(source, id) {
      if (!id.endsWith('.yaml')) return null;
      return { code: `export default ${JSON.stringify(parse(source))};`, moduleType: 'js', map: null };
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
