import { createHash } from 'node:crypto';

/** Letters and digits that nobody takes for another when they are read aloud or written by hand. */
const symbols = '23456789ACDEFHJKMNPRTVWXY';
/** How many of them are digits. */
const digits = 8;
const referenceLength = 7;
const codeLength = 8;
const consonants = 'bdglmnrstv';
const vowels = 'aeio';
const syllables = 3;

/** A whole number from 0 up to, not with, `below`. */
export type RandomInt = (below: number) => number;

/** A case's reference, such as `KL-7KX94TR`. */
export function newReference(random: RandomInt): string {
  return `KL-${pick(referenceLength, random)}`;
}

/** A code by which a flow is taken up on another device, such as `7KX9-4TRM`. Good for a few days, and for nothing else. */
export function newPauseCode(random: RandomInt): string {
  const code = pick(codeLength, random);
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * A case's secret word: no word of any language on purpose, easy to say and to write, such as `miloda`. A walk has one
 * word, however often it is sent and by whichever process: it is worked out from the walk's id, which nobody is told.
 */
export function wordOf(walk: string): string {
  const bytes = createHash('sha256').update(`word ${walk}`).digest();
  const pickByte = (at: number, from: string) => from.charAt((bytes[at] ?? 0) % from.length);
  return Array.from(
    { length: syllables },
    (_, index) => pickByte(index * 2, consonants) + pickByte(index * 2 + 1, vowels),
  ).join('');
}

const referencePattern = new RegExp(
  `(?<![A-Z0-9])KL[\\s–-]*((?:[${symbols}][\\s-]?){${referenceLength}})(?![A-Z0-9])`,
  'u',
);
const codePattern = new RegExp(`(?<![A-Z0-9-])([${symbols}]{4})[\\s–-]([${symbols}]{4})(?![A-Z0-9-])`, 'u');
const wordPattern = new RegExp(`^(?:[${consonants}][${vowels}]){${syllables}}$`);

/** The reference in a text, as it is kept; letter case, spaces and the dash do not matter. Null when there is none. */
export function referenceIn(text: string): string | null {
  const found = referencePattern.exec(text.normalize('NFKC').toUpperCase());
  return found?.[1] === undefined ? null : `KL-${found[1].replace(/[\s-]/g, '')}`;
}

/** The code in a text that says nothing else but perhaps a word or two. */
export function pauseCodeIn(text: string): string | null {
  const upper = text.normalize('NFKC').toUpperCase();
  const found = codePattern.exec(upper);
  // A code has digits and letters in it, as two words of four letters and a telephone number have not.
  if (found === null || !/\d/.test(found[0]) || !/[A-Z]/.test(found[0]) || upper.length > 40) return null;
  return `${found[1]}-${found[2]}`;
}

/** The secret word in a text beside its reference. */
export function wordIn(text: string): string | null {
  const rest = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/kl[\s–-]*[a-z0-9]+/u, ' ');
  return rest.split(/[^a-zåäö]+/u).find((word) => wordPattern.test(word)) ?? null;
}

function pick(length: number, random: RandomInt): string {
  return Array.from({ length }, (_, index) => {
    // None without a digit, which could be a word, or without a letter, which could be a telephone number.
    if (index === 1) return one(symbols.slice(0, digits), random);
    return one(index === 2 ? symbols.slice(digits) : symbols, random);
  }).join('');
}

function one(from: string, random: RandomInt): string {
  return from.charAt(random(from.length));
}
