/** A word or a number of a text, folded, with where it stands. */
export interface Token {
  readonly word: string;
  /** The same without what Arabic writes before a word ("and", "in", "to", "the"); null when there is nothing. */
  readonly bare: string | null;
  /** As it was written. */
  readonly written: string;
  readonly from: number;
  readonly to: number;
}

/** Where a phrase stands among tokens: first token, and the one after its last. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const pieces = /\p{L}[\p{L}\p{M}]*|\p{Nd}+/gu;
const arabic = /^\p{Script=Arabic}/u;
/** "And", "in", "to", "the" before a word. */
const arabicBeginnings = /^(?:[وفبلك]?ال|لل|[وفبلك])(?=\p{L}{2})/u;
/** What is read of a text for numbers and addresses, in characters: one sign of Unicode may stand for eighteen letters. */
const longestRead = 2000;

/** Letter case, Arabic marks and forms of letters, and the script of digits do not matter; dots and rings do. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u064b-\u065f\u0670\u0640]/gu, '')
    .replace(/[أإآٱ]/gu, 'ا')
    .replace(/[ىی]/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(/ک/gu, 'ك')
    .replace(/[٠-٩۰-۹]/gu, westernDigit);
}

/** Arabic and Persian digits alike have their value in the last four bits. */
function westernDigit(digit: string): string {
  return String(digit.charCodeAt(0) & 0xf);
}

/** A text with digits of any script as 0 to 9, cut where nobody tells a number any more. */
export function plainDigits(text: string): string {
  return text
    .slice(0, longestRead)
    .normalize('NFKC')
    .slice(0, longestRead)
    .replace(/[٠-٩۰-۹]/gu, westernDigit);
}

/** The words and numbers of a text. Places are those of the text as it was written. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(pieces)].map((match) => {
    const word = fold(match[0]);
    const bare = arabic.test(word) ? word.replace(arabicBeginnings, '') : word;
    return {
      word,
      bare: bare === word ? null : bare,
      written: match[0],
      from: match.index,
      to: match.index + match[0].length,
    };
  });
}

/** One word of a phrase: itself, or a pattern where letters may stand before or behind it. */
type Word = string | RegExp;
type Phrase = readonly Word[];

/** Phrases made ready to be looked for: by their first word, and those whose first word is a pattern apart. */
interface PhraseSet {
  readonly exact: ReadonlyMap<string, readonly Phrase[]>;
  readonly wild: readonly Phrase[];
  /** Any of the patterns, so that most words are looked at once; null when there is none. */
  readonly anyWild: RegExp | null;
}

const prepared = new WeakMap<readonly string[], PhraseSet>();

/** A list of phrases is made ready once: hand over the same list each time. */
function setOf(phrases: readonly string[]): PhraseSet {
  let set = prepared.get(phrases);
  if (set === undefined) {
    set = prepare(phrases);
    prepared.set(phrases, set);
  }
  return set;
}

function prepare(phrases: readonly string[]): PhraseSet {
  const exact = new Map<string, Phrase[]>();
  const wild: Phrase[] = [];
  for (const words of phrases.map(wordsOf)) {
    const [first] = words;
    if (first === undefined) continue;
    if (typeof first === 'string') exact.set(first, [...(exact.get(first) ?? []), words]);
    else wild.push(words);
  }
  const patterns = wild.map(([first]) => (first instanceof RegExp ? first.source : ''));
  return { exact, wild, anyWild: patterns.length === 0 ? null : new RegExp(patterns.join('|'), 'u') };
}

function wordsOf(phrase: string): Phrase {
  return fold(phrase)
    .split(/[\s.,!?'’-]+/u)
    .filter((word) => word !== '')
    .map((word) => {
      const core = word.replaceAll('*', '');
      if (core === word) return word;
      return new RegExp(
        `${word.startsWith('*') ? '' : '^'}${literal(core)}${word.endsWith('*') ? '' : '$'}`,
        'u',
      );
    });
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isSaid(word: Word, token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (typeof word === 'string') return token.word === word || token.bare === word;
  return word.test(token.word) || (token.bare !== null && word.test(token.bare));
}

/** How many tokens the longest of the phrases takes that stands at a place; 0 when none does. */
function lengthAt(tokens: readonly Token[], at: number, { exact, wild, anyWild }: PhraseSet): number {
  const token = tokens[at];
  if (token === undefined) return 0;
  let longest = longestOf(exact.get(token.word), tokens, at, 0);
  if (token.bare !== null) longest = longestOf(exact.get(token.bare), tokens, at, longest);
  return anyWild !== null && isSaid(anyWild, token) ? longestOf(wild, tokens, at, longest) : longest;
}

/** The length of the longest of the phrases that stands at a place, where it is above a length. */
function longestOf(
  phrases: readonly Phrase[] | undefined,
  tokens: readonly Token[],
  at: number,
  above: number,
): number {
  let longest = above;
  for (const phrase of phrases ?? []) {
    if (phrase.length > longest && standsAt(phrase, tokens, at)) longest = phrase.length;
  }
  return longest;
}

function standsAt(phrase: Phrase, tokens: readonly Token[], at: number): boolean {
  for (const [index, word] of phrase.entries()) if (!isSaid(word, tokens[at + index])) return false;
  return true;
}

/** The longest of the phrases that stands anywhere, and where; of equals the first. */
export function findAny(tokens: readonly Token[], phrases: readonly string[]): Span | null {
  const set = setOf(phrases);
  let best: Span | null = null;
  for (let at = 0; at < tokens.length; at += 1) {
    const length = lengthAt(tokens, at, set);
    if (length > 0 && (best === null || length > best.to - best.from)) best = { from: at, to: at + length };
  }
  return best;
}

/** How many tokens the longest of the phrases takes that stands at the very beginning; 0 when none does. */
export function beginsWith(tokens: readonly Token[], phrases: readonly string[]): number {
  return lengthAt(tokens, 0, setOf(phrases));
}

/** True when one of the phrases is all that is said. */
export function isWhole(tokens: readonly Token[], phrases: readonly string[]): boolean {
  return tokens.length > 0 && beginsWith(tokens, phrases) === tokens.length;
}
