import { type ExampleLanguage, exampleLanguages } from '../../model.ts';
import type { Thresholds } from '../toRecognition.ts';
import { fitLogistic } from './fitLogistic.ts';
import type { Margins } from './linearModel.ts';

/** How margins become confidence, and how much confidence each band asks for. Stored with the model. */
export interface Calibration {
  /** By the language that a text is taken to be in; `other` for any that has no bands of its own. */
  readonly bands: Readonly<Partial<Record<ExampleLanguage, Thresholds>> & { readonly other: Thresholds }>;
  /** Weights of what `describeScope` tells: how likely the text is of any label at all. */
  readonly scope: readonly number[];
  /** Weights of what `describeLead` tells: how likely the best label is the right one, if any is. */
  readonly lead: readonly number[];
}

/** A text that the classifier was not trained on, measured, with the label that it ought to have. */
export interface HeldOut {
  readonly margins: Margins;
  readonly label: string | null;
  readonly language: ExampleLanguage;
}

/**
 * Of all held-out texts with a label, so many may be answered wrongly; of those out of scope, so many answered. Stricter
 * than what we promise, for real questions are less like the examples than examples are like each other.
 */
const mostWrong = 0.07;
const mostStrangersAnswered = 0.08;
/** A language with fewer held-out texts out of scope has no bands of its own: a share of so few says nothing. */
const fewestStrangers = 15;
/** So many of the held-out texts with a label may fall below `askFrom`. */
const mostAdmitted = 0.05;

/**
 * Learns confidence from texts that the planes have not seen, and sets the bands by it. Two questions are learned
 * apart, for they have different signs: is the text of any label at all, and is the best label the right one?
 */
export function calibrate(labels: readonly (string | null)[], heldOut: readonly HeldOut[]): Calibration {
  const places = heldOut.map((text) => findPlaces(labels, text.margins.values));
  const strangers = heldOut.filter((text) => text.label === null).length;
  const scope = fitLogistic(
    heldOut.map((text, at) => ({
      features: describeScope(text.margins, places[at] ?? nowhere),
      holds: text.label !== null,
      // Both sides weigh the same, however few examples are out of scope.
      weight: text.label === null ? (heldOut.length - strangers) / strangers : 1,
    })),
  );
  const lead = fitLogistic(
    heldOut.flatMap((text, at) => {
      const place = places[at] ?? nowhere;
      if (text.label === null) return [];
      return [
        { features: describeLead(text.margins, place), holds: labels[place.best] === text.label, weight: 1 },
      ];
    }),
  );
  const outcomes = heldOut.map((text, at) => {
    const place = places[at] ?? nowhere;
    const likely = confidenceOf(text.margins, place, { scope, lead });
    return {
      language: text.language,
      inScope: text.label !== null,
      right: labels[place.best] === text.label,
      confidence: likely.inScope * likely.right,
    };
  });
  const bands = Object.fromEntries(
    exampleLanguages.flatMap((language) => {
      const own = outcomes.filter((outcome) => outcome.language === language);
      const strangers = own.filter((outcome) => !outcome.inScope).length;
      return strangers < fewestStrangers ? [] : [[language, setBands(own)]];
    }),
  );
  return { scope, lead, bands: { ...bands, other: setBands(outcomes) } };
}

/** Where the labels that matter stand among the margins; -1 for one that there is not. */
export interface Places {
  /** The best label in scope. */
  readonly best: number;
  readonly second: number;
  /** What is out of scope. */
  readonly stranger: number;
}

const nowhere: Places = { best: -1, second: -1, stranger: -1 };
/** Stands for the margin of a label that there is not: as far away as texts usually are. */
const farAway = -1;

export function findPlaces(labels: readonly (string | null)[], margins: ArrayLike<number>): Places {
  let [best, second, stranger] = [-1, -1, -1];
  const at = (place: number): number => (place < 0 ? Number.NEGATIVE_INFINITY : (margins[place] ?? farAway));
  for (let place = 0; place < labels.length; place += 1) {
    if (labels[place] === null) stranger = place;
    else if (at(place) > at(best)) [best, second] = [place, best];
    else if (at(place) > at(second)) second = place;
  }
  return { best, second, stranger };
}

/** How likely, 0 to 1, a text is of any label, and, if so, its best label is the right one. */
export function confidenceOf(
  margins: Margins,
  places: Places,
  calibration: Pick<Calibration, 'scope' | 'lead'>,
): { readonly inScope: number; readonly right: number } {
  return {
    inScope: logistic(describeScope(margins, places), calibration.scope),
    right: logistic(describeLead(margins, places), calibration.lead),
  };
}

/** The best label's margin, that of out of scope, and how much of the text was known. */
function describeScope({ values, known }: Margins, { best, stranger }: Places): readonly number[] {
  return [1, values[best] ?? farAway, values[stranger] ?? farAway, known];
}

/** The best label's margin and its lead over the next. */
function describeLead({ values }: Margins, { best, second }: Places): readonly number[] {
  const own = values[best] ?? farAway;
  return [1, own, own - (values[second] ?? farAway)];
}

function logistic(features: readonly number[], weights: readonly number[]): number {
  return 1 / (1 + Math.exp(-features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0)));
}

interface Outcome {
  readonly language: ExampleLanguage;
  readonly inScope: boolean;
  readonly right: boolean;
  readonly confidence: number;
}

/** The lowest `answerFrom` that keeps wrong answers rare enough, and the `askFrom` that turns few away. */
function setBands(outcomes: readonly Outcome[]): { answerFrom: number; askFrom: number } {
  const inScope = outcomes.filter((outcome) => outcome.inScope).length;
  const strangers = outcomes.length - inScope;
  const descending = [...outcomes].sort((a, b) => b.confidence - a.confidence);
  let wrong = 0;
  let strangersAnswered = 0;
  let answerFrom = 1;
  for (const outcome of descending) {
    if (!outcome.inScope) strangersAnswered += 1;
    else if (!outcome.right) wrong += 1;
    if (wrong > mostWrong * inScope || strangersAnswered > mostStrangersAnswered * strangers) break;
    answerFrom = outcome.confidence;
  }
  const ascending = descending.filter((outcome) => outcome.inScope).reverse();
  const askFrom = ascending[Math.floor(ascending.length * mostAdmitted)]?.confidence ?? 0.1;
  return { answerFrom, askFrom: Math.min(askFrom, answerFrom) };
}
