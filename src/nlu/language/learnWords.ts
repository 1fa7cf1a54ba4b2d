import { type ExampleLanguage, exampleLanguages } from '../../model.ts';
import type { Example } from '../recogniser.ts';
import { functionWords } from './functionWords.ts';

/** Languages that are written with Latin letters and can be told apart by their words. */
export const latinLanguages = [
  'sv',
  'fi',
  'en',
  'da',
  'nb',
  'so',
  'ku',
  'pl',
  'bs',
  'tr',
  'es',
  'de',
  'fr',
  'ro',
] as const;
export type LatinLanguage = (typeof latinLanguages)[number];

/** Which languages a word belongs to. Words are lower-case and without marks, as hurried people write them. */
export interface LanguageWords {
  /** The word's share in each language, together 1; nothing when the word is unknown. */
  sharesOf(word: string): ReadonlyMap<LatinLanguage, number> | undefined;
}

/** A little word of our lists counts as much as so many occurrences in the examples. */
const listedWeight = 60;
/** A word that begins with a capital this often is a name, and names belong to no language. */
const nameShare = 0.5;

/** Learns which words belong to which language: from the examples for served ones, from our lists for all. */
export function learnWords(examples: readonly Example[]): LanguageWords {
  const counts = countExamples(examples);
  const shares = new Map<string, Map<LatinLanguage, number>>();
  const add = (word: string, language: LatinLanguage, weight: number): void => {
    const known = shares.get(word) ?? new Map<LatinLanguage, number>();
    shares.set(word, known.set(language, (known.get(language) ?? 0) + weight));
  };
  for (const [word, count] of counts) {
    if (count.capital > nameShare * count.all) continue;
    for (const language of exampleLanguages) {
      const times = count.times[language] ?? 0;
      if (times > 0 && language !== 'ar') add(word, language, times);
    }
  }
  for (const language of latinLanguages) {
    for (const word of functionWords[language]) add(foldWord(word), language, listedWeight);
  }
  for (const known of shares.values()) {
    const sum = [...known.values()].reduce((total, weight) => total + weight, 0);
    for (const [language, weight] of known) known.set(language, weight / sum);
  }
  return { sharesOf: (word) => shares.get(word) };
}

/** The words of a text in Latin letters, folded; at most 200 of them, each at most 40 letters long. */
export function latinWords(text: string): readonly string[] {
  return (text.match(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu) ?? [])
    .slice(0, 200)
    .map((word) => foldWord(word.slice(0, 40)));
}

function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .replace(/ı/gu, 'i');
}

interface Count {
  readonly times: Partial<Record<ExampleLanguage, number>>;
  all: number;
  capital: number;
}

/** Counted as written first and folded afterwards, for folding takes its time and forms come again and again. */
function countExamples(examples: readonly Example[]): ReadonlyMap<string, Count> {
  const forms = new Map<string, { times: Partial<Record<ExampleLanguage, number>>; inside: number }>();
  for (const { text, language } of examples) {
    let first = true;
    for (const form of text.match(/\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu) ?? []) {
      let count = forms.get(form);
      if (count === undefined) {
        count = { times: {}, inside: 0 };
        forms.set(form, count);
      }
      count.times[language] = (count.times[language] ?? 0) + 1;
      // The first word of a phrase has its capital from its place.
      if (!first) count.inside += 1;
      first = false;
    }
  }
  const counts = new Map<string, Count>();
  for (const [form, { times, inside }] of forms) {
    const word = foldWord(form);
    const count = counts.get(word) ?? { times: {}, all: 0, capital: 0 };
    for (const language of exampleLanguages) {
      const here = times[language] ?? 0;
      if (here > 0) count.times[language] = (count.times[language] ?? 0) + here;
      count.all += here;
    }
    if (/^\p{Lu}/u.test(form)) count.capital += inside;
    counts.set(word, count);
  }
  return counts;
}
