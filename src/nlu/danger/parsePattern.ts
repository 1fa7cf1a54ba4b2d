/**
 * The notation in which danger is described. A line is one pattern:
 *
 *     @burning & @home                     both, in any order, at most eight words apart
 *     orkar inte .. leva                   these words in this order; `..` leaves room for up to three others
 *     kniv* i handen                       a word that begins with "kniv"; `*` may stand at either end, or both
 *     han|hon andas inte                   either word
 *     @took & gift*, en burk piller        a comma parts whole entries, any of which will do
 *     försöker|håller_på .. råna           `_` ties words together where one word is expected
 *     ^ brand $                            `^` begins a sentence, `$` ends it
 *     dålig! andedräkt                     `!`: as spelt, no slips of the pen forgiven
 *     @burning & @home unless film*, spel  not when one of these stands in the same sentence
 *     andas inte always                    no excuse of the file's `harmless` counts
 *
 * `@name` is any entry of that list of words. A line that begins with `#` is a comment.
 */

/** One word of a pattern: what is written, a list's name, or words tied together. */
export type Term = { readonly word: string } | { readonly list: string } | { readonly phrase: Sequence };

/** One place in a sequence. Any of its terms may fill it, at most `gap` words after what went before. */
export interface Slot {
  readonly terms: readonly Term[];
  readonly gap: number;
}

export type Sequence = readonly Slot[];

export interface Pattern {
  readonly parts: readonly Sequence[];
  /** What takes the danger out where it stands in the same sentence, for this pattern only. */
  readonly unless: readonly Sequence[];
  /** Whether that is all that does. */
  readonly always: boolean;
}

/** How many words `..` leaves room for. */
const widestGap = 3;

/**
 * The patterns of a text, one a line.
 *
 * @param lists the names that `@name` may call
 * @throws Error that quotes the line and tells what is wrong with it
 */
export function parsePatterns(lines: string, lists: ReadonlySet<string>): readonly Pattern[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const always = line.endsWith(' always');
      const [danger = '', unless, ...more] = line.replace(/ always$/u, '').split(' unless ');
      if (more.length > 0) throw new Error(`"${line}": write "unless" once, and commas after it`);
      return {
        parts: danger.split(' & ').map((part) => parseEntries(part, line, lists)),
        unless: unless === undefined ? [] : parseWords(unless, lists),
        always,
      };
    });
}

/** The entries of a list of words, parted by commas or line ends; each is a sequence. Throws as `parsePatterns`. */
export function parseWords(entries: string, lists: ReadonlySet<string>): readonly Sequence[] {
  return entries
    .split(/[,\n]/u)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => parseSequence(entry, entry, lists));
}

function parseEntries(part: string, line: string, lists: ReadonlySet<string>): Sequence {
  if (!part.includes(',')) return parseSequence(part, line, lists);
  const terms = part.split(',').map((entry) => ({ phrase: parseSequence(entry, line, lists) }));
  return [{ terms, gap: 0 }];
}

function parseSequence(text: string, line: string, lists: ReadonlySet<string>): Sequence {
  const slots: Slot[] = [];
  let gap = 0;
  for (const piece of text.split(/\s+/u).filter((written) => written !== '')) {
    if (piece === '..') {
      gap = widestGap;
      continue;
    }
    slots.push({ terms: piece.split('|').map((term) => parseTerm(term, line, lists)), gap });
    gap = 0;
  }
  if (slots.length === 0 || gap > 0)
    throw new Error(`"${line}": a word is missing beside "&", ".." or a comma`);
  return slots;
}

function parseTerm(term: string, line: string, lists: ReadonlySet<string>): Term {
  if (term.startsWith('@')) {
    const list = term.slice(1);
    if (!lists.has(list)) throw new Error(`"${line}": there is no list "${list}" under words`);
    return { list };
  }
  if (term.includes('_')) return { phrase: parseSequence(term.replaceAll('_', ' '), line, lists) };
  if (term === '^' || term === '$') return { word: term };
  if (!/^\*?[\p{L}\p{M}\p{Nd}'’]+(?:\*|!)?$/u.test(term)) {
    throw new Error(`"${line}": "${term}" must be a word, with * or ! at its end where wanted`);
  }
  if (term.startsWith('*') && term.replaceAll('*', '').length < 3) {
    throw new Error(`"${line}": "${term}" is too short: write three letters or more after the first *`);
  }
  return { word: term };
}
