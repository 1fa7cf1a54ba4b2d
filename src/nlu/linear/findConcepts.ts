import { normalise } from './normalise.ts';

/** Words and phrases of any languages that stand for one idea. A phrase has `_` between its words. */
export type Concept = readonly string[];

/** Finds the ideas that a normalised text speaks of: their places in the list, ascending, each once. */
export type FindConcepts = (text: string) => readonly number[];

/** A shorter word of a concept fits itself alone; a longer one each word that begins with it. */
const shortestStem = 4;
const longestStem = 24;
/** In a compound, a stem is looked for behind this many letters. */
const shortestHead = 3;
const shortestInside = 5;
/** So much of a text is searched: what it is about is said early, and the work stays bounded. */
const longestSearched = 1_000;

/** Arabic writes "and", "the", "in", "to" as one with the word that follows. */
const arabicHead = /^(?:وال|بال|لل|ال|و|ب|ل)(?=\p{L}{3})/u;

/** Makes the finder for a list of concepts; the words are normalised as texts are. */
export function createConceptFinder(concepts: readonly Concept[]): FindConcepts {
  const stems = new Map<string, number[]>();
  const phrases: { readonly words: string; readonly at: number }[] = [];
  for (const [at, concept] of concepts.entries()) {
    for (const written of concept) {
      const words = normalise(written.replaceAll('_', ' '));
      if (words.includes(' ')) phrases.push({ words: ` ${words}`, at });
      else if (words !== '') stems.set(words, [...(stems.get(words) ?? []), at]);
    }
  }
  return (text) => {
    const found = new Set<number>();
    const searched = ` ${text.slice(0, longestSearched)} `;
    for (const phrase of phrases) if (searched.includes(phrase.words)) found.add(phrase.at);
    for (const word of searched.trim().split(' ')) {
      for (const at of conceptsOfWord(word, stems)) found.add(at);
    }
    return [...found].sort((a, b) => a - b);
  };
}

function conceptsOfWord(word: string, stems: ReadonlyMap<string, readonly number[]>): readonly number[] {
  const bare = word.replace(arabicHead, '');
  const found = [...longestFit(word, 0, shortestStem, stems)];
  if (bare !== word) found.push(...longestFit(bare, 0, shortestStem, stems));
  for (let start = shortestHead; start <= word.length - shortestInside; start += 1) {
    found.push(...longestFit(word, start, shortestInside, stems));
  }
  return found;
}

/** The concepts of the longest stem that begins at a place in a word. */
function longestFit(
  word: string,
  start: number,
  shortest: number,
  stems: ReadonlyMap<string, readonly number[]>,
): readonly number[] {
  for (let length = Math.min(word.length - start, longestStem); length >= 2; length -= 1) {
    const whole = start === 0 && length === word.length;
    if (length < shortest && !whole) return [];
    const found = stems.get(word.slice(start, start + length));
    if (found !== undefined) return found;
  }
  return [];
}
