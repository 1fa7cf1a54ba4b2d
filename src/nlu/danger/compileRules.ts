import { type DangerKind, type DangerRules, dangerKinds } from '../dangerRules.ts';
import { parsePatterns, parseWords, type Sequence, type Term } from './parsePattern.ts';
import { createVocabulary, type Vocabulary } from './vocabulary.ts';

/** What a place in a pattern is filled by: numbers of the vocabulary, lists by number, and the ends of a sentence. */
export interface CompiledSlot {
  readonly words: readonly number[];
  readonly lists: readonly number[];
  readonly edge: 'start' | 'end' | null;
  readonly gap: number;
}
export type CompiledSequence = readonly CompiledSlot[];

export interface CompiledPattern {
  readonly kind: DangerKind;
  /** Place in the order in which dangers are answered, 0 first. */
  readonly rank: number;
  readonly parts: readonly CompiledSequence[];
  /** Alone these take the danger out of the sentence; many patterns share one list of them. */
  readonly unless: readonly (readonly CompiledUnless[])[];
}

export interface CompiledUnless {
  readonly parts: readonly CompiledSequence[];
}

export interface CompiledRules {
  readonly vocabulary: Vocabulary;
  /** The entries of each list of words. */
  readonly lists: readonly (readonly CompiledSequence[])[];
  /** For each number of the vocabulary, the patterns that are worth trying when a text has that word. */
  readonly patternsOf: ReadonlyMap<number, readonly CompiledPattern[]>;
}

/** Turns the rules into numbers, once. The rules must have passed their schema. */
export function compileRules(rules: DangerRules): CompiledRules {
  const vocabulary = createVocabulary();
  const lists: (readonly CompiledSequence[])[] = [];
  const patterns: CompiledPattern[] = [];
  for (const file of rules) {
    const names = new Set(Object.keys(file.words));
    const numbers = new Map([...names].map((name, at) => [name, lists.length + at]));
    const place = (term: Term): Partial<CompiledSlot> => {
      if ('list' in term) return { lists: [numbers.get(term.list) ?? -1] };
      if ('phrase' in term) return { lists: [lists.push([sequence(term.phrase)]) - 1] };
      if (term.word === '^') return { edge: 'start' };
      if (term.word === '$') return { edge: 'end' };
      return { words: [vocabulary.learn(term.word)] };
    };
    const sequence = (written: Sequence): CompiledSequence =>
      written.map((slot) => {
        const places = slot.terms.map(place);
        return {
          words: places.flatMap((one) => one.words ?? []),
          lists: places.flatMap((one) => one.lists ?? []),
          edge: places.find((one) => one.edge !== undefined)?.edge ?? null,
          gap: slot.gap,
        };
      });
    // The places of the named lists first: their entries may call one another, and tie words together.
    for (const name of names) lists[numbers.get(name) ?? 0] = [];
    for (const [name, entries] of Object.entries(file.words)) {
      lists[numbers.get(name) ?? 0] = parseWords(entries, names).map(sequence);
    }
    const excuses = (lines: string | undefined): readonly CompiledUnless[] =>
      parsePatterns(lines ?? '', names).map((pattern) => ({ parts: pattern.parts.map(sequence) }));
    const forAny = excuses(file.harmless.any);
    for (const [rank, kind] of dangerKinds.entries()) {
      const forKind = excuses(file.harmless[kind]);
      for (const pattern of parsePatterns(file.danger[kind] ?? '', names)) {
        const own = pattern.unless.map((one) => ({ parts: [sequence(one)] }));
        const unless = pattern.always ? [own] : [own, forKind, forAny];
        patterns.push({ kind, rank, parts: pattern.parts.map(sequence), unless });
      }
    }
  }
  return { vocabulary, lists, patternsOf: byPivot(patterns, lists) };
}

/**
 * Files each pattern under the words of its most telling slot, the one whose words are rarest in the rules: a text that
 * has none of them cannot match, so that most patterns are never looked at.
 */
function byPivot(
  patterns: readonly CompiledPattern[],
  lists: readonly (readonly CompiledSequence[])[],
): ReadonlyMap<number, readonly CompiledPattern[]> {
  const wordsOfLists = lists.map((_, list) => listWords(list, lists, 0));
  const uses = new Map<number, number>();
  const slotsOf = patterns.map((pattern) => {
    const slots = pattern.parts.flat().filter((slot) => slot.edge === null);
    return slots.map(
      (slot) => new Set([...slot.words, ...slot.lists.flatMap((list) => wordsOfLists[list] ?? [])]),
    );
  });
  for (const slots of slotsOf) for (const words of slots) for (const word of words) count(uses, word);
  const filed = new Map<number, CompiledPattern[]>();
  for (const [at, pattern] of patterns.entries()) {
    let pivot: ReadonlySet<number> = new Set();
    let least = Number.POSITIVE_INFINITY;
    for (const words of slotsOf[at] ?? []) {
      let cost = 0;
      for (const word of words) cost += uses.get(word) ?? 0;
      if (cost < least) [least, pivot] = [cost, words];
    }
    for (const word of pivot) {
      const there = filed.get(word);
      if (there === undefined) filed.set(word, [pattern]);
      else there.push(pattern);
    }
  }
  return filed;
}

function count(uses: Map<number, number>, word: number): void {
  uses.set(word, (uses.get(word) ?? 0) + 1);
}

/** Lists may call lists, not deeper than this. */
const deepestList = 4;

/** The words that the entries of a list begin with. */
function listWords(
  list: number,
  lists: readonly (readonly CompiledSequence[])[],
  depth: number,
): readonly number[] {
  if (depth > deepestList) return [];
  const words = new Set<number>();
  for (const entry of lists[list] ?? []) {
    const first = entry.find((slot) => slot.edge === null);
    for (const word of first?.words ?? []) words.add(word);
    for (const called of first?.lists ?? [])
      for (const word of listWords(called, lists, depth + 1)) words.add(word);
  }
  return [...words];
}
