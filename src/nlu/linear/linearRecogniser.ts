import { exampleLanguages, type Recognition } from '../../model.ts';
import type { Evidence, Example, Explanation, RankedLabel, Recogniser, Utterance } from '../recogniser.ts';
import { toRecognition } from '../toRecognition.ts';
import type { Concept } from './findConcepts.ts';
import { type LinearModel, measureMargins } from './linearModel.ts';
import { normalise } from './normalise.ts';
import { rankLabels } from './rankLabels.ts';
import { blocks, createFeatureReader, type ReadFeatures } from './readFeatures.ts';
import { createVectoriser, type TextVector } from './vocabulary.ts';
import { weighFeatures } from './weighFeatures.ts';

/** One letter or less is nothing to go by. */
const shortestText = 2;
const longestBeginning = 1_600;
const longestEnd = 800;
const mostExplained = 3;
const mostEvidence = 8;

/** The recogniser of our own: one linear model over all languages, which measures a text in well under a millisecond. */
export class LinearRecogniser implements Recogniser {
  readonly #model: LinearModel;
  readonly #examples: readonly Example[];
  readonly #readFeatures: ReadFeatures;
  readonly #vectorise: (text: string) => TextVector;

  /** @param examples only for `explain`, which names the nearest one; may be left out */
  constructor(model: LinearModel, examples: readonly Example[] = []) {
    this.#model = model;
    this.#examples = examples;
    this.#readFeatures = createFeatureReader(model.classifier.concepts);
    this.#vectorise = createVectoriser(model.classifier.planes.vocabulary, this.#readFeatures);
  }

  async recognise(utterance: Utterance): Promise<Recognition> {
    const { bands } = this.#model.calibration;
    const own = exampleLanguages.find((language) => language === utterance.language.split('-')[0]);
    return toRecognition(this.#rank(utterance), (own && bands[own]) ?? bands.other);
  }

  async rank(utterance: Utterance): Promise<readonly RankedLabel[]> {
    return this.#rank(utterance);
  }

  #rank(utterance: Utterance): readonly RankedLabel[] {
    const { classifier, calibration } = this.#model;
    const text = shorten(normalise(utterance.text));
    if (text.length < shortestText) return [];
    const margins = measureMargins(classifier, this.#vectorise(text));
    return rankLabels(classifier.labels, margins, calibration, utterance.topicAtHand);
  }

  async explain(utterance: Utterance): Promise<readonly Explanation[]> {
    return this.#rank(utterance)
      .slice(0, mostExplained)
      .map(({ label }) => ({
        topic: label,
        evidence: this.#evidence(utterance.text, label),
        nearest: this.#nearest(utterance.text, label),
      }));
  }

  /** What in the text moved it towards the label or away, strongest first. */
  #evidence(text: string, label: string): readonly Evidence[] {
    const { labels, concepts, planes } = this.#model.classifier;
    const normalised = shorten(normalise(text));
    const names = new Map<number, string>();
    this.#readFeatures(normalised, (hash, block, start, end) => {
      const row = planes.vocabulary.rowOf(hash);
      if (row < 0 || names.has(row)) return;
      const place = start === end ? [start] : [start, end];
      names.set(
        row,
        block === blocks.concepts
          ? place.map((concept) => `≈${nameOf(concepts[concept])}`).join(' ')
          : ` ${normalised} `.slice(start, end).replaceAll(' ', '·'),
      );
    });
    const vector = this.#vectorise(normalised);
    const moves = weighFeatures(this.#model.classifier, vector, labels.indexOf(label));
    return Array.from(vector.rows, (row, at) => ({ feature: names.get(row) ?? '', weight: moves[at] ?? 0 }))
      .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
      .slice(0, mostEvidence);
  }

  /** The label's example that has most in common with the text. */
  #nearest(text: string, label: string): string | null {
    const own = this.#vectorise(normalise(text));
    const values = new Map(Array.from(own.rows, (row, at) => [row, own.values[at] ?? 0]));
    let nearest: string | null = null;
    let most = 0;
    for (const example of this.#examples) {
      if (example.label !== label) continue;
      const other = this.#vectorise(normalise(example.text));
      const common = other.rows.reduce(
        (sum, row, at) => sum + (values.get(row) ?? 0) * (other.values[at] ?? 0),
        0,
      );
      if (common > most) [nearest, most] = [example.text, common];
    }
    return nearest;
  }
}

/** Of a long story the beginning and the end are read: that is where people say what they want. */
function shorten(text: string): string {
  if (text.length <= longestBeginning + longestEnd) return text;
  const beginning = text.slice(0, text.lastIndexOf(' ', longestBeginning));
  return `${beginning} ${text.slice(text.indexOf(' ', text.length - longestEnd) + 1)}`;
}

/** The first word of a concept, to call it by. */
function nameOf(concept: Concept | undefined): string {
  return Object.values(concept ?? {}).flat()[0] ?? '';
}
