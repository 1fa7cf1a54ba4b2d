import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
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
 * Reads `concepts.txt`: one idea a line, its words in several languages, with bars between the languages for the eye. A
 * missing file is no concepts.
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
    const words = [...new Set(line.split(/[|\s]+/u).filter((word) => word !== ''))];
    if (words.length < fewestWords) {
      faults.push({ file, line: at + 1, message: 'A concept needs at least two words that mean the same.' });
    } else {
      concepts.push(words);
    }
  }
  return { concepts, faults };
}
