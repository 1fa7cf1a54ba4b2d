/** A word or a number of a text, folded, with where it stands. */
export interface Token {
  readonly word: string;
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
/** Arabic words carry "and", "in", "to", "the" before them. */
const arabicBeginnings = /^(?:[وفبلك]?ال|لل|[وفبلك])(?=\p{L}{2})/u;

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
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/** What is read of a text for numbers and addresses, in characters: one sign of Unicode may stand for eighteen letters. */
const longestRead = 2000;

/** A text with digits of any script as 0 to 9, cut where nobody tells a number any more. */
export function plainDigits(text: string): string {
  return text
    .slice(0, longestRead)
    .normalize('NFKC')
    .slice(0, longestRead)
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

/** What is searched: lengths must not change, so that places in the folded text are places in the written one. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(pieces)].map((match) => ({
    word: fold(match[0]),
    written: match[0],
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Words of a phrase, made ready once. */
const prepared = new Map<string, readonly RegExp[]>();

function wordsOf(phrase: string): readonly RegExp[] {
  let words = prepared.get(phrase);
  if (words === undefined) {
    words = fold(phrase)
      .split(/[\s.,!?'’-]+/u)
      .filter((word) => word !== '')
      .map((word) => {
        const [before, core, after] = [word.startsWith('*'), word.replaceAll('*', ''), word.endsWith('*')];
        return new RegExp(`^${before ? '.*' : ''}${literal(core)}${after ? '.*' : ''}$`, 'u');
      });
    prepared.set(phrase, words);
  }
  return words;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function isSaid(pattern: RegExp, { word }: Token): boolean {
  if (pattern.test(word)) return true;
  const bare = word.replace(arabicBeginnings, '');
  return bare !== word && pattern.test(bare);
}

/** The first place of a phrase, from a token on; null when it does not stand there. */
export function findPhrase(tokens: readonly Token[], phrase: string, from = 0): Span | null {
  const words = wordsOf(phrase);
  if (words.length === 0) return null;
  for (let at = from; at + words.length <= tokens.length; at += 1) {
    if (standsAt(tokens, words, at)) return { from: at, to: at + words.length };
  }
  return null;
}

/** The longest of the phrases that stands anywhere, and where. */
export function findAny(tokens: readonly Token[], phrases: readonly string[]): Span | null {
  let best: Span | null = null;
  for (const phrase of phrases) {
    const found = findPhrase(tokens, phrase);
    if (found !== null && (best === null || found.to - found.from > best.to - best.from)) best = found;
  }
  return best;
}

/** How many tokens the longest of the phrases takes that stands at the very beginning; 0 when none does. */
export function beginsWith(tokens: readonly Token[], phrases: readonly string[]): number {
  let longest = 0;
  for (const phrase of phrases) {
    const words = wordsOf(phrase);
    if (words.length > longest && words.length <= tokens.length && standsAt(tokens, words, 0))
      longest = words.length;
  }
  return longest;
}

/** True when one of the phrases is all that is said. */
export function isWhole(tokens: readonly Token[], phrases: readonly string[]): boolean {
  return tokens.length > 0 && beginsWith(tokens, phrases) === tokens.length;
}

function standsAt(tokens: readonly Token[], words: readonly RegExp[], at: number): boolean {
  return words.every((word, index) => {
    const token = tokens[at + index];
    return token !== undefined && isSaid(word, token);
  });
}
