import { findIbans, isCard, isNamedAccount } from './secrets/account.ts';
import { findBookings } from './secrets/booking.ts';
import { findEmails } from './secrets/email.ts';
import { findHealth } from './secrets/health.ts';
import { findNames } from './secrets/name.ts';
import { finnishCode, isPersonalNumber } from './secrets/personalNumber.ts';
import { findPhone } from './secrets/phone.ts';
import { readCalling, uncalled } from './secrets/readCalling.ts';
import { plainDigits, type Run, readNumbers, runsFrom } from './secrets/readNumbers.ts';
import type { Secret, SecretType } from './secrets/secret.ts';

export type { SecretType } from './secrets/secret.ts';

export interface Redacted {
  readonly text: string;
  /** Each type once, in the order in which they first stand in the text. */
  readonly found: readonly SecretType[];
}

/** What no words call a secret must have so many digits to be one. */
const fewestUncalled = 7;
/** A text is looked through again while something is found, and at most so often. */
const mostLooks = 5;
/** No secret that is made of digits has more. */
const mostDigits = 19;

/**
 * Puts `[type]` in the place of each secret: personal numbers, telephone numbers, e-mail addresses, cards, accounts,
 * bookings beside a name, names that people tell, and health words tied to a person. The text itself is returned when
 * there is none. Redacting twice changes nothing more.
 *
 * It knows secrets by their form and by what they are called, in Swedish, Finnish, English and Arabic: a name or an
 * address of a street that stands by itself goes through. Never fails; its work grows as the text does.
 *
 * @param keep the city's own numbers (compared by their digits, with or without +46) and e-mail addresses
 */
export function redact(text: string, keep: ReadonlySet<string> = new Set()): Redacted {
  const kept = keptForms(keep);
  let result = redactOnce(text, kept);
  const found = [...result.found];
  // What is taken away may have been what excused a number ("OCR" read as part of a name): look until nothing is left.
  for (let look = 1; look < mostLooks && result.found.length > 0; look += 1) {
    result = redactOnce(result.text, kept);
    found.push(...result.found);
  }
  return { text: result.text, found: [...new Set(found)] };
}

function redactOnce(text: string, kept: ReadonlySet<string>): Redacted {
  const secrets: Secret[] = [];
  // Each search sees the text without what was found before it, so that no two secrets overlap.
  let rest = plainDigits(text);
  const take = (found: readonly Secret[]): readonly Secret[] => {
    const apart = withoutOverlaps(found);
    secrets.push(...apart);
    rest = cover(rest, apart);
    return apart;
  };
  take(findEmails(rest, kept));
  take(findIbans(rest));
  take(findFinnishCodes(rest));
  take(findNumbers(rest, kept));
  take(findHealth(rest));
  const names = take(findNames(rest));
  take(findBookings(rest, names));
  return replace(text, secrets);
}

function findFinnishCodes(text: string): readonly Secret[] {
  return [...text.matchAll(finnishCode)].map((match) => ({
    type: 'personal-number',
    from: match.index,
    to: match.index + match[0].length,
  }));
}

function findNumbers(text: string, kept: ReadonlySet<string>): readonly Secret[] {
  const found: Secret[] = [];
  const groups = readNumbers(text);
  for (let at = 0; at < groups.length; ) {
    const number = nameNumber(runsFrom(groups, at, mostDigits), text, kept);
    if (number === null) {
      at += 1;
      continue;
    }
    const { from } = number.run.first;
    const signs =
      number.type === 'phone'
        ? (/\+[\s(]?$/u.exec(text.slice(Math.max(0, from - 2), from))?.[0].length ?? 0)
        : 0;
    if (number.type !== null) found.push({ type: number.type, from: from - signs, to: number.run.last.to });
    at += number.run.count;
  }
  return found;
}

/** What number begins here; its type is null for one that stays, and the whole null where none begins. */
function nameNumber(
  runs: readonly Run[],
  text: string,
  kept: ReadonlySet<string>,
): { readonly type: SecretType | null; readonly run: Run } | null {
  const longest = runs.at(-1);
  if (longest === undefined) return null;
  const called = readCalling(text, longest.first.from);
  if (called === uncalled && longest.digits.length < fewestUncalled) return null;
  const own = runs.findLast((run) => kept.has(nationalForm(run.digits)));
  if (own !== undefined) return { type: null, run: own };
  const card = runs.find((run) => isCard(run, called));
  if (card !== undefined) return { type: 'card', run: card };
  const person = runs.findLast((run) => isPersonalNumber(run, called));
  if (person !== undefined) return { type: 'personal-number', run: person };
  const account = runs.findLast((run) => isNamedAccount(run, called));
  if (account !== undefined) return { type: 'account', run: account };
  const phone = findPhone(runs, text, called);
  return phone === null ? null : { type: 'phone', run: phone };
}

const keptOf = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** What is kept, as it is compared: numbers by their digits, addresses in lower case. Worked out once for each set. */
function keptForms(keep: ReadonlySet<string>): ReadonlySet<string> {
  let forms = keptOf.get(keep);
  if (forms === undefined) {
    const forNumber = (one: string): string => nationalForm(plainDigits(one).replace(/[^0-9]/gu, ''));
    forms = new Set([...keep].map((one) => (one.includes('@') ? one.toLowerCase() : forNumber(one))));
    keptOf.set(keep, forms);
  }
  return forms;
}

/** A Swedish number with 0 in the place of the country's code. */
function nationalForm(digits: string): string {
  if (!digits.startsWith('46') && !digits.startsWith('00')) return digits;
  return digits.replace(/^(?:00)?460?(?=[1-9][0-9]{6,})/u, '0');
}

/** In order, and of two that overlap the first. */
function withoutOverlaps(found: readonly Secret[]): readonly Secret[] {
  const apart: Secret[] = [];
  for (const secret of found.toSorted((one, other) => one.from - other.from)) {
    if (secret.from >= (apart.at(-1)?.to ?? 0)) apart.push(secret);
  }
  return apart;
}

/** The text with brackets, which no secret holds, over what was found: places stay what they were. */
function cover(text: string, found: readonly Secret[]): string {
  let covered = '';
  let end = 0;
  for (const { from, to } of found) {
    covered += text.slice(end, from) + '['.repeat(to - from);
    end = to;
  }
  return covered + text.slice(end);
}

function replace(text: string, secrets: readonly Secret[]): Redacted {
  const inOrder = secrets.toSorted((one, other) => one.from - other.from);
  let result = '';
  let end = 0;
  for (const { type, from, to } of inOrder) {
    result += `${text.slice(end, from)}[${type}]`;
    end = to;
  }
  return { text: result + text.slice(end), found: [...new Set(inOrder.map((secret) => secret.type))] };
}
