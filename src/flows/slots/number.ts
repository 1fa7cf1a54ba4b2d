import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import { plainDigits } from '../tokens.ts';

/** A number in digits or in words; thousands may be set apart. Never heard in passing. */
export function readNumber(
  { text, tokens }: Said,
  { lexicons }: Ear,
  least: number,
  most: number,
  hearing: Hearing,
): Parsed {
  if (hearing === 'passing') return null;
  const number =
    inDigits(text) ??
    numberInWords(
      tokens.map(({ word }) => word),
      lexicons,
    );
  if (number === null) return null;
  if (number < least || number > most) return { problem: 'number_range', detail: `${least}–${most}` };
  return { value: { type: 'number', number } };
}

function inDigits(text: string): number | null {
  const western = plainDigits(text);
  const found = /(-?\d{1,3}(?:[\s.]\d{3})+|-?\d+)(?:[,.](\d{1,2}))?(?!\d)/.exec(western);
  if (found?.[1] === undefined) return null;
  return Number(`${found[1].replace(/[\s.]/g, '')}.${found[2] ?? '0'}`);
}

/** The first word that is a number in one of the languages. */
export function numberInWords(words: readonly string[], lexicons: Ear['lexicons']): number | null {
  for (const { numbers } of lexicons) {
    for (const [number, names] of Object.entries(numbers)) {
      if (words.some((word) => names.includes(word))) return Number(number);
    }
  }
  return null;
}
