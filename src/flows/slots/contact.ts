import { parsePhoneNumberWithError } from 'libphonenumber-js/min';
import type { Hearing, Parsed, Said } from '../ear.ts';
import { plainDigits } from '../tokens.ts';

/** Bounded on both sides of its sign, so that no text takes long to be read. */
const email =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/u;
const looksLikePhone = /\+?\d[\d\s()./-]{4,30}\d/;
/** Days and years are written with as many digits. */
const looksLikeDate = /(?<!\d)\d{4}\s?[-–./]\s?(?:\d{4}|\d{1,2}\s?[-–./]\s?\d{1,2})(?!\d)/g;
/** What is no answer to the question must begin as telephone numbers do. */
const beginsLikePhone = /^(?:\+|0)/;

/** A telephone number, Swedish unless it says another country, or an e-mail address, or both. */
export function readContact({ text }: Said, takes: 'phone' | 'email' | 'either', hearing: Hearing): Parsed {
  const western = plainDigits(text);
  const address = takes === 'phone' || !western.includes('@') ? undefined : email.exec(western)?.[0];
  const rest = (address === undefined ? western : western.replace(address, ' ')).replace(looksLikeDate, ' ');
  const digits = takes === 'email' ? undefined : looksLikePhone.exec(rest)?.[0];
  const isMeant = digits !== undefined && (hearing !== 'passing' || beginsLikePhone.test(digits));
  const phone = isMeant ? phoneOf(digits) : null;
  if (phone !== null || address !== undefined) {
    return {
      value: {
        type: 'contact',
        ...(phone === null ? {} : { phone }),
        ...(address === undefined ? {} : { email: address }),
      },
    };
  }
  if (hearing === 'passing') return null;
  if (digits !== undefined) return { problem: 'contact_phone' };
  if (western.includes('@') && takes !== 'phone') return { problem: 'contact_email' };
  return null;
}

/** E.164; null when there is no such number. */
function phoneOf(written: string): string | null {
  try {
    const number = parsePhoneNumberWithError(written, 'SE');
    return number.isValid() ? number.number : null;
  } catch {
    return null;
  }
}
