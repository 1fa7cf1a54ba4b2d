import { type Concept, createConceptFinder } from './findConcepts.ts';

/**
 * What kind of thing a feature is. Each kind is a block of the text's vector, with a length of its own, so that a
 * text's many pieces of words do not drown its few words.
 */
export const blocks = { words: 0, pieces: 1, concepts: 2 } as const;

const shortestPiece = 2;
const longestPiece = 5;
/** Of a longer text the first ones in the list do: pairs grow with the square. */
const mostConcepts = 24;
const space = 32;

/**
 * Told of one feature. `start` and `end` are where it stands in ` ${text} `, half-open, in UTF-16 units; of a feature of
 * the block `concepts` they are the one or two concepts that it is made of.
 */
export type Visit = (hash: number, block: number, start: number, end: number) => void;

/** Visits every feature of a text that `normalise` made. */
export type ReadFeatures = (text: string, visit: Visit) => void;

/**
 * Makes the reader of features: words, pairs of neighbours, pairs with one word between, the first and the last word as
 * such, the pieces of 2 to 5 letters of each word with its borders, and the concepts with each pair of them.
 *
 * A feature is known by a hash of 32 bits; among some 300,000 features a few share one, which does no harm.
 */
export function createFeatureReader(concepts: readonly Concept[]): ReadFeatures {
  const findConcepts = createConceptFinder(concepts);
  return (text, visit) => {
    if (text === '') return;
    const bordered = ` ${text} `;
    readWords(bordered, visit);
    readPieces(bordered, visit);
    readConcepts(findConcepts(text).slice(0, mostConcepts), visit);
  };
}

/** Salts that keep features of different kinds apart. */
const salts = {
  word: 11,
  neighbours: 12,
  skip: 13,
  first: 14,
  last: 15,
  piece: 16,
  concept: 17,
  together: 18,
} as const;

function readWords(bordered: string, visit: Visit): void {
  let before = { hash: 0, start: -1 };
  let twoBefore = before;
  let start = 1;
  while (start < bordered.length) {
    let end = start;
    let hash: number = salts.word;
    while (bordered.charCodeAt(end) !== space) {
      hash = mix(hash, bordered.charCodeAt(end));
      end += 1;
    }
    visit(finish(hash), blocks.words, start, end);
    if (before.start < 0) visit(finish(mix(hash, salts.first)), blocks.words, 0, end);
    else visit(finish(mix(mix(before.hash, salts.neighbours), hash)), blocks.words, before.start, end);
    if (twoBefore.start >= 0) {
      visit(finish(mix(mix(twoBefore.hash, salts.skip), hash)), blocks.words, twoBefore.start, end);
    }
    if (end + 1 === bordered.length) visit(finish(mix(hash, salts.last)), blocks.words, start, end + 1);
    twoBefore = before;
    before = { hash, start };
    start = end + 1;
  }
}

function readPieces(bordered: string, visit: Visit): void {
  let wordEnd = 0;
  for (let start = 0; start < bordered.length - 1; start += 1) {
    if (start >= wordEnd) wordEnd = bordered.indexOf(' ', start + 1);
    const last = Math.min(wordEnd, start + longestPiece - 1);
    let hash: number = salts.piece;
    for (let at = start; at <= last; at += 1) {
      hash = mix(hash, bordered.charCodeAt(at));
      if (at - start + 1 >= shortestPiece) visit(finish(hash), blocks.pieces, start, at + 1);
    }
  }
}

function readConcepts(found: readonly number[], visit: Visit): void {
  found.forEach((concept, at) => {
    visit(finish(mix(salts.concept, concept)), blocks.concepts, concept, concept);
    for (const other of found.slice(0, at)) {
      visit(finish(mix(mix(salts.together, other), concept)), blocks.concepts, other, concept);
    }
  });
}

/** One step of a hash in the manner of FNV, with the high bits let down so that order counts. */
function mix(hash: number, unit: number): number {
  return (Math.imul(hash ^ unit, 0x01000193) + 0x9e37) ^ (hash >>> 15);
}

/** Spreads a hash over all 32 bits (MurmurHash3's finisher). Unsigned. */
function finish(hash: number): number {
  let spread = hash ^ (hash >>> 16);
  spread = Math.imul(spread, 0x85ebca6b);
  spread ^= spread >>> 13;
  spread = Math.imul(spread, 0xc2b2ae35);
  return (spread ^ (spread >>> 16)) >>> 0;
}
