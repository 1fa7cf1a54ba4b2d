import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Concept } from './linear/findConcepts.ts';
import type { LinearModel } from './linear/linearModel.ts';
import { modelFormat, readModel, writeModel } from './linear/modelFile.ts';
import { trainModel } from './linear/trainModel.ts';
import type { Progress } from './linear/trainPlanes.ts';
import type { Example } from './recogniser.ts';

/** Raised whenever the training would make another model of the same examples. */
const trainingVersion = 5;

/**
 * The model for these examples: from the cache when it was trained before, else trained and put there. The file is
 * written beside its place and then renamed, so that several processes may do this at once. A file that cannot be
 * read counts as none.
 *
 * @param cacheDirectory made when missing
 * @param progress told 0 to 1 while training; never called when the model comes from the cache
 * @param concepts words that mean the same, for the model to learn across languages
 * @throws what the file system throws when the cache cannot be written
 */
export async function loadOrTrain(
  examples: readonly Example[],
  cacheDirectory: string,
  progress: Progress = () => undefined,
  concepts: readonly Concept[] = [],
): Promise<LinearModel> {
  const file = join(cacheDirectory, `linear-${keyOf(examples, concepts)}.model`);
  const cached = await readCached(file);
  if (cached !== null) return cached;
  const model = await trainModel(examples, concepts, progress);
  await mkdir(cacheDirectory, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, writeModel(model));
    await rename(draft, file);
  } catch (cause) {
    await rm(draft, { force: true });
    throw cause;
  }
  return model;
}

async function readCached(file: string): Promise<LinearModel | null> {
  try {
    return readModel(await readFile(file));
  } catch {
    // Missing, cut short or of another version: whatever it is, training mends it.
    return null;
  }
}

function keyOf(examples: readonly Example[], concepts: readonly Concept[]): string {
  const hash = createHash('sha256').update(`${modelFormat} ${trainingVersion} ${JSON.stringify(concepts)}\n`);
  for (const { label, language, pattern, text } of examples) {
    hash.update(`${JSON.stringify([label, language, pattern, text])}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
