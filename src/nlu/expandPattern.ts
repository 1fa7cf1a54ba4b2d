/** A line that stands for more phrases than this is refused: it no longer reads as something a person would write. */
export const mostPhrases = 24;

/** A pattern that cannot be read. The message says what is wrong and what to write; the caller knows file and line. */
export class PatternFault extends Error {
  override readonly name = 'PatternFault';
}

/**
 * The phrases that one line of an examples file stands for: `(a|b)` is either, `[a]` is with or without. Marks may
 * stand inside one another. Phrases come without doubles, in the pattern's order, with single spaces.
 *
 * @throws PatternFault when a mark is unbalanced or stray, or the line stands for nothing or more than 24 phrases.
 */
export function expandPattern(pattern: string): readonly string[] {
  const { phrases, next } = readSequence(pattern, 0, null);
  if (next < pattern.length) {
    throw new PatternFault(
      `"${pattern[next]}" closes nothing. Remove it, or write the opening mark before it.`,
    );
  }
  const tidied = [...new Set(phrases.map((phrase) => phrase.replace(/\s+/gu, ' ').trim()))];
  if (tidied.includes('')) {
    throw new PatternFault(
      'The line can stand for an empty phrase. Leave at least one word outside the brackets.',
    );
  }
  return tidied;
}

interface Part {
  readonly phrases: readonly string[];
  /** Where reading stopped: at a mark that this part does not own, or at the end. */
  readonly next: number;
}

/** Reads until the end, or until a mark that belongs to whoever opened `inside`. */
function readSequence(pattern: string, from: number, inside: '(' | '[' | null): Part {
  let phrases: readonly string[] = [''];
  let at = from;
  while (at < pattern.length) {
    const mark = pattern[at] ?? '';
    if (mark === ')' || mark === ']') break;
    if (mark === '|') {
      if (inside === '(') break;
      throw new PatternFault('"|" stands outside "( )". Write the choices inside them: (a|b).');
    }
    const part = mark === '(' ? readChoice(pattern, at) : mark === '[' ? readOption(pattern, at) : null;
    phrases = joinEach(phrases, part?.phrases ?? [mark]);
    at = part?.next ?? at + 1;
  }
  return { phrases, next: at };
}

/** `(a|b)`, from its opening mark on. */
function readChoice(pattern: string, open: number): Part {
  const phrases: string[] = [];
  let at = open;
  do {
    const branch = readSequence(pattern, at + 1, '(');
    phrases.push(...branch.phrases);
    at = branch.next;
  } while (pattern[at] === '|');
  if (pattern[at] !== ')') throw unbalanced('(', ')', pattern, open);
  return { phrases, next: at + 1 };
}

/** `[a]`, from its opening mark on. */
function readOption(pattern: string, open: number): Part {
  const inner = readSequence(pattern, open + 1, '[');
  if (pattern[inner.next] !== ']') throw unbalanced('[', ']', pattern, open);
  return { phrases: [...inner.phrases, ''], next: inner.next + 1 };
}

function joinEach(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length * right.length > mostPhrases) {
    throw new PatternFault(
      `The line stands for more than ${mostPhrases} phrases. Write it as several lines with fewer choices.`,
    );
  }
  return left.flatMap((start) => right.map((end) => start + end));
}

function unbalanced(open: string, close: string, pattern: string, at: number): PatternFault {
  return new PatternFault(
    `"${open}" in "${pattern.slice(at, at + 20)}" is never closed. Write "${close}" after it.`,
  );
}
