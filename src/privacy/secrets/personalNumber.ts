import type { Calling } from './readCalling.ts';
import { passesLuhn, type Run } from './readNumbers.ts';

/**
 * Whether the digits are a Swedish personal or coordination number (10 or 12 digits, any separators). Where the
 * check digit is wrong, it must look like one all the same: written 8 + 4 or 6 + 4 with a dash, in one piece with the
 * century, or be called one.
 */
export function isPersonalNumber(run: Run, called: Calling): boolean {
  const { digits } = run;
  if (digits.length !== 10 && digits.length !== 12) return false;
  if (called('personal')) return true;
  if (called('reference')) return false;
  if (digits.length === 12 && !/^(?:18|19|20[0-3])/u.test(digits)) return false;
  const short = digits.slice(-10);
  if (!isBirthDate(short.slice(2, 4), short.slice(4, 6))) return false;
  if (isWrittenAsPhone(run)) return false;
  return passesLuhn(short) || isWrittenAsOne(run);
}

/** The digits of "070-112 34 56" may be a date's, but nobody parts a birth date so. */
function isWrittenAsPhone({ first, count, digits }: Run): boolean {
  if (digits.length !== 10 || !digits.startsWith('0')) return false;
  if (count === 1) return /^07[02369]/u.test(digits);
  return first.digits.length === 3 || first.digits.length === 4;
}

function isWrittenAsOne({ lengths, last }: Run): boolean {
  const dashed = /[-+\u2010-\u2015\u2212]/u.test(last.gap ?? '');
  return (
    lengths === '12' ||
    lengths === '8 4' ||
    (lengths === '6 4' && dashed) ||
    (lengths === '4 2 2 4' && dashed)
  );
}

/** In a coordination number 60 is added to the day. */
function isBirthDate(month: string, day: string): boolean {
  const days = Number(day) > 60 ? Number(day) - 60 : Number(day);
  return Number(month) >= 1 && Number(month) <= 12 && days >= 1 && days <= 31;
}

/** A Finnish personal identity code: day, month, year, a sign for the century, three digits and a check character. */
export const finnishCode =
  /(?<![0-9\p{L}])(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2} ?[-+\u2010-\u2015A-FU-Ya-fu-y] ?[0-9]{3} ?[0-9A-FHJ-NPR-Ya-fhj-npr-y](?![0-9\p{L}])/gu;
