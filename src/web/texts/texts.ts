import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TextKey } from './keys.ts';
import { directionOf, type Language } from './languages.ts';

/** Says a text in the language at hand, with values put in for `{{name}}`. */
export type Say = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;

export interface Wording {
  readonly language: Language;
  readonly say: Say;
}

/** The texts of a page in each language. */
export type Texts = Readonly<Record<Language, Readonly<Record<string, string>>>>;

export function toWording(language: Language, of: Texts): Wording {
  const texts = of[language];
  return {
    language,
    say: (key, values = {}) =>
      (texts[key] ?? key).replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole)),
  };
}

/** Makes the whole page speak it: title, language, direction. */
export function dressDocument({ language, say }: Wording): void {
  document.documentElement.lang = language;
  document.documentElement.dir = directionOf(language);
  document.title = say('title');
}

const WordingContext = createContext<Wording | null>(null);
export const WordingProvider = WordingContext.Provider;

export function useWording(): Wording {
  const wording = useContext(WordingContext);
  if (wording === null) throw new Error('A component that speaks stands outside WordingProvider.');
  return wording;
}
