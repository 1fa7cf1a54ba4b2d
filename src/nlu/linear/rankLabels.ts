import type { RankedLabel } from '../recogniser.ts';
import { type Calibration, confidenceOf, findPlaces } from './calibrate.ts';
import type { Margins } from './linearModel.ts';

/**
 * How far the label at hand is moved towards a text: enough to decide between two that are as near, too little to
 * win against words that speak for another.
 */
const nearness = 0.1;
/** No more labels than this are ever looked at. */
const mostRanked = 7;
/** How fast a label's share of what the best one leaves over falls with its margin. */
const sharpness = 6;

/** The labels nearest to a text, best first, at most seven, out of scope never among them. */
export function rankLabels(
  labels: readonly (string | null)[],
  margins: Margins,
  calibration: Calibration,
  labelAtHand: string | null,
): readonly RankedLabel[] {
  const values = margins.values.map((value, at) =>
    labelAtHand !== null && labels[at] === labelAtHand ? value + nearness : value,
  );
  const likely = confidenceOf({ values, known: margins.known }, findPlaces(labels, values), calibration);
  const marginOf = (at: number): number => values[at] ?? 0;
  const [best, ...others] = [...values.keys()]
    .filter((at) => labels[at] !== null)
    .sort((a, b) => marginOf(b) - marginOf(a));
  if (best === undefined) return [];
  const weightOf = (at: number): number => Math.exp(sharpness * (marginOf(at) - marginOf(best)));
  const allWeights = others.reduce((sum, at) => sum + weightOf(at), 0);
  const left = likely.inScope * (1 - likely.right);
  const confidence = likely.inScope * likely.right;
  return [
    { label: labels[best] ?? '', confidence },
    ...others.slice(0, mostRanked - 1).map((at) => ({
      label: labels[at] ?? '',
      confidence: Math.min(confidence, (left * weightOf(at)) / allWeights),
    })),
  ];
}
