import type { Example } from '../recogniser.ts';
import { splitFolds } from '../splitFolds.ts';
import { calibrate, type HeldOut } from './calibrate.ts';
import type { Concept } from './findConcepts.ts';
import { type LinearModel, measureMargins } from './linearModel.ts';
import { normalise } from './normalise.ts';
import { createFeatureReader } from './readFeatures.ts';
import { type Progress, trainPlanes } from './trainPlanes.ts';
import { createVectoriser } from './vocabulary.ts';

/** One part in so many is held out to learn confidence and bands from. */
const parts = 4;

/**
 * Trains a whole recogniser: first on three quarters of the patterns, to learn from the rest how far its margins can be
 * trusted; then on all. The same examples give the same model.
 *
 * @param concepts words that mean the same, for the model to learn across languages
 * @param progress told 0 to 1
 */
export function trainModel(
  examples: readonly Example[],
  concepts: readonly Concept[] = [],
  progress: Progress = () => undefined,
): LinearModel {
  const fold = splitFolds(examples, parts)[0] ?? { train: [], test: [] };
  const rehearsal = trainPlanes(fold.train, concepts, (share) => progress(share * 0.45));
  const vectorise = createVectoriser(rehearsal.vocabulary, createFeatureReader(concepts));
  const heldOut: HeldOut[] = fold.test.map((example) => ({
    margins: measureMargins(rehearsal, vectorise(normalise(example.text))),
    label: example.label,
  }));
  const calibration = calibrate(rehearsal.labels, heldOut);
  const planes = trainPlanes(examples, concepts, (share) => progress(0.45 + share * 0.55));
  return { planes, calibration };
}
