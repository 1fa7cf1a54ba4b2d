import { withoutAddresses } from '../withoutAddresses.ts';

/** The longest text that is read, in UTF-16 units; the rest of a longer one is left unread. */
const longestText = 4_000;
/** A token is cut here, in UTF-16 units: no word is longer, and the work for one stays bounded. */
const longestToken = 40;

/** Dots and rings, apostrophes, the Arabic lengthening line, and signs that only steer how text is shown. */
const marks = /[\p{Cf}\p{Mn}\u0640'’´`]+/gu;
const elongated = /(\p{L})\1{2,}/gu;
const token = /\p{L}+|\p{Nd}+/gu;

/** Letters that people write in more than one way and that do not fall apart into letter and mark. */
const letterForms: Readonly<Record<string, string>> = {
  ø: 'o',
  æ: 'a',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ß: 's',
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ک: 'ك',
};
const variant = new RegExp(`[${Object.keys(letterForms).join('')}]`, 'gu');

/**
 * A text as the recogniser reads it: lower-case tokens with one space between them, without the letters' dots and
 * rings, invisible signs, addresses or drawn-out letters ("heeej"). On dev sets, reading "å" as "a" cost nothing, and
 * whoever types without dots is understood as well.
 *
 * Never fails, and its work is bounded: at most 4,000 characters are read, and 40 of one token.
 */
export function normalise(text: string): string {
  const spelt = text
    .slice(0, longestText)
    .normalize('NFKD')
    // One sign of Unicode may stand for eighteen letters: the bound holds again after they are spelt out.
    .slice(0, longestText)
    .toLowerCase();
  const plain = withoutAddresses(spelt)
    .replace(marks, '')
    .replace(variant, (letter) => letterForms[letter] ?? letter)
    .replace(elongated, '$1');
  const tokens = plain.match(token) ?? [];
  return tokens.map((one) => westernDigits(one.slice(0, longestToken))).join(' ');
}

/** Digits of any script (Arabic-Indic, full width) as 0 to 9. */
function westernDigits(one: string): string {
  if (!/^\p{Nd}/u.test(one)) return one;
  return one
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/gu, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}
