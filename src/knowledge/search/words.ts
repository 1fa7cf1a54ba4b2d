import lunr from 'lunr';
import arabic from 'lunr-languages/lunr.ar';
import finnish from 'lunr-languages/lunr.fi';
import stemmerSupport from 'lunr-languages/lunr.stemmer.support';
import swedish from 'lunr-languages/lunr.sv';
import type { Language } from '../../model.ts';
import { plain } from '../plain.ts';

stemmerSupport(lunr);
for (const language of [swedish, finnish, arabic]) language(lunr);

type Stem = (token: lunr.Token) => lunr.Token;
/** What lunr-languages adds to lunr: a stemmer for each language. */
const { sv, fi, ar } = lunr as unknown as Readonly<Record<'sv' | 'fi' | 'ar', { readonly stemmer: Stem }>>;
const stemmers: Readonly<Record<Language, Stem>> = {
  sv: sv.stemmer,
  'sv-simple': sv.stemmer,
  fi: fi.stemmer,
  en: lunr.stemmer,
  ar: ar.stemmer,
};

const gramLength = 4;
/** Marks over and under letters, which people leave out. */
const marks = /\p{Mn}+/gu;

/** One word of a text, ready to be compared: "toimeentulotuen" shares no stem with "toimeentulotukea", but most grams. */
export interface Word {
  readonly stem: string;
  /** Its character 4-grams, edges marked; of a word of up to three letters there are none. */
  readonly grams: readonly string[];
}

export type Reader = (text: string) => Word[];

/** Reads the words of texts of a language, in their order. A word that came before is not worked out again. */
export function createReader(language: Language): Reader {
  const stem = stemmers[language];
  const known = new Map<string, Word>();
  return (text) =>
    plain(text)
      .split(' ')
      .filter((word) => word !== '')
      .map((written) => {
        const seen = known.get(written);
        if (seen !== undefined) return seen;
        const bare = written.replace(marks, '');
        const word = { stem: stem(new lunr.Token(bare, {})).toString(), grams: gramsOf(bare) };
        known.set(written, word);
        return word;
      });
}

function gramsOf(word: string): string[] {
  if (word.length < gramLength) return [];
  const marked = `_${word}_`;
  return Array.from({ length: marked.length - gramLength + 1 }, (_, at) => marked.slice(at, at + gramLength));
}
