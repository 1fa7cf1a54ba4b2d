import { normalise } from '../linear/normalise.ts';

/** Knows every word and stem of the rules, and which of them a word of a text may be. */
export interface Vocabulary {
  /** The number of a word as the rules write it (`brinner`, `kniv*`, `*brand`); learns it when it is new. */
  learn(written: string): number;
  /** The numbers of all that the word fits, slips of the pen forgiven. */
  fit(word: string): readonly number[];
}

/** Shorter ones are too like other words to forgive a slip in, but for a letter doubled or not. */
const forgivenFrom = 6;
const doubledFrom = 5;
/** A stem is looked for in this many letters of a word, the rest being endings. */
const longestStem = 14;
const shortestStem = 2;
/** Ends and pieces of words have at least so many letters, and are looked up by them. */
const keyLength = 3;

type Index<Key> = Map<Key, number[]>;

/**
 * Work for one word is bounded by its length, which `normalise` cuts at 40: lookups of its beginnings, ends and
 * pieces, and for slips of the pen those of its beginnings with one letter left out.
 */
export function createVocabulary(): Vocabulary {
  const numbers = new Map<string, number>();
  const spelling: string[] = [];
  const whole: Index<string> = new Map();
  const beginnings: Index<string> = new Map();
  const ends: Index<string> = new Map();
  const pieces: Index<string> = new Map();
  const doubled: Index<string> = new Map();
  const slipsOfWhole: Index<number> = new Map();
  const slipsOfBeginnings: Index<number> = new Map();

  const learn = (written: string): number => {
    const known = numbers.get(written);
    if (known !== undefined) return known;
    const number = spelling.length;
    const letters = normalise(written).replaceAll(' ', '');
    const before = written.startsWith('*');
    const after = written.endsWith('*');
    numbers.set(written, number);
    spelling.push(letters);
    if (before && after) {
      note(pieces, letters.slice(0, keyLength), number);
    } else if (before) {
      note(ends, letters.slice(-keyLength), number);
    } else {
      note(after ? beginnings : whole, letters, number);
      if (!written.endsWith('!')) learnSlips(letters, number, after);
    }
    return number;
  };

  const learnSlips = (letters: string, number: number, open: boolean): void => {
    if (!open && letters.length >= doubledFrom) note(doubled, single(letters), number);
    if (letters.length < forgivenFrom) return;
    const rolling = rollingHash(letters);
    const index = open ? slipsOfBeginnings : slipsOfWhole;
    for (let at = 0; at < letters.length; at += 1)
      note(index, hashWithout(rolling, letters.length, at), number);
  };

  const forgive = (word: string, found: Set<number>): void => {
    add(found, doubled.get(single(word)));
    if (word.length < forgivenFrom - 1) return;
    const rolling = rollingHash(word);
    const longest = Math.min(word.length, longestStem);
    for (let length = forgivenFrom - 1; length <= word.length; length += 1) {
      for (let at = 0; at < length; at += 1) {
        const hash = hashWithout(rolling, length, at);
        const stems = length <= longest ? slipsOfBeginnings.get(hash) : undefined;
        if (stems !== undefined) addSlips(found, stems, word.slice(0, length));
        if (length === word.length) addSlips(found, slipsOfWhole.get(hash), word);
      }
    }
  };

  const addSlips = (found: Set<number>, candidates: readonly number[] | undefined, letters: string): void => {
    // Two different words may have one hash, so the letters decide.
    for (const number of candidates ?? []) if (isOneSlip(letters, spelling[number] ?? '')) found.add(number);
  };

  const fit = (word: string): readonly number[] => {
    const found = new Set<number>();
    for (const form of formsOf(word)) {
      add(found, whole.get(form));
      const longest = Math.min(form.length, longestStem);
      for (let length = shortestStem; length <= longest; length += 1)
        add(found, beginnings.get(form.slice(0, length)));
    }
    for (const number of ends.get(word.slice(-keyLength)) ?? []) {
      if (word.endsWith(spelling[number] ?? '')) found.add(number);
    }
    for (let from = 0; from <= word.length - keyLength; from += 1) {
      for (const number of pieces.get(word.slice(from, from + keyLength)) ?? []) {
        if (word.startsWith(spelling[number] ?? '', from)) found.add(number);
      }
    }
    if (!whole.has(word)) forgive(word, found);
    return [...found];
  };

  return { learn, fit };
}

function note<Key>(index: Index<Key>, key: Key, number: number): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [number]);
  else if (!there.includes(number)) there.push(number);
}

function add(found: Set<number>, numbers: readonly number[] | undefined): void {
  if (numbers !== undefined) for (const number of numbers) found.add(number);
}

/** A word, and in Arabic script the word without "and", "so", the article and what is written together with it. */
function formsOf(word: string): readonly string[] {
  const first = word.charCodeAt(0);
  if (first < 0x600 || first > 0x6ff || word.length < 4) return [word];
  const bare = word.replace(/^[وف]/u, '');
  const stem = bare.replace(/^(?:[بعكه]?ال|لل)/u, '');
  return [...new Set([word, bare, stem].filter((form) => form.length >= 2))];
}

function single(letters: string): string {
  return letters.replace(/(.)\1+/gu, '$1');
}

const base = 0x01000193;
const powers = Array.from({ length: 64 }, (_, exponent) => power(exponent));

function power(exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step += 1) result = Math.imul(result, base);
  return result;
}

/** The hash of each beginning of a word, from the empty one on. */
function rollingHash(word: string): Int32Array {
  const rolling = new Int32Array(word.length + 1);
  for (let at = 0; at < word.length; at += 1) {
    rolling[at + 1] = Math.imul(rolling[at] ?? 0, base) + word.charCodeAt(at);
  }
  return rolling;
}

/**
 * The hash of a word's beginning of a length without its letter `at`; with all its letters when that is 0, for the
 * first letter is seldom wrong. No string is made for it: there are dozens in every word.
 */
function hashWithout(rolling: Int32Array, length: number, at: number): number {
  const all = rolling[length] ?? 0;
  if (at === 0) return all;
  const weight = powers[length - at - 1] ?? 0;
  return (all + Math.imul((rolling[at] ?? 0) - (rolling[at + 1] ?? 0), weight)) | 0;
}

/** Whether one letter left out, put in, mistaken for another or swapped with the next makes one word of the other. */
function isOneSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}
