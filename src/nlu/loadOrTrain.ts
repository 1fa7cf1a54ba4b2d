import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cachedFile } from '../cachedFile.ts';
import type { Concept } from './linear/findConcepts.ts';
import type { LinearModel } from './linear/linearModel.ts';
import { modelFormat, readModel, writeModel } from './linear/modelFile.ts';
import { trainModel } from './linear/trainModel.ts';
import type { Progress } from './linear/trainPlanes.ts';
import type { Example } from './recogniser.ts';

/** Raised whenever the training would make another model of the same examples. */
const trainingVersion = 10;

/**
 * The model for these examples: from the cache when it was trained before, else trained and put there.
 *
 * @param cacheDirectory made when missing
 * @param progress told 0 to 1 while training; never called when the model comes from the cache
 * @param concepts words that mean the same, for the model to learn across languages
 * @throws what the file system throws when the cache cannot be written
 */
export function loadOrTrain(
  examples: readonly Example[],
  cacheDirectory: string,
  progress: Progress = () => undefined,
  concepts: readonly Concept[] = [],
): Promise<LinearModel> {
  const name = `linear-${keyOf(examples, [modelFormat, trainingVersion, concepts])}.model`;
  const form = { read: readModel, write: writeModel };
  return cachedFile(join(cacheDirectory, name), form, () => trainModel(examples, concepts, progress));
}

/** A hash over everything that a model is made of. */
export function keyOf(
  examples: readonly { label: string | null; language: string; pattern: string; text: string }[],
  beside: readonly unknown[],
): string {
  const hash = createHash('sha256').update(`${JSON.stringify(beside)}\n`);
  for (const { label, language, pattern, text } of examples) {
    hash.update(`${JSON.stringify([label, language, pattern, text])}\n`);
  }
  return hash.digest('hex').slice(0, 32);
}
