import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cachedFile } from '../cachedFile.ts';
import { PlainError } from '../errors.ts';
import { hashFolders } from '../hashFolders.ts';
import { createLibrary, type Library } from '../knowledge/library.ts';
import { describe } from './fault.ts';
import { type ContentParts, readContent } from './readContent.ts';

/** The program that reads content: what it makes of the same files may change with it. */
const programFolder = fileURLToPath(new URL('..', import.meta.url));

/** Content that has no fault, ready to be asked. */
export interface Content extends ContentParts {
  readonly library: Library;
}

/** The content has faults, and is not served. The message lists each with file, line and mend. */
export class ContentError extends PlainError {
  override readonly name = 'ContentError';
}

/**
 * Content that may be served. What was read and checked once is kept in the cache, by a hash over the content and
 * the program that reads it: to parse and check some thousand files again at each start would take seconds.
 *
 * @param root folder that holds `dialogs/`, `knowledge/` and `locales/`
 * @throws ContentError listing every fault
 */
export async function loadContent(root: string, cacheDirectory: string): Promise<Content> {
  const key = await hashFolders([
    join(root, 'dialogs'),
    join(root, 'knowledge'),
    join(root, 'locales'),
    programFolder,
  ]);
  const file = join(cacheDirectory, `content-${key}.json`);
  // Written by this very program (its hash is in the name), after every check.
  const form = {
    read: (bytes: Buffer) => JSON.parse(bytes.toString()) as ContentParts,
    write: JSON.stringify,
  };
  const parts = await cachedFile(file, form, () => readFaultless(root));
  return { ...parts, library: createLibrary({ ...parts, aspectWords: parts.locales.aspectWords }) };
}

async function readFaultless(root: string): Promise<ContentParts> {
  const { parts, found } = await readContent(root);
  if (parts === null) {
    const faults = found.filter((fault) => fault.level === 'fault').map(describe);
    throw new ContentError(
      `The content has ${faults.length} faults, so it is not served:\n${faults.join('\n')}`,
    );
  }
  return parts;
}
