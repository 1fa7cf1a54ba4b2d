import type { Example } from '../recogniser.ts';
import { splitFolds } from '../splitFolds.ts';
import { calibrate, type HeldOut } from './calibrate.ts';
import type { Concept } from './findConcepts.ts';
import { type LinearModel, measureMargins } from './linearModel.ts';
import { normalise } from './normalise.ts';
import { createFeatureReader } from './readFeatures.ts';
import { trainClassifier } from './trainClassifier.ts';
import { createTrainingPool, threadsFor } from './trainingPool.ts';
import type { Progress } from './trainPlanes.ts';
import { createVectoriser } from './vocabulary.ts';

/** One part in so many is held out to learn confidence and bands from. */
const parts = 4;
/** Its size in bytes, at the most. */
const room = 26_000_000;

/**
 * Trains a whole recogniser: on three quarters of the patterns, to learn from the rest how far its margins can be
 * trusted, and at the same time on all. The same examples give the same model.
 *
 * @param concepts words that mean the same, for the model to learn across languages
 * @param progress told 0 to 1
 */
export async function trainModel(
  examples: readonly Example[],
  concepts: readonly Concept[] = [],
  progress: Progress = () => undefined,
): Promise<LinearModel> {
  const pool = createTrainingPool(threadsFor(examples.length));
  const shares = { rehearsal: 0, whole: 0 };
  const tell = (part: keyof typeof shares) => (share: number) => {
    shares[part] = share;
    progress(shares.rehearsal * 0.43 + shares.whole * 0.57);
  };
  try {
    const fold = splitFolds(examples, parts)[0] ?? { train: [], test: [] };
    const [rehearsal, classifier] = await Promise.all([
      trainClassifier(fold.train, concepts, room, pool, tell('rehearsal')),
      trainClassifier(examples, concepts, room, pool, tell('whole')),
    ]);
    const vectorise = createVectoriser(rehearsal.planes.vocabulary, createFeatureReader(concepts));
    const heldOut: HeldOut[] = fold.test.map((example) => ({
      margins: measureMargins(rehearsal, vectorise(normalise(example.text))),
      label: example.label,
      language: example.language,
    }));
    return { classifier, calibration: calibrate(rehearsal.labels, heldOut) };
  } finally {
    await pool.close();
  }
}
