import { parsePhoneNumberWithError } from 'libphonenumber-js/min';
import type { Hearing, Parsed, Said } from '../ear.ts';

const email = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/u;
const looksLikePhone = /\+?\d[\d\s()./-]{4,}\d/;

/** A telephone number, Swedish unless it says another country, or an e-mail address, or both. */
export function readContact({ text }: Said, takes: 'phone' | 'email' | 'either', hearing: Hearing): Parsed {
  const western = text.normalize('NFKC').replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));
  const address = takes === 'phone' ? undefined : email.exec(western)?.[0];
  const rest = western.replace(email, ' ');
  const digits = takes === 'email' ? undefined : looksLikePhone.exec(rest)?.[0];
  const phone = digits === undefined ? null : phoneOf(digits);
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
  if (hearing === 'loose') return { problem: takes === 'email' ? 'contact_email' : 'contact_phone' };
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
