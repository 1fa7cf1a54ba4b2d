import type { DangerKind, DangerRules } from '../dangerRules.ts';
import { type CompiledPattern, compileRules } from './compileRules.ts';
import { createMatcher } from './matchPattern.ts';
import { readWords } from './readWords.ts';

/**
 * Makes the function that sees by rules whether a text tells of danger to life now, and of which kind, in any of the
 * languages that there are rules for; the text's language need not be known. It would rather warn once too often than miss one.
 *
 * The function is pure, never fails, and takes well under a millisecond for what people usually write. Reading the
 * rules takes some tens of milliseconds: do it once.
 */
export function createRuleFinder(rules: DangerRules): (text: string) => DangerKind | null {
  const { vocabulary, lists, patternsOf } = compileRules(rules);

  return (text) => {
    const read = readWords(text);
    const places = new Map<number, number[]>();
    const fits = new Map<string, readonly number[]>();
    for (const [at, word] of read.words.entries()) {
      let numbers = fits.get(word);
      if (numbers === undefined) {
        numbers = vocabulary.fit(word);
        fits.set(word, numbers);
      }
      for (const number of numbers) {
        const there = places.get(number);
        if (there === undefined) places.set(number, [at]);
        else there.push(at);
      }
    }

    const candidates = new Set<CompiledPattern>();
    for (const number of places.keys())
      for (const pattern of patternsOf.get(number) ?? []) candidates.add(pattern);
    const matcher = createMatcher(read, places, lists);
    let worst: CompiledPattern | null = null;
    for (const pattern of candidates) {
      if (worst !== null && worst.rank <= pattern.rank) continue;
      const real = matcher
        .match(pattern.parts)
        .some((span) => !pattern.unless.some((unless) => matcher.excused(span, unless)));
      if (real) worst = pattern;
    }
    return worst === null ? null : worst.kind;
  };
}
