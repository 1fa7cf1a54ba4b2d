/** Words that are shorter are only taken as they are spelt. */
const shortest = 5;

/** One slip in a word of five to eight letters, two in a longer one: a letter too many, missing, wrong, or two swapped. */
export function isNearly(written: string, meant: string): boolean {
  if (written === meant) return true;
  if (meant.length < shortest || written.length < shortest - 1) return false;
  const slips = meant.length > 8 ? 2 : 1;
  return Math.abs(written.length - meant.length) <= slips && slipsBetween(written, meant) <= slips;
}

/** Optimal string alignment distance. */
function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[other.length] ?? 0;
}
