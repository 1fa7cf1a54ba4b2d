import type { SlotValue } from '../../flowState.ts';
import type { Ear, Hearing, Parsed, Said } from '../ear.ts';
import { findNamed, type Gazetteer, placeIndexOf } from '../gazetteer.ts';
import { findAny, fold, plainDigits, type Span, type Token } from '../tokens.ts';

type Place = Extract<SlotValue, { type: 'place' }>;

/** A place told in own words is no longer, in characters, and no shorter, in words. */
const longest = 300;
const fewestWords = 2;
const housePattern =
  /^\s*,?\s*(?:nr\.?|nummer|number|numero|no\.?)?\s*(\d{1,4})\s?([a-hA-H])?(?![\p{L}\d])(?!:\d)/u;

/**
 * Where something is: a point of the map (`55.60123, 13.00321`), a street with its number, a corner, a known place, an
 * area; once it was asked for and found to be nothing else, any words. What lies in another municipality is refused
 * with its name.
 */
export function readPlace(said: Said, held: Place | null, ear: Ear, hearing: Hearing): Parsed {
  const { gazetteer } = ear;
  const point = pointIn(said.text, gazetteer);
  if (point !== null) return point;
  const street = streetsIn(said, ear);
  const known = knownIn(said.tokens, gazetteer);
  const outside = municipalityIn(said.tokens, gazetteer);
  // A street of ours may be called by the next town: Lundavägen, Trelleborgsgatan; and a fault may lie on the way there.
  // Only a name of its own says so: "Storgatan i Burlöv".
  if (outside !== null && known === null)
    return hearing === 'passing' ? null : { problem: 'place_outside', detail: outside };
  if (street !== null) return { value: withArea(street, known) };
  if (known !== null) return { value: known };
  if (hearing === 'passing') return null;
  const number = held?.street === undefined ? null : houseNumberIn(said, ear);
  if (held?.street !== undefined && number !== null)
    return { value: { type: 'place', text: `${held.street} ${number}`, street: held.street } };
  if (ear.lexicons.some(({ place }) => findAny(said.tokens, place.here) !== null && said.tokens.length <= 4))
    return { problem: 'place_here' };
  if (hearing === 'loose') {
    const text = said.text.trim();
    if (said.tokens.length < fewestWords) return { problem: 'text_short' };
    if (text.length > longest) return { problem: 'text_long', detail: String(longest) };
    return { value: { type: 'place', text } };
  }
  return null;
}

