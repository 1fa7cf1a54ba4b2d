/** Digits that stand together. */
export interface Group {
  readonly from: number;
  readonly to: number;
  /** As 0 to 9, whatever script they were written in. */
  readonly digits: string;
  /** What stands between the group before and this one; null where a number may not go on across it. */
  readonly gap: string | null;
}

/** Signs that people put inside a number: blanks, dashes, points, slashes, brackets, and marks that cannot be seen. */
const inside = /^[\s\u00a0\u00ad\u200b-\u200f\u202a-\u202f\u2009-\u2015\u2060-\u2069\u2212.\-/+()]{1,4}$/u;
const widestGap = 4;

/** A text with the digits of every script as 0 to 9, of the same length. */
export function plainDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹०-९０-９]/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = [0x660, 0x6f0, 0x966, 0xff10].findLast((start) => start <= code) ?? code;
    return String(code - zero);
  });
}

/** All groups of digits in a text that `plainDigits` has read, in order. */
export function readNumbers(text: string): readonly Group[] {
  const groups: Group[] = [];
  let end = 0;
  for (const match of text.matchAll(/[0-9]+/gu)) {
    const from = match.index;
    const between = text.slice(end, Math.min(from, end + widestGap + 1));
    const gap = groups.length > 0 && inside.test(between) ? between : null;
    groups.push({ from, to: from + match[0].length, digits: match[0], gap });
    end = from + match[0].length;
  }
  return groups;
}

/** Groups that may be one number. */
export interface Run {
  readonly first: Group;
  readonly last: Group;
  /** How many groups. */
  readonly count: number;
  /** How many digits each group has: "8 4". */
  readonly lengths: string;
  /** Of all groups together. */
  readonly digits: string;
}

const mostGroups = 6;
/** No secret has fewer. */
const fewestDigits = 4;

/**
 * What may be the number that starts at a group: its first group alone, the first two, and so on, of 4 digits or more.
 *
 * @param mostDigits no longer number is looked for
 */
export function runsFrom(groups: readonly Group[], start: number, mostDigits: number): readonly Run[] {
  const runs: Run[] = [];
  const first = groups[start];
  let digits = '';
  let lengths = '';
  for (let count = 1; count <= mostGroups; count += 1) {
    const last = groups[start + count - 1];
    if (first === undefined || last === undefined || (count > 1 && last.gap === null)) break;
    digits += last.digits;
    lengths += count === 1 ? last.digits.length : ` ${last.digits.length}`;
    if (digits.length > mostDigits) break;
    if (digits.length >= fewestDigits) runs.push({ first, last, count, lengths, digits });
  }
  return runs;
}

/** Whether the digits end in the check digit of the Luhn formula (personal numbers, cards). */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const weighed = at % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
}
