import type { Concept } from '../linear/findConcepts.ts';
import { trainClassifier } from '../linear/trainClassifier.ts';
import { createTrainingPool, threadsFor } from '../linear/trainingPool.ts';
import type { Example } from '../recogniser.ts';
import { splitFolds } from '../splitFolds.ts';
import { createDangerScorer, type DangerExample, type DangerModel } from './dangerModel.ts';

/** The model's size in bytes, at the most. */
const room = 3_500_000;
const parts = 4;
/** Of the ordinary questions that were held out, so many may be warned of, and so many get 112 in sight. */
const mostWarned = 0.002;
const mostNoted = 0.025;
/** One ordinary question in so many is learned from: enough to know how people ask a city. */
const everyOrdinary = 2;
/** The topic whose phrases are dangers themselves, and those where danger and none lie too near to each other. */
const dangerTopic = 'emergency';
const doubtfulTopics = ['violence', 'child-concern'];

type Lesson = Pick<DangerExample, 'text' | 'language' | 'pattern'> & { readonly label: string | null };

/**
 * Learns how danger sounds, from lines that tell of it, lines that only sound so, and ordinary questions. The thresholds
 * are set on questions that were held out. The same examples give the same model.
 */
export async function trainDanger(
  examples: readonly DangerExample[],
  questions: readonly Example[],
  concepts: readonly Concept[],
): Promise<DangerModel> {
  const ordinary = questions.filter(
    ({ label }) => label !== dangerTopic && !doubtfulTopics.includes(label ?? ''),
  );
  const lessons: readonly Lesson[] = [
    ...examples,
    ...questions.filter(({ label }) => label === dangerTopic).map((line) => ({ ...line, label: 'any' })),
    ...ordinary.filter((_, at) => at % everyOrdinary === 0).map((line) => ({ ...line, label: null })),
  ];
  const pool = createTrainingPool(threadsFor(lessons.length));
  const train = (some: readonly Lesson[]) => trainClassifier(some, concepts, room, pool, () => undefined);
  try {
    const fold = splitFolds(lessons, parts)[0] ?? { train: [], test: [] };
    const [rehearsal, classifier] = await Promise.all([train(fold.train), train(lessons)]);
    const score = createDangerScorer(rehearsal);
    const plain = new Set(ordinary.map(({ text }) => text));
    const scores = fold.test
      .filter(({ text }) => plain.has(text))
      .map(({ text }) => score(text).score)
      .sort((a, b) => b - a);
    const reachedBy = (share: number): number => scores[Math.floor(scores.length * share)] ?? 1;
    return { classifier, warnFrom: reachedBy(mostWarned), noteFrom: reachedBy(mostNoted) };
  } finally {
    await pool.close();
  }
}
