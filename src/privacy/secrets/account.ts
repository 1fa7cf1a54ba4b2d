import type { Calling } from './readCalling.ts';
import { passesLuhn, type Run } from './readNumbers.ts';
import type { Secret } from './secret.ts';

/** Whether the digits are a payment card's: the check digit holds, or they are called a card. */
export function isCard({ lengths, digits }: Run, called: Calling): boolean {
  if (digits.length < 13 || digits.length > 19) return false;
  if (!/^[2-6]/u.test(digits) || !/^(?:(?:[4-9]|1[0-9]) )*[0-9]+$/u.test(lengths)) return false;
  if (called('reference')) return false;
  return passesLuhn(digits) || (digits.length >= 15 && called('card'));
}

/** Whether the digits are called an account: clearing and account number, bankgiro or plusgiro. */
export function isNamedAccount({ digits }: Run, called: Calling): boolean {
  if (digits.length < 4 || called('reference')) return false;
  if (called('giro')) return digits.length >= 5 && digits.length <= 8;
  if (called('clearing')) return digits.length >= 4 && digits.length <= 16;
  return digits.length >= 7 && digits.length <= 16 && called('account');
}

/** Length of the IBAN by country, where people in Malmö are likely to have an account. */
const ibanLengths: Readonly<Record<string, number>> = {
  SE: 24,
  FI: 18,
  DK: 18,
  NO: 15,
  DE: 22,
  GB: 22,
  FR: 27,
  ES: 24,
  IT: 27,
  PL: 28,
  NL: 18,
  BE: 16,
  AT: 20,
  CH: 21,
  RO: 24,
  BG: 22,
  HR: 21,
  BA: 20,
  RS: 22,
  GR: 27,
  HU: 28,
  IE: 22,
  PT: 25,
  CZ: 24,
  SK: 24,
  SI: 19,
  EE: 20,
  LV: 21,
  LT: 20,
  LU: 20,
  IS: 26,
  MT: 31,
  CY: 28,
  TR: 26,
  UA: 29,
  XK: 20,
  AL: 28,
  MK: 19,
  ME: 22,
  MD: 24,
  LB: 28,
  JO: 30,
  IQ: 23,
  SA: 24,
  AE: 23,
  KW: 30,
  QA: 29,
  PS: 29,
  EG: 29,
  TN: 24,
  IL: 23,
  PK: 24,
};

/** Every IBAN in a text, told by its country and length; the check digits need not hold. */
export function findIbans(text: string): readonly Secret[] {
  const found: Secret[] = [];
  for (const match of text.matchAll(/(?<![\p{L}0-9])([A-Za-z]{2})[0-9]{2}/gu)) {
    const length = ibanLengths[(match[1] ?? '').toUpperCase()];
    if (length === undefined) continue;
    let at = match.index;
    let taken = 0;
    while (taken < length) {
      if (/[A-Za-z0-9]/u.test(text[at] ?? '')) taken += 1;
      else if (!/[ \u00a0-]/u.test(text[at] ?? '') || /[ \u00a0-]/u.test(text[at + 1] ?? '')) break;
      at += 1;
    }
    const digits = (text.slice(match.index, at).match(/[0-9]/gu) ?? []).length;
    if (taken === length && digits * 2 >= length && !/[\p{L}0-9]/u.test(text[at] ?? '')) {
      found.push({ type: 'account', from: match.index, to: at });
    }
  }
  return found;
}
