import { expandPattern } from '../../src/nlu/expandPattern.ts';
import type { Example, Utterance } from '../../src/nlu/recogniser.ts';

const patterns: ReadonlyArray<
  readonly [label: string | null, language: Example['language'], patterns: string]
> = [
  [
    'library',
    'sv',
    'var finns (närmaste|nästa) bibliotek|när öppnar biblioteket [idag]|jag vill låna (en bok|böcker)|boken är försenad|lånekort till barn|reservera en bok',
  ],
  [
    'library',
    'fi',
    'missä on kirjasto|milloin kirjasto aukeaa|haluan lainata kirjan|kirjastokortti lapselle',
  ],
  [
    'library',
    'en',
    'where is the library|when does the library open|I want to borrow a book|library card for my kid',
  ],
  ['library', 'ar', 'أين المكتبة|متى تفتح المكتبة|أريد استعارة كتاب'],
  [
    'preschool-apply',
    'sv',
    'ansöka om förskola [till min son]|plats på dagis|hur söker jag förskoleplats|ställa barnet i förskolekö|när börjar inskolningen',
  ],
  ['preschool-apply', 'fi', 'miten haen esikoulupaikkaa|paikka päiväkodista|lapsi jonoon esikouluun'],
  ['preschool-apply', 'en', 'apply for preschool|daycare place for my son|how do I get a preschool spot'],
  ['preschool-apply', 'ar', 'أريد تسجيل ابني في الروضة|كيف أقدم على روضة'],
  [
    'parking-fine',
    'sv',
    'jag har fått parkeringsböter|överklaga p-boten|felparkering avgift|böter på bilen fast jag betalat|kontrollavgift parkering',
  ],
  ['parking-fine', 'fi', 'sain parkkisakon|valitus pysäköintivirhemaksusta'],
  ['parking-fine', 'en', 'I got a parking ticket|appeal a parking fine|parking fine but I had paid'],
  ['parking-fine', 'ar', 'أخذت مخالفة وقوف|كيف أعترض على مخالفة السيارة'],
  ['smalltalk/greeting', 'sv', 'hej [hej]|god morgon|tjena'],
  ['smalltalk/greeting', 'en', 'hello|hi there|good morning'],
  ['smalltalk/thanks', 'sv', 'tack [så mycket]|tusen tack'],
  [
    null,
    'sv',
    'vad blir det för väder|recept på pannkakor|vem vann matchen igår|berätta en historia|bästa mobilen',
  ],
  [null, 'en', 'what is the weather like|tell me a joke|who won the game'],
];

/** A tiny set of examples to learn from in a blink. */
export const smallExamples: readonly Example[] = patterns.flatMap(([label, language, lines]) =>
  splitLines(lines).flatMap((pattern) =>
    expandPattern(pattern).map((text) => ({ text, label, language, pattern })),
  ),
);

/** Bars outside brackets part the lines. */
function splitLines(lines: string): readonly string[] {
  return lines.split(/\|(?![^(]*\))/u);
}

/** A text as a recogniser is asked of it. */
export function utterance(text: string, topicAtHand: string | null = null): Utterance {
  return { text, redacted: text, language: 'sv', topicAtHand };
}
