import { z } from 'zod';
import { fold, tokensOf } from './tokens.ts';

const positionSchema = z.strictObject({ latitude: z.number(), longitude: z.number() });

/** `knowledge/places.yaml`: names of places by which people tell where something is. */
export const gazetteerSchema = z.strictObject({
  /** How names of streets and squares end, and the words that end so and are no names. */
  streetEndings: z.array(z.string()),
  noStreets: z.array(z.string()),
  aloneEndings: z.array(z.string()),
  /** Words that stand before a street's name and belong to it. */
  streetBeginnings: z.array(z.string()),
  /** The city, as a box: a shared position beyond it is not in the city. */
  box: z.strictObject({ south: z.number(), north: z.number(), west: z.number(), east: z.number() }),
  areas: z.array(
    z.strictObject({
      name: z.string(),
      also: z.array(z.string()).default([]),
      position: positionSchema.optional(),
    }),
  ),
  /** Places that everybody knows. */
  landmarks: z.array(
    z.strictObject({
      name: z.string(),
      also: z.array(z.string()).default([]),
      position: positionSchema.optional(),
    }),
  ),
  /** Places beyond the city's border, by the municipality that they lie in. */
  neighbours: z.record(z.string(), z.array(z.string())),
});
export type Gazetteer = z.infer<typeof gazetteerSchema>;

/** A gazetteer made ready to be searched. */
export interface PlaceIndex {
  /** Street names with the Finnish endings that bend them; group 1 is the name, group 2 its ending. */
  readonly street: RegExp;
  /** Names of places here, by their first word. */
  readonly known: ReadonlyMap<string, readonly NamedPlace[]>;
  /** Names of places beyond the border, by their first word; the place's name is the municipality's. */
  readonly beyond: ReadonlyMap<string, readonly NamedPlace[]>;
}

export interface NamedPlace {
  /** The name by which it is found, as words. */
  readonly words: readonly string[];
  readonly name: string;
  readonly position?: { readonly latitude: number; readonly longitude: number };
}

/** Finnish bends Swedish names as well: "Nobelvägenillä", "Rosengårdissa". */
const finnishCases = '(?:i?(?:ll[aä]|lt[aä]|lle|ss[aä]|st[aä])|i?n|iin|j?en)';
const bent = new RegExp(`^(.{4,}?)${finnishCases}$`, 'u');

const indexes = new WeakMap<Gazetteer, PlaceIndex>();

export function placeIndexOf(gazetteer: Gazetteer): PlaceIndex {
  let index = indexes.get(gazetteer);
  if (index === undefined) {
    const { streetEndings, areas, landmarks, neighbours } = gazetteer;
    const endings = streetEndings.map(fold).sort((one, other) => other.length - one.length);
    index = {
      street: new RegExp(`^(.*?(${endings.join('|')}))${finnishCases}?$`, 'u'),
      known: byFirstWord(
        [...landmarks, ...areas].flatMap(({ name, also, position }) =>
          [name, ...also].map((called) => ({
            words: wordsOf(called),
            name,
            ...(position === undefined ? {} : { position }),
          })),
        ),
      ),
      beyond: byFirstWord(
        Object.entries(neighbours).flatMap(([name, places]) =>
          places.map((called) => ({ words: wordsOf(called), name })),
        ),
      ),
    };
    indexes.set(gazetteer, index);
  }
  return index;
}

/** The place with the longest name among the words; a name of one word also with a Finnish ending. */
export function findNamed(
  words: readonly string[],
  names: ReadonlyMap<string, readonly NamedPlace[]>,
): NamedPlace | null {
  let best: NamedPlace | null = null;
  const lengthOf = (place: NamedPlace | null) => place?.words.join(' ').length ?? 0;
  for (const [at, word] of words.entries()) {
    const base = bent.exec(word)?.[1];
    const here = [...(names.get(word) ?? []), ...(base === undefined ? [] : (names.get(base) ?? []))];
    for (const place of here) {
      const stands = place.words.every((expected, index) => index === 0 || words[at + index] === expected);
      if (stands && lengthOf(place) > lengthOf(best)) best = place;
    }
  }
  return best;
}

function byFirstWord(places: readonly NamedPlace[]): Map<string, NamedPlace[]> {
  const index = new Map<string, NamedPlace[]>();
  for (const place of places) {
    const [first = ''] = place.words;
    index.set(first, [...(index.get(first) ?? []), place]);
  }
  return index;
}

function wordsOf(name: string): string[] {
  return tokensOf(name).map(({ word }) => word);
}
