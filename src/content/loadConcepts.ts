import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exampleLanguages } from '../model.ts';
import type { Concept } from '../nlu/linear/findConcepts.ts';
import type { ExampleFault } from './loadExamples.ts';

/** The concepts, and what is wrong with the file. */
export interface LoadedConcepts {
  readonly concepts: readonly Concept[];
  readonly faults: readonly ExampleFault[];
}

const file = 'concepts.txt';
/** One word alone says nothing of what means the same. */
const fewestWords = 2;

/**
 * Reads `concepts.txt`: one idea a line, its words in Swedish, Finnish, English and Arabic, with bars between the
 * languages. A missing file is no concepts.
 *
 * @param knowledge the directory `knowledge/`
 */
export async function loadConcepts(knowledge: string): Promise<LoadedConcepts> {
  const text = await readFile(join(knowledge, file), 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw cause;
  });
  const concepts: Concept[] = [];
  const faults: ExampleFault[] = [];
  for (const [at, line] of text.split(/\r?\n/u).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const columns = line.split('|').map((column) => column.split(/\s+/u).filter((word) => word !== ''));
    if (columns.length > exampleLanguages.length) {
      faults.push({
        file,
        line: at + 1,
        message: 'A concept has at most four languages: sv | fi | en | ar.',
      });
    } else if (columns.flat().length < fewestWords) {
      faults.push({ file, line: at + 1, message: 'A concept needs at least two words that mean the same.' });
    } else {
      concepts.push(Object.fromEntries(columns.map((words, column) => [exampleLanguages[column], words])));
    }
  }
  return { concepts, faults };
}
