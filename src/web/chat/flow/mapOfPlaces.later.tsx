import 'leaflet/dist/leaflet.css';
import { CircleMarker, Map as LeafletMap, TileLayer } from 'leaflet';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FlowWords } from './flowTexts.ts';
import type { Places } from './places.ts';

interface Props {
  readonly words: FlowWords;
  readonly tiles: string;
  readonly box: Places['box'];
  readonly onChoose: (latitude: number, longitude: number) => void;
}

/** The middle of the city, and how near it is looked at to begin with. */
const centre: [number, number] = [55.6, 13.0];
const zoom = { first: 13, least: 11, most: 19 } as const;

/** A map on which a press names a point. For the eye and a pointer: the list above it is the equal way. */
export function MapOfPlaces({ words, tiles, box, onChoose }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const [point, setPoint] = useState<{ latitude: number; longitude: number } | null>(null);
  useEffect(() => {
    if (place.current === null) return;
    const map = new LeafletMap(place.current, {
      center: centre,
      zoom: zoom.first,
      minZoom: zoom.least,
      maxZoom: zoom.most,
      maxBounds: [
        [box.south, box.west],
        [box.north, box.east],
      ],
    });
    map.attributionControl.setPrefix(false);
    new TileLayer(tiles, {
      maxZoom: zoom.most,
      attribution: tiles.includes('openstreetmap') ? '© OpenStreetMap' : '',
    }).addTo(map);
    let marker: CircleMarker | null = null;
    map.on('click', ({ latlng }) => {
      marker?.remove();
      marker = new CircleMarker(latlng, { radius: 12, className: 'chosen-point' }).addTo(map);
      setPoint({ latitude: latlng.lat, longitude: latlng.lng });
    });
    return () => {
      map.remove();
    };
  }, [tiles]);
  return (
    <div class="map-of-places">
      <p class="hint">{words('mapHint')}</p>
      <div class="map" ref={place} dir="ltr" />
      {point !== null && (
        <button type="button" class="btn primary" onClick={() => onChoose(point.latitude, point.longitude)}>
          {words('chooseHere')}
        </button>
      )}
    </div>
  );
}
