import { join } from 'node:path';
import { cachedFile } from '../../cachedFile.ts';
import type { Concept } from '../linear/findConcepts.ts';
import { modelFormat, readClassifier, writeClassifier } from '../linear/modelFile.ts';
import { keyOf } from '../loadOrTrain.ts';
import type { Example } from '../recogniser.ts';
import type { DangerExample, DangerModel } from './dangerModel.ts';
import { trainDanger } from './trainDanger.ts';

/** Raised whenever the training would make another model of the same examples. */
const trainingVersion = 4;

const form = {
  // Written below: the format's number vouches for it.
  read: (bytes: Buffer): DangerModel => {
    const { classifier, beside } = readClassifier(bytes);
    return { classifier, ...(beside as Omit<DangerModel, 'classifier'>) };
  },
  write: ({ classifier, ...beside }: DangerModel) => writeClassifier(classifier, beside),
};

/**
 * What was learned of danger from these examples: from the cache when it was trained before, else trained and put
 * there.
 *
 * @param questions how people ask about everything else
 * @throws what the file system throws when the cache cannot be written
 */
export function loadOrTrainDanger(
  examples: readonly DangerExample[],
  questions: readonly Example[],
  concepts: readonly Concept[],
  cacheDirectory: string,
): Promise<DangerModel> {
  const key = keyOf([...examples, ...questions], [modelFormat, trainingVersion, concepts]);
  return cachedFile(join(cacheDirectory, `danger-${key}.model`), form, () =>
    trainDanger(examples, questions, concepts),
  );
}