function pointIn(text: string, { box }: Gazetteer): Parsed {
  const found = /(?<![\d.])(-?\d{1,2}[.]\d{3,})\s*[,;]?\s+(-?\d{1,3}[.]\d{3,})(?![\d.])/.exec(text);
  if (found === null) return null;
  const [latitude, longitude] = [Number(found[1]), Number(found[2])];
  const inside =
    latitude >= box.south && latitude <= box.north && longitude >= box.west && longitude <= box.east;
  if (!inside) return { problem: 'place_outside', detail: '' };
  const words = `${text.slice(0, found.index)}${text.slice(found.index + found[0].length)}`
    .replace(/[()\s]+/g, ' ')
    .trim();
  const coordinates = `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
  return {
    value: {
      type: 'place',
      text: words === '' || words.length > 100 ? coordinates : `${words} (${coordinates})`,
      position: { latitude, longitude },
    },
  };
}

interface Street {
  readonly text: string;
  readonly span: Span;
}

/** The streets of a text: one, or the two of a corner. */
function streetsIn(said: Said, ear: Ear): Place | null {
  const streets: Street[] = [];
  for (let at = 0; at < said.tokens.length; at += 1) {
    const street = swedishStreet(said, at, ear.gazetteer);
    if (street === null) continue;
    streets.push(street);
    at = street.span.to - 1;
  }
  const [first, second] = streets;
  if (first === undefined) return calledIn(said, ear);
  if (second !== undefined && !/\d/.test(first.text) && isCorner(said, first, second))
    return { type: 'place', text: `${first.text} / ${second.text}`, street: first.text };
  return { type: 'place', text: first.text, street: first.text.replace(/\s\d+\s?\p{L}?$/u, '') };
}

function isCorner({ tokens, text }: Said, first: Street, second: Street): boolean {
  const between = text.slice(tokens[first.span.to - 1]?.to ?? 0, tokens[second.span.from]?.from ?? 0);
  return between.trim().length <= 8;
}

/** A Swedish name by its ending, with what belongs to it before and its number behind. */
function swedishStreet(said: Said, at: number, gazetteer: Gazetteer): Street | null {
  const { tokens } = said;
  const token = tokens[at];
  if (token === undefined) return null;
  const name = streetName(token, gazetteer);
  if (name === null) return null;
  let from = at;
  if (name.alone) {
    from = beginningOf(said, at, gazetteer);
    if (from === at) return null;
  } else if (isAnyOf(tokens[at - 1], gazetteer.streetBeginnings)) from = at - 1;
  const words = tokens.slice(from, at).map(({ written }) => written);
  const number = houseAfter(said.text, token.to);
  return {
    text: [
      ...words.map(capital),
      name.alone ? name.written : capital(name.written),
      ...(number === null ? [] : [number]),
    ].join(' '),
    span: { from, to: at + 1 },
  };
}

/** The token as a street's name without Finnish endings; `alone` when it is only the ending: "väg" of "Carl Gustafs väg". */
function streetName(token: Token, gazetteer: Gazetteer): { written: string; alone: boolean } | null {
  const [, base, ending] = placeIndexOf(gazetteer).street.exec(token.word) ?? [];
  if (base === undefined || ending === undefined) return null;
  const alone = base.length === ending.length;
  if (alone && !gazetteer.aloneEndings.includes(base)) return null;
  if (gazetteer.noStreets.includes(base) || gazetteer.noStreets.includes(token.word)) return null;
  return { written: token.written.slice(0, base.length), alone };
}

/** Where the name of a street in several words begins: at its capitals, or at a word in the genitive. */
function beginningOf({ tokens }: Said, at: number, gazetteer: Gazetteer): number {
  let from = at;
  while (from > 0 && at - from < 3 && /^\p{Lu}/u.test(tokens[from - 1]?.written ?? '')) from -= 1;
  if (from < at && /^(?:von|af|de)$/u.test(tokens[from - 1]?.word ?? '')) from -= 1;
  // The first word of a sentence is capital as well, and no name: "På Carl Gustafs väg".
  while (from < at && smallWords.has(tokens[from]?.word ?? '')) from += 1;
  if (from < at) return from;
  const before = tokens[at - 1];
  if (before === undefined || !/^\p{L}{3,}s$/u.test(before.word) || smallWords.has(before.word)) return at;
  const more = tokens[at - 2];
  if (more !== undefined && /^(?:von|af|de)$/u.test(more.word)) return at - 2;
  return more !== undefined && belongs(more, gazetteer) ? at - 2 : at - 1;
}

/** "carl" before "gustafs väg", but not "gata" before "ramels väg". */
function belongs({ word }: Token, { noStreets }: Gazetteer): boolean {
  return /^\p{L}{3,}$/u.test(word) && !smallWords.has(word) && !noStreets.includes(word);
}

/** Words before a name that are no part of it, in the languages in which Swedish names are written among others. */
const smallWords = new Set(
  'på vid i till hos mellan och är det den en ett från nära mot längs av för med som at on in near the a of by and by street finns sitter ligger trasig hål trasigt kadulla osoitteessa lähellä hela denna'.split(
    ' ',
  ),
);

/** A street that is called one in another language: "شارع نوبل 12". Looked for where no Swedish name stands. */
function calledIn(said: Said, ear: Ear): Place | null {
  for (let at = 0; at < said.tokens.length; at += 1) {
    const street = calledStreet(said, at, ear);
    if (street !== null)
      return { type: 'place', text: street.text, street: street.text.replace(/\s\d+\s?\p{L}?$/u, '') };
  }
  return null;
}

/** "شارع نوبل 12": a word for a street, then its name. Ends at a number or after two words. */
function calledStreet(said: Said, at: number, { lexicons }: Ear): Street | null {
  const { tokens, text } = said;
  const token = tokens[at];
  if (token === undefined) return null;
  const isCalled = lexicons.some(({ place }) => place.street.some((word) => fold(word) === bare(token.word)));
  const name = tokens[at + 1];
  if (!isCalled || name === undefined || /^\d/.test(name.word)) return null;
  // "The street is dark": no name follows.
  if (name.word.length < 3 || arabicSmallWords.has(name.word) || token.word !== bare(token.word)) return null;
  const number = houseAfter(text, name.to);
  return {
    text: [token.written.replace(/^[وبفل]ال/u, ''), name.written, ...(number === null ? [] : [number])].join(
      ' ',
    ),
    span: { from: at, to: at + 2 },
  };
}

const arabicSmallWords = new Set(
  'لا في عند على من الى قرب هو هي بجانب امام خلف مظلم معطل مكسور الرييسي كله كلها منذ قبل'.split(' '),
);

function bare(word: string): string {
  return word.replace(/^[وبفل]?ال/u, '').replace(/^[وبفل](?=شارع)/u, '');
}

function houseAfter(text: string, from: number): string | null {
  const found = housePattern.exec(plainDigits(text.slice(from, from + 20)));
  if (found?.[1] === undefined) return null;
  return `${found[1]}${found[2] === undefined ? '' : ` ${found[2].toUpperCase()}`}`;
}

/** "number 22", "22 B": of a place whose street is known. */
function houseNumberIn({ text, tokens }: Said, { lexicons }: Ear): string | null {
  const called =
    lexicons.map(({ place }) => findAny(tokens, place.number)).find((span) => span !== null) ?? null;
  const number = called === null ? null : tokens[called.to];
  const from =
    number?.from ?? (tokens.length <= 4 ? tokens.find(({ word }) => /^\d/.test(word))?.from : undefined);
  return from === undefined ? null : houseAfter(text, from);
}

/** A known place or area by its name. */
function knownIn(tokens: readonly Token[], gazetteer: Gazetteer): Place | null {
  const found = findNamed(wordsOf(tokens), placeIndexOf(gazetteer).known);
  if (found === null) return null;
  const { name, position } = found;
  return { type: 'place', text: name, ...(position === undefined ? {} : { position }) };
}

function municipalityIn(tokens: readonly Token[], gazetteer: Gazetteer): string | null {
  return findNamed(wordsOf(tokens), placeIndexOf(gazetteer).beyond)?.name ?? null;
}

function wordsOf(tokens: readonly Token[]): string[] {
  return tokens.map(({ word }) => word);
}

function withArea(street: Place, known: Place | null): Place {
  if (known === null || street.text.includes(known.text)) return street;
  return { ...street, text: `${street.text}, ${known.text}` };
}

function isAnyOf(token: Token | undefined, words: readonly string[]): boolean {
  return token !== undefined && words.includes(token.word);
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase('sv') + word.slice(1);
}
