import type { ExampleLanguage } from '../../model.ts';
import { functionWords } from '../language/functionWords.ts';
import { normalise } from './normalise.ts';

/** One idea in the words of each language. A phrase has `_` between its words. */
export type Concept = Readonly<Partial<Record<ExampleLanguage, readonly string[]>>>;

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
/**
 * So long a stem is found in texts of every language, for the city's words are said in all of them; a shorter one fits
 * too many words of other languages by chance.
 */
const longInAnyLanguage = 7;

/** Arabic writes "and", "the", "in", "to" as one with the word that follows. */
const arabicHead = /^(?:وال|بال|لل|ال|و|ب|ل)(?=\p{L}{3})/u;

/** A concept by the word that was found. */
interface Stem {
  readonly concept: number;
  /** The language that the word is of, or null when it is looked for in texts of any. */
  readonly language: ExampleLanguage | null;
}

/** Makes the finder for a list of concepts; the words are normalised as texts are. */
export function createConceptFinder(concepts: readonly Concept[]): FindConcepts {
  const stems = new Map<string, Stem[]>();
  /** By their first word. */
  const phrases = new Map<string, (Stem & { readonly words: string })[]>();
  for (const [concept, languages] of concepts.entries()) {
    for (const [language, written] of Object.entries(languages) as [ExampleLanguage, readonly string[]][]) {
      for (const words of written.map((word) => normalise(word.replaceAll('_', ' ')))) {
        const stem = { concept, language: words.length >= longInAnyLanguage ? null : language };
        const [first = ''] = words.split(' ');
        if (first !== words) phrases.set(first, [...(phrases.get(first) ?? []), { words, ...stem }]);
        else if (words !== '') stems.set(words, [...(stems.get(words) ?? []), stem]);
      }
    }
  }
  return (text) => {
    const found = new Set<number>();
    const searched = text.slice(0, longestSearched).trim();
    const words = searched.split(' ');
    const spoken = speaks(words);
    const add = (stem: Stem): void => {
      if (spoken === null || stem.language === null || stem.language === spoken) found.add(stem.concept);
    };
    let at = 0;
    for (const word of words) {
      for (const phrase of phrases.get(word) ?? []) if (searched.startsWith(phrase.words, at)) add(phrase);
      for (const stem of stemsOfWord(word, stems)) add(stem);
      at += word.length + 1;
    }
    return [...found].sort((a, b) => a - b);
  };
}

/** Little words of the languages with Latin letters, each with the one language that has it. */
const littleWords = ((): ReadonlyMap<string, ExampleLanguage> => {
  const owners = new Map<string, ExampleLanguage | null>();
  for (const language of ['sv', 'fi', 'en'] as const) {
    for (const word of functionWords[language].map(normalise)) {
      owners.set(word, owners.has(word) ? null : language);
    }
  }
  return new Map([...owners].flatMap(([word, owner]) => (owner === null ? [] : [[word, owner]])));
})();

/** The language that most of a text's little words are of; null when none has more than the others. */
function speaks(words: readonly string[]): ExampleLanguage | null {
  const counts = { sv: 0, fi: 0, en: 0, ar: 0 };
  for (const word of words) {
    const language = littleWords.get(word);
    if (language !== undefined) counts[language] += 1;
  }
  const [most, next] = (Object.entries(counts) as [ExampleLanguage, number][]).sort((a, b) => b[1] - a[1]);
  return most === undefined || most[1] <= (next?.[1] ?? 0) ? null : most[0];
}

function stemsOfWord(word: string, stems: ReadonlyMap<string, readonly Stem[]>): readonly Stem[] {
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
  stems: ReadonlyMap<string, readonly Stem[]>,
): readonly Stem[] {
  for (let length = Math.min(word.length - start, longestStem); length >= 2; length -= 1) {
    const whole = start === 0 && length === word.length;
    if (length < shortest && !whole) return [];
    const found = stems.get(word.slice(start, start + length));
    if (found !== undefined) return found;
  }
  return [];
}
