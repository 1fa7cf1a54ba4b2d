import { capitalPair } from './name.ts';
import { readCalling } from './readCalling.ts';
import type { Secret } from './secret.ts';

/**
 * Booking and reservation numbers, and the name written beside one. A booking number alone tells nothing of anybody,
 * and stays.
 *
 * @param names the names that the text tells
 */
export function findBookings(text: string, names: readonly Secret[]): readonly Secret[] {
  const bookings: Secret[] = [];
  for (const match of text.matchAll(
    /(?<![\p{L}0-9-])(?=[A-Za-z0-9-]*[0-9])[A-Za-z0-9][A-Za-z0-9-]{3,15}(?![\p{L}0-9-])/gu,
  )) {
    const code = match[0];
    if (/^(?:19|20)[0-9]{2}(?:-|$)/u.test(code) || !readCalling(text, match.index)('booking')) continue;
    bookings.push({ type: 'booking', from: match.index, to: match.index + code.length });
  }
  if (bookings.length === 0) return [];
  const beside: Secret[] = [...text.matchAll(capitalPair)]
    .filter(
      ({ 0: pair }) => !/^(?:Malmö|Folkets|Södra|Norra|Västra|Östra|Stora|Lilla|Nya|Gustav)/u.test(pair),
    )
    .map((match) => ({ type: 'name', from: match.index, to: match.index + match[0].length }));
  return names.length + beside.length === 0 ? [] : [...bookings, ...beside];
}
