import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type FlowSurroundings, flowWords } from './flowTexts.ts';
import { fetchPlaces, matching, type Places, pointInWords } from './places.ts';

interface Props extends FlowSurroundings {
  readonly onSay: (text: string, event?: MouseEvent) => void;
}

const mostShown = 6;
/** Milliseconds that a device has to find where it is. */
const patience = 15_000;

/** Ways to tell a place beside writing it: names to choose among, where one is, a map. The list needs no map, the map no drag. */
export function PlacePicker({ language, Icon, onSay }: Props) {
  const words = flowWords(language);
  const field = useId();
  const [places, setPlaces] = useState<Places | null>(null);
  const [written, setWritten] = useState('');
  const [mapOpen, setMapOpen] = useState(false);
  const [drawing, setDrawing] = useState<typeof import('./mapOfPlaces.later.tsx') | null>(null);
  const [told, setTold] = useState<'looking' | 'notFound' | 'outside' | 'mapFailed' | null>(null);
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    // A position that comes when something else is asked must not be told.
    return () => {
      shown.current = false;
    };
  }, []);
  useEffect(() => {
    fetchPlaces().then(setPlaces, () => setPlaces(null));
  }, []);
  if (places === null) return null;
  const found = matching(places.places, written, mostShown);
  const sayPoint = (latitude: number, longitude: number): void => {
    if (!shown.current) return;
    const { south, north, west, east } = places.box;
    const inside = latitude >= south && latitude <= north && longitude >= west && longitude <= east;
    setTold(inside ? null : 'outside');
    if (inside) onSay(pointInWords(latitude, longitude));
  };
  const locate = (): void => {
    setTold('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => sayPoint(coords.latitude, coords.longitude),
      () => setTold('notFound'),
      { timeout: patience, enableHighAccuracy: true },
    );
  };
  return (
    // What stands in the log is read out when it changes; this tells of itself.
    <section class="places" aria-live="off" aria-label={words('placeTools')}>
      <label for={field}>{words('findPlace')}</label>
      <input
        id={field}
        class="input"
        type="search"
        autocomplete="off"
        value={written}
        onInput={(event) => setWritten(event.currentTarget.value)}
      />
      <p role="status" class="vh">
        {written === '' ? '' : words('placesFound', { count: String(found.length) })}
      </p>
      {found.length > 0 && (
        <ul class="sugs">
          {found.map(({ name }) => (
            <li key={name}>
              <button type="button" class="sug" lang="sv" dir="ltr" onClick={(event) => onSay(name, event)}>
                {name}
              </button>
            </li>
          ))}
        </ul>
      )}
      {written !== '' && found.length === 0 && <p class="hint">{words('noPlace')}</p>}
      <div class="place-ways">
        {'geolocation' in navigator && (
          <button type="button" class="btn small" onClick={locate}>
            <Icon name="pin" />
            {words('myPlace')}
          </button>
        )}
        {places.tiles !== null && (
          <button
            type="button"
            class="btn small"
            aria-expanded={mapOpen}
            onClick={() => {
              setMapOpen(!mapOpen);
              // What draws maps is as large as the whole chat: only who wants one waits for it.
              import('./mapOfPlaces.later.tsx').then(
                (fetched) => setDrawing(() => fetched),
                () => {
                  setMapOpen(false);
                  setTold('mapFailed');
                },
              );
            }}
          >
            {words(mapOpen ? 'hideMap' : 'showMap')}
          </button>
        )}
      </div>
      <p role="status" class="hint">
        {told === null ? '' : words(told)}
      </p>
      {mapOpen && drawing !== null && places.tiles !== null && (
        <drawing.MapOfPlaces words={words} tiles={places.tiles} box={places.box} onChoose={sayPoint} />
      )}
    </section>
  );
}
