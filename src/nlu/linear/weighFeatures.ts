import { stirUnits } from './hiddenLayer.ts';
import { type Classifier, hiddenShare } from './linearModel.ts';
import type { TextVector } from './vocabulary.ts';

/**
 * How far each feature of a text moved it towards a label: by the label's plane, and through the units that the text
 * stirs, beside what the feature does for labels on average.
 *
 * @param label the label's place
 * @returns one number for each row of the vector
 */
export function weighFeatures(
  { labels, planes, hidden }: Classifier,
  vector: TextVector,
  label: number,
): readonly number[] {
  const units = stirUnits(hidden, vector);
  const towards = Float64Array.from(units, (stirred, unit) => {
    if (stirred === 0) return 0;
    const all = labels.reduce((sum, _, at) => sum + (hidden.outer[at * units.length + unit] ?? 0), 0);
    const own = hidden.outer[label * units.length + unit] ?? 0;
    return (own - all / labels.length) * (hidden.innerScales[unit] ?? 0);
  });
  return Array.from(vector.rows, (row, at) => {
    const throughPlane = (planes.weights[row * labels.length + label] ?? 0) * (planes.scales[label] ?? 0);
    const throughUnits = towards.reduce(
      (sum, toward, unit) => sum + toward * (hidden.inner[row * units.length + unit] ?? 0),
      0,
    );
    return (vector.values[at] ?? 0) * (throughPlane + hiddenShare * throughUnits);
  });
}
