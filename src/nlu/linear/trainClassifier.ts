import type { Example } from '../recogniser.ts';
import type { Concept } from './findConcepts.ts';
import type { Classifier } from './linearModel.ts';
import { stack } from './matrix.ts';
import { normalise } from './normalise.ts';
import { createFeatureReader } from './readFeatures.ts';
import type { TrainingPool } from './trainingPool.ts';
import { type Lessons, type Progress, trainPlanes } from './trainPlanes.ts';
import { createVectoriser } from './vocabulary.ts';

/** The planes' share of the work. */
const planesShare = 0.7;

/**
 * Learns to tell labels apart from labelled phrases of any languages, together: planes first, then a hidden layer over
 * the features that the planes kept. The same examples give the same classifier, on however many threads.
 *
 * @param concepts words that mean the same, for the model to learn across languages
 * @param room its size in bytes, at the most
 */
export async function trainClassifier(
  examples: readonly Pick<Example, 'text' | 'label'>[],
  concepts: readonly Concept[],
  room: number,
  pool: TrainingPool,
  progress: Progress,
): Promise<Classifier> {
  const labels = [...new Set(examples.map((example) => example.label))].sort(byName);
  const places = new Map(labels.map((label, at) => [label, at]));
  const lessons: Lessons = {
    texts: examples.map((example) => normalise(example.text)),
    labels,
    labelOfRow: Uint16Array.from(examples, (example) => places.get(example.label) ?? 0),
    readFeatures: createFeatureReader(concepts),
  };
  const planes = await trainPlanes(lessons, pool, room, (share) => progress(share * planesShare));
  const { texts, labelOfRow, readFeatures } = lessons;
  const matrix = stack(texts.map(createVectoriser(planes.vocabulary, readFeatures)), planes.vocabulary.size);
  const hidden = await pool.run({ kind: 'hidden', matrix, labelOfRow, labels: labels.length });
  progress(1);
  return { labels, concepts, planes, hidden };
}

function byName(a: string | null, b: string | null): number {
  const [left, right] = [a ?? '', b ?? ''];
  return left < right ? -1 : left > right ? 1 : 0;
}
