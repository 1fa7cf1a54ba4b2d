import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { locales } from './locales.plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The browser programs. Hashed files under assets/, nothing inline: `default-src 'self'` suffices as policy. */
export default defineConfig({
  root: here('.'),
  base: '/',
  publicDir: false,
  // The same whatever NODE_ENV says: tests try what citizens get.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: false } },
  plugins: [locales(new URL('../../locales/', import.meta.url))],
  build: {
    outDir: here('../../node_modules/.cache/kommunlots/web'),
    emptyOutDir: true,
    assetsDir: 'assets',
    assetsInlineLimit: 0,
    target: ['chrome96', 'edge96', 'firefox102', 'safari15.4'],
    modulePreload: { polyfill: false },
  },
});
