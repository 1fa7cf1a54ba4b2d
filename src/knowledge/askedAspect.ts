import type { Aspect } from '../model.ts';
import { plain } from './plain.ts';

/** Words that name an aspect in one language, how questions for it begin, and the question that a button shows. */
export type AspectWords = Readonly<
  Record<
    Aspect,
    { readonly ask: string; readonly words: readonly string[]; readonly begins: readonly string[] }
  >
>;

export interface AskedAspect {
  readonly aspect: Aspect;
  /** True when the words stand for the aspect by themselves; "hur" at the beginning may ask for anything. */
  readonly sure: boolean;
}

export type FindAspect = (text: string) => AskedAspect | null;

/**
 * Finds what a text asks for: the aspect with the longest words in it ("hur lång tid" is of time), else the one that its
 * beginning asks for.
 */
export function createAspectFinder(words: AspectWords): FindAspect {
  const phrases = phrasesOf(words);
  return (text) => findAspect(plain(text), phrases);
}

/** Words that name an aspect, plain and with a blank before and behind. */
interface AspectPhrase {
  readonly aspect: Aspect;
  readonly padded: string;
}

/** Longest first, and before them those of the appeal. */
interface AspectPhrases {
  readonly words: readonly AspectPhrase[];
  readonly begins: readonly AspectPhrase[];
}

/** A beginning may stand behind so many words: "hej, hur". */
const wordsBefore = 2;
/** A text of so many words that begins a question says nothing else: "och när då?" */
const wholeQuestion = 3;

function phrasesOf(words: AspectWords): AspectPhrases {
  const entries = Object.entries(words) as [Aspect, AspectWords[Aspect]][];
  const longestFirst = (of: (entry: AspectWords[Aspect]) => readonly string[]) =>
    entries
      .flatMap(([aspect, entry]) => of(entry).map((phrase) => ({ aspect, padded: ` ${plain(phrase)} ` })))
      .filter(({ padded }) => padded.trim() !== '')
      // How long one has to appeal, and to whom, all stands with the appeal.
      .sort(
        (a, b) =>
          Number(b.aspect === 'appeal') - Number(a.aspect === 'appeal') || b.padded.length - a.padded.length,
      );
  return {
    words: longestFirst(({ ask, words: own }) => [ask, ...own]),
    begins: longestFirst(({ begins }) => begins),
  };
}

function findAspect(text: string, { words, begins }: AspectPhrases): AskedAspect | null {
  const padded = ` ${text} `;
  const named = words.find((phrase) => padded.includes(phrase.padded));
  if (named !== undefined) return { aspect: named.aspect, sure: true };
  const all = text.split(' ');
  for (let first = 0; first <= Math.min(wordsBefore, all.length - 1); first += 1) {
    const rest = ` ${all.slice(first).join(' ')} `;
    const begun = begins.find((phrase) => rest.startsWith(phrase.padded));
    if (begun !== undefined) return { aspect: begun.aspect, sure: all.length <= wholeQuestion };
  }
  return null;
}
