import { blocks, type ReadFeatures } from './readFeatures.ts';

/** What pieces of words and concepts weigh against words: chosen on held-out phrases, where it is flat around here. */
const blockWeights: readonly number[] = [1, 1.4, 0.5];
/** Rare features count for more, but less so than usual: this power of the inverse document frequency held best. */
const rarityPower = 0.75;

/** The features that a model knows, each by the row that it has in the model. */
export class Vocabulary {
  /** Hash of each row's feature. */
  readonly hashes: Uint32Array;
  /** Rarity of each row's feature. */
  readonly rarity: Float32Array;
  /** A hash table with open addressing: the row and one, or zero for an empty place. */
  readonly #table: Int32Array;
  readonly #mask: number;

  constructor(hashes: Uint32Array, rarity: Float32Array) {
    this.hashes = hashes;
    this.rarity = rarity;
    const places = 2 ** Math.ceil(Math.log2(hashes.length * 2 + 2));
    this.#table = new Int32Array(places);
    this.#mask = places - 1;
    for (let row = 0; row < hashes.length; row += 1) {
      let place = (hashes[row] ?? 0) & this.#mask;
      while (this.#table[place] !== 0) place = (place + 1) & this.#mask;
      this.#table[place] = row + 1;
    }
  }

  /** How many features there are. */
  get size(): number {
    return this.hashes.length;
  }

  /** The row of a feature, or -1 when it is not known. */
  rowOf(hash: number): number {
    let place = hash & this.#mask;
    for (;;) {
      const row = (this.#table[place] ?? 0) - 1;
      if (row < 0 || this.hashes[row] === hash) return row;
      place = (place + 1) & this.#mask;
    }
  }
}

/** One text as the known features in it: rows with their values, and how much of the text was known. */
export interface TextVector {
  readonly rows: Int32Array;
  readonly values: Float32Array;
  /** The share, 0 to 1, of the text's pieces of words that the vocabulary has. */
  readonly known: number;
}

/** The vocabulary of normalised texts: every feature in them, the frequent ones first. */
export function buildVocabulary(texts: readonly string[], readFeatures: ReadFeatures): Vocabulary {
  const counts = new Map<number, number>();
  for (const text of texts) {
    const seen = new Set<number>();
    readFeatures(text, (hash) => seen.add(hash));
    for (const hash of seen) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  const kept = [...counts].sort(([a, often], [b, rarely]) => rarely - often || a - b);
  const rarity = kept.map(([, count]) => (Math.log((1 + texts.length) / (1 + count)) + 1) ** rarityPower);
  return new Vocabulary(
    Uint32Array.from(kept, ([hash]) => hash),
    Float32Array.from(rarity),
  );
}

/**
 * Makes vectors of normalised texts. A feature's value is its damped count times its rarity; each block is brought to
 * its own length. Keeps room for counting between calls, so make one and use it for all texts of a vocabulary.
 */
export function createVectoriser(
  vocabulary: Vocabulary,
  readFeatures: ReadFeatures,
): (text: string) => TextVector {
  const counts = new Float32Array(vocabulary.size);
  const blockOf = new Uint8Array(vocabulary.size);
  return (text) => {
    const touched: number[] = [];
    let pieces = 0;
    let knownPieces = 0;
    readFeatures(text, (hash, block) => {
      const row = vocabulary.rowOf(hash);
      if (block === blocks.pieces) {
        pieces += 1;
        if (row >= 0) knownPieces += 1;
      }
      if (row < 0) return;
      if (counts[row] === 0) touched.push(row);
      counts[row] = (counts[row] ?? 0) + 1;
      blockOf[row] = block;
    });
    const rows = Int32Array.from(touched).sort();
    const values = new Float32Array(rows.length);
    const squares = blockWeights.map(() => 0);
    rows.forEach((row, at) => {
      const value = (1 + Math.log(counts[row] ?? 1)) * (vocabulary.rarity[row] ?? 0);
      values[at] = value;
      const block = blockOf[row] ?? 0;
      squares[block] = (squares[block] ?? 0) + value * value;
      counts[row] = 0;
    });
    const scales = squares.map((square, block) =>
      square === 0 ? 0 : (blockWeights[block] ?? 1) / Math.sqrt(square),
    );
    rows.forEach((row, at) => {
      values[at] = (values[at] ?? 0) * (scales[blockOf[row] ?? 0] ?? 0);
    });
    return { rows, values, known: pieces === 0 ? 0 : knownPieces / pieces };
  };
}
