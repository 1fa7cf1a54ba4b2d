/**
 * Runs one of our programs: `node src/run.mjs main.ts`, with that program's own parameters behind it. Node 22.18 and later
 * read TypeScript themselves; for older ones tsx does. Compiled code is kept where Node can, so that a warm start
 * compiles nothing.
 */
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [program = 'main.ts'] = process.argv.splice(2, 1);
module.enableCompileCache?.(
  fileURLToPath(new URL('../node_modules/.cache/kommunlots/compiled', import.meta.url)),
);
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}
await import(new URL(program, import.meta.url).href);
