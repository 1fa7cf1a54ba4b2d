import { eld } from 'eld/medium';
import type { Language, RecognisedLanguage } from '../../model.ts';
import type { Example } from '../recogniser.ts';
import { withoutAddresses } from '../withoutAddresses.ts';
import { identifyByScript } from './identifyByScript.ts';
import {
  type LanguageWords,
  type LatinLanguage,
  latinLanguages,
  latinWords,
  learnWords,
} from './learnWords.ts';

/** What is known before the text is read. */
export interface LanguageContext {
  /** The conversation's language. */
  readonly current: Language;
  /** The page's language, when the client said it. */
  readonly page?: Language;
}

/** The language that a text is in. */
export interface IdentifiedLanguage {
  /** `sv-simple` stays when the text is Swedish: easy Swedish is a setting, not something that one sees. */
  readonly language: Language | RecognisedLanguage;
  /** True when the text itself shows it; false when the conversation's language was kept for want of better. */
  readonly sure: boolean;
}

export type IdentifyLanguage = (text: string, context: LanguageContext) => IdentifiedLanguage;

/** eld's names for languages that we call otherwise. */
const eldNames: Partial<Record<LatinLanguage, string>> = { nb: 'no', bs: 'hr' };
/** The longest text that is read, in UTF-16 units. */
const longestText = 4_000;
/** eld reads only so much, and the beginning of a long text shows its language. */
const longestRead = 500;
/** Fewer words than this are looked up one by one instead of being weighed. */
const fewWords = 3;

/** What a full share of words that belong to a language is worth beside eld's score, which is about 0.8 for the right one. */
const wordsWorth = 0.5;
/** eld knows neither Somali nor Kurdish in Latin letters: their words begin from this score. */
const unknownToEld = 0.4;
/** An unknown word that is spelt as theirs are counts for half a word of theirs. */
const spellings: Partial<Record<LatinLanguage, RegExp>> = { so: /aa|uu|ii|dh|x[aiou]/u, ku: /[êîû]/u };
/** Letters that only some of our languages write: a text with them is likely in one of those. */
const ownLetters: Partial<Record<LatinLanguage, RegExp>> = {
  da: /[øæ]/iu,
  nb: /[øæ]/iu,
  ku: /[êîû]/iu,
  pl: /[łąęśżźń]/iu,
  bs: /[đćž]/iu,
  tr: /[ığ]/u,
  es: /[ñ¿¡]/iu,
  ro: /[țșăţ]/iu,
};
const lettersWorth = 0.15;
/** Danish and Norwegian share most of Swedish's words, which are known from the examples as Swedish only. */
const sharedWithSwedish = 0.85;
const currentBonus = 0.05;
const pageBonus = 0.02;
/** Danish and Norwegian look like Swedish with slips: they must be clearer than it. */
const neighbourHandicap = 0.02;
/** Below this nothing is recognised, and with less lead than that it is not sure. */
const leastScore = 0.5;
const sureLead = 0.1;

/**
 * Makes the identifier of languages: the script first, then eld together with the words that belong to a language.
 * Under three words the conversation's language stays, unless the words belong to one language only.
 *
 * @param examples teach it the words of the served languages
 */
export function createLanguageIdentifier(examples: readonly Example[]): IdentifyLanguage {
  const known = learnWords(examples);
  const detector = eld.newInstance();
  detector.setLanguageSubset(latinLanguages.map((language) => eldNames[language] ?? language));
  const eldScores = (text: string): Readonly<Record<string, number>> =>
    detector.detect(text.slice(0, longestRead)).getScores();
  return (written, context) => {
    const text = withoutAddresses(written.slice(0, longestText));
    const verdict = identifyByScript(text);
    const stay = { language: context.current, sure: false };
    if (verdict.kind === 'none') return stay;
    if (verdict.kind === 'language') return { language: verdict.language, sure: verdict.sure };
    const words = latinWords(text);
    const found =
      words.length < fewWords ? lookUp(words, known, context) : weigh(text, words, known, context, eldScores);
    if (found === null) return stay;
    return found.language === 'sv' && context.current === 'sv-simple'
      ? { ...found, language: 'sv-simple' }
      : found;
  };
}

/** A word belongs to one language only when this share of its uses does. */
const ownShare = 0.9;
const servedLatin: readonly LatinLanguage[] = ['sv', 'fi', 'en'];

/** The one language that all of a few words belong to: a served one when only one served has them, else any. */
function lookUp(
  words: readonly string[],
  known: LanguageWords,
  context: LanguageContext,
): IdentifiedLanguage | null {
  const shares = words.map((word) => known.sharesOf(word));
  const current = servedForm(context.current);
  if (shares.some((share) => share === undefined || (share.get(current) ?? 0) > 1 - ownShare)) return null;
  const among = (languages: readonly LatinLanguage[]): LatinLanguage | undefined =>
    languages.find((language) =>
      shares.every((share) => {
        const all = languages.reduce((sum, other) => sum + (share?.get(other) ?? 0), 0);
        return all > 0 && (share?.get(language) ?? 0) / all >= ownShare;
      }),
    );
  const language = among(servedLatin) ?? among(latinLanguages);
  return language === undefined ? null : { language, sure: true };
}

function weigh(
  text: string,
  words: readonly string[],
  known: LanguageWords,
  context: LanguageContext,
  eldScores: (text: string) => Readonly<Record<string, number>>,
): IdentifiedLanguage | null {
  const fromEld = eldScores(text);
  const written = text.slice(0, longestRead).toLowerCase().split(/\s+/u);
  const wordShare = (language: LatinLanguage): number =>
    words.reduce((sum, word) => sum + (known.sharesOf(word)?.get(language) ?? 0), 0) / words.length;
  const ranked = latinLanguages
    .map((language) => {
      const spelling = spellings[language];
      const score =
        spelling === undefined
          ? (fromEld[eldNames[language] ?? language] ?? 0) + wordsWorth * shareOf(language, wordShare)
          : scoreUnknownToEld(
              wordShare(language),
              written.filter((word) => spelling.test(word)).length / written.length,
            );
      const letters = ownLetters[language]?.test(text) === true ? lettersWorth : 0;
      return { language, score: score + letters + leaning(language, context) };
    })
    .sort((a, b) => b.score - a.score);
  const [best, next] = ranked;
  if (best === undefined || best.score < leastScore) return null;
  return { language: best.language, sure: best.score - (next?.score ?? 0) >= sureLead };
}

function shareOf(language: LatinLanguage, wordShare: (language: LatinLanguage) => number): number {
  const own = wordShare(language);
  return language === 'da' || language === 'nb'
    ? Math.max(own, own / 2 + sharedWithSwedish * wordShare('sv'))
    : own;
}

function scoreUnknownToEld(share: number, speltSo: number): number {
  const evidence = Math.min(1, share + speltSo / 2);
  return evidence === 0 ? 0 : unknownToEld + wordsWorth * evidence;
}

function leaning(language: LatinLanguage, context: LanguageContext): number {
  const handicap = language === 'da' || language === 'nb' ? neighbourHandicap : 0;
  const fromPage = context.page !== undefined && servedForm(context.page) === language ? pageBonus : 0;
  return (servedForm(context.current) === language ? currentBonus : 0) + fromPage - handicap;
}

function servedForm(language: Language): LatinLanguage {
  return language === 'sv-simple' || language === 'ar' ? 'sv' : language;
}
