/** What examples are dealt out by. */
interface Dealt {
  readonly label: string | null;
  readonly language: string;
  readonly pattern: string;
}

/** What to train on and what to test on. */
export interface Fold<T> {
  readonly train: readonly T[];
  readonly test: readonly T[];
}

/**
 * Splits examples into folds for cross-validation: each example is tested once. All expansions of one pattern fall in
 * one fold, and each label's patterns are dealt out evenly within each language. The order of the examples does not
 * matter but for ties of equal patterns, so the same content gives the same folds.
 */
export function splitFolds<T extends Dealt>(examples: readonly T[], count: number): readonly Fold<T>[] {
  const foldOf = new Map<string, number>();
  const dealt = new Map<string, number>();
  const patterns = [...new Set(examples.map(keyOf))].sort(
    (a, b) => scatter(a) - scatter(b) || (a < b ? -1 : 1),
  );
  for (const pattern of patterns) {
    const pile = pattern.slice(0, pattern.indexOf('\n'));
    const turn = dealt.get(pile) ?? scatter(pile) % count;
    foldOf.set(pattern, turn % count);
    dealt.set(pile, turn + 1);
  }
  return Array.from({ length: count }, (_, fold) => ({
    train: examples.filter((example) => foldOf.get(keyOf(example)) !== fold),
    test: examples.filter((example) => foldOf.get(keyOf(example)) === fold),
  }));
}

function keyOf(example: Dealt): string {
  return `${example.label ?? ''} ${example.language}\n${example.pattern}`;
}

/** A number that looks random but depends on the text alone (FNV-1a). */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
