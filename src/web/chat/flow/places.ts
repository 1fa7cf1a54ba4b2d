import { record, text } from '../../directline/protocol.ts';

export interface Place {
  readonly name: string;
  /** Other names that people use for it. */
  readonly also: readonly string[];
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
}

export interface Places {
  /** Address of map tiles; null where there is no map. */
  readonly tiles: string | null;
  readonly box: {
    readonly south: number;
    readonly north: number;
    readonly west: number;
    readonly east: number;
  };
  readonly places: readonly Place[];
}

let fetched: Promise<Places> | null = null;

/** Asked for once; after a failure again. */
export function fetchPlaces(): Promise<Places> {
  fetched ??= ask().catch((error: unknown) => {
    fetched = null;
    throw error;
  });
  return fetched;
}

async function ask(): Promise<Places> {
  const response = await fetch('/places');
  if (!response.ok) throw new Error(`/places answers ${response.status}`);
  const { tiles, box, places } = record(await response.json());
  const { south, north, west, east } = record(box);
  return {
    tiles: text(tiles),
    box: { south: Number(south), north: Number(north), west: Number(west), east: Number(east) },
    places: (Array.isArray(places) ? places : []).map(record).map(({ name, also, position }) => {
      const { latitude, longitude } = record(position);
      return {
        name: text(name) ?? '',
        also: Array.isArray(also) ? also.filter((one) => typeof one === 'string') : [],
        position:
          typeof latitude === 'number' && typeof longitude === 'number' ? { latitude, longitude } : null,
      };
    }),
  };
}

/** The places whose names hold what is written, those that begin with it first. */
export function matching(places: readonly Place[], written: string, most: number): readonly Place[] {
  const sought = plain(written);
  if (sought === '') return [];
  const ranked = places.flatMap((place) => {
    const names = [place.name, ...place.also].map(plain);
    if (names.some((name) => name.startsWith(sought))) return [{ place, rank: 0 }];
    return names.some((name) => name.includes(sought)) ? [{ place, rank: 1 }] : [];
  });
  return ranked
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ place }) => place);
}

/** Who writes without dots and rings finds it as well. */
function plain(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** A point as it is said in the chat: five decimals are about a metre. */
export function pointInWords(latitude: number, longitude: number): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}
