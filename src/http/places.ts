import type { Server } from 'restify';
import type { Gazetteer } from '../flows/gazetteer.ts';
import { door, type Report } from './route.ts';

/** `/places`: names of places to choose among, and where map tiles come from. Holds nothing of anybody. */
export function openPlaces(
  server: Server,
  gazetteer: () => Gazetteer,
  tilesUrl: string | null,
  report: Report,
): void {
  server.get(
    '/places',
    door(report, async () => {
      const { areas, landmarks, box } = gazetteer();
      return {
        status: 200,
        body: {
          tiles: tilesUrl,
          box,
          places: [...landmarks, ...areas].map(({ name, also, position }) => ({
            name,
            also,
            ...(position === undefined ? {} : { position }),
          })),
        },
        headers: { 'Cache-Control': 'public, max-age=3600' },
      };
    }),
  );
}
