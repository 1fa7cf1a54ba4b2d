import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DangerExample } from '../nlu/danger/dangerModel.ts';
import { dangerKinds } from '../nlu/dangerRules.ts';
import type { ExampleFault } from './loadExamples.ts';

/** Everything that the files hold, and what is wrong with them. */
export interface LoadedDangerExamples {
  readonly examples: readonly DangerExample[];
  readonly faults: readonly ExampleFault[];
}

const folder = 'danger/examples';
const harmless = 'harmless';

/**
 * Reads `danger/examples/<kind>.<lang>.txt`, one line an example: how danger of a kind sounds, or, in
 * `harmless.<lang>.txt`, what only sounds so.
 *
 * @param knowledge the directory `knowledge/`
 */
export async function loadDangerExamples(knowledge: string): Promise<LoadedDangerExamples> {
  const examples: DangerExample[] = [];
  const faults: ExampleFault[] = [];
  for (const name of (await readdir(join(knowledge, folder))).sort()) {
    const [kind, language = ''] = name.split('.');
    const label = dangerKinds.find((known) => known === kind) ?? null;
    if ((label === null && kind !== harmless) || !/^[a-z]{2}\.txt$/.test(name.slice(name.indexOf('.') + 1))) {
      faults.push({
        file: `${folder}/${name}`,
        line: 1,
        message: `The name must be one of ${[...dangerKinds, harmless].join(', ')}, a dot, a language, and ".txt".`,
      });
      continue;
    }
    const text = await readFile(join(knowledge, folder, name), 'utf8');
    for (const line of text.replace(/^\uFEFF/u, '').split(/\r?\n/u)) {
      const example = line.trim();
      if (example !== '' && !example.startsWith('#'))
        examples.push({ text: example, label, language, pattern: example });
    }
  }
  return { examples, faults };
}
