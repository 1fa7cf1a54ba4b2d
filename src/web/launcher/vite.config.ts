import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { locales } from '../locales.plugin.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The launcher: one classic script under one lasting name, which cities put on their own pages. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  plugins: [locales(new URL('../../../locales/', import.meta.url))],
  build: {
    outDir: here('../../../node_modules/.cache/kommunlots/launcher'),
    emptyOutDir: false,
    target: ['chrome96', 'edge96', 'firefox102', 'safari15.4'],
    lib: { entry: here('main.ts'), formats: ['iife'], name: 'kommunlots', fileName: () => 'chat.js' },
  },
});
