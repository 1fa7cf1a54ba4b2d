import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ExampleLanguage, exampleLanguages } from '../model.ts';
import { expandPattern, PatternFault } from '../nlu/expandPattern.ts';
import type { Example } from '../nlu/recogniser.ts';

/** A line that cannot be read, with where it is and how to mend it. */
export interface ExampleFault {
  /** From the knowledge directory on. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
}

/** Everything that the examples files hold, and what is wrong with them. */
export interface LoadedExamples {
  readonly examples: readonly Example[];
  readonly faults: readonly ExampleFault[];
}

/**
 * Reads every `examples.<lang>.txt` of topics, small talk and out of scope. Lines with a fault are left out and
 * reported; a folder without examples is no fault here.
 *
 * @param knowledge the directory `knowledge/`
 */
export async function loadExamples(knowledge: string): Promise<LoadedExamples> {
  const folders = [
    ...(await foldersIn(knowledge, 'topics')).map((id) => ({ folder: `topics/${id}`, label: id })),
    ...(await foldersIn(knowledge, 'smalltalk')).map((id) => ({
      folder: `smalltalk/${id}`,
      label: `smalltalk/${id}`,
    })),
    { folder: 'out-of-scope', label: null },
  ];
  const parts = await Promise.all(
    folders.flatMap(({ folder, label }) =>
      exampleLanguages.map((language) =>
        loadFile(knowledge, `${folder}/examples.${language}.txt`, label, language),
      ),
    ),
  );
  return { examples: parts.flatMap((part) => part.examples), faults: parts.flatMap((part) => part.faults) };
}

async function foldersIn(knowledge: string, name: string): Promise<readonly string[]> {
  const found = await readdir(join(knowledge, name), { withFileTypes: true }).catch(ignoreMissing);
  return (found ?? [])
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function loadFile(
  knowledge: string,
  file: string,
  label: string | null,
  language: ExampleLanguage,
): Promise<LoadedExamples> {
  const text = (await readFile(join(knowledge, file), 'utf8').catch(ignoreMissing)) ?? '';
  const examples: Example[] = [];
  const faults: ExampleFault[] = [];
  for (const [at, line] of text
    .replace(/^\uFEFF/u, '')
    .split(/\r?\n/u)
    .entries()) {
    const pattern = line.trim();
    if (pattern === '' || pattern.startsWith('#')) continue;
    try {
      examples.push(...expandPattern(pattern).map((phrase) => ({ text: phrase, label, language, pattern })));
    } catch (cause) {
      if (!(cause instanceof PatternFault)) throw cause;
      faults.push({ file, line: at + 1, message: cause.message });
    }
  }
  return { examples, faults };
}

function ignoreMissing(cause: unknown): null {
  if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null;
  throw cause;
}
