import { type DangerKind, dangerKinds } from '../dangerRules.ts';
import { type Classifier, measureMargins } from '../linear/linearModel.ts';
import { normalise } from '../linear/normalise.ts';
import { createFeatureReader } from '../linear/readFeatures.ts';
import { createVectoriser } from '../linear/vocabulary.ts';

/** A line to learn danger from. */
export interface DangerExample {
  readonly text: string;
  /** Null for what sounds like danger and is none. */
  readonly label: DangerKind | null;
  /** ISO 639-1. */
  readonly language: string;
  readonly pattern: string;
}

/** What was learned of danger from examples. */
export interface DangerModel {
  /** Its labels are kinds of danger, `any` for danger whose kind is not known, and null for what is harmless. */
  readonly classifier: Classifier;
  /** From this score on a text is warned of. */
  readonly warnFrom: number;
  /** From this lower score on 112 is kept in sight. */
  readonly noteFrom: number;
}

/** How far a text lies from what is harmless, and of which kind of danger it is then. */
export interface DangerScore {
  readonly score: number;
  readonly kind: DangerKind | 'any';
}

/** One letter or less is nothing to go by. */
const shortestText = 2;
/** Danger is said early or late in a story; this much of a text's beginning and end is read, in UTF-16 units. */
const longestBeginning = 600;
const longestEnd = 400;

/** Makes the function that measures how dangerous a text sounds. Pure, and bounded in time. */
export function createDangerScorer(classifier: Classifier): (text: string) => DangerScore {
  const vectorise = createVectoriser(classifier.planes.vocabulary, createFeatureReader(classifier.concepts));
  const harmless = classifier.labels.indexOf(null);
  return (written) => {
    const text = shorten(normalise(written));
    if (text.length < shortestText) return { score: Number.NEGATIVE_INFINITY, kind: 'any' };
    const { values } = measureMargins(classifier, vectorise(text));
    const best = classifier.labels.reduce<number>(
      (most, label, at) =>
        label !== null && (most < 0 || (values[at] ?? 0) > (values[most] ?? 0)) ? at : most,
      -1,
    );
    const kind = dangerKinds.find((known) => known === classifier.labels[best]) ?? 'any';
    return { score: -(values[harmless] ?? 0), kind };
  };
}

function shorten(text: string): string {
  if (text.length <= longestBeginning + longestEnd) return text;
  return `${text.slice(0, longestBeginning)} ${text.slice(-longestEnd)}`;
}
