import type { Server } from 'restify';
import { type Alert, alertsAt } from '../alerts/alert.ts';
import type { Clock } from '../model.ts';
import { door, type Report } from './route.ts';

/** `/alerts`: what every chat must show now. Holds nothing of anybody, so everybody may ask. */
export function openAlerts(server: Server, all: () => readonly Alert[], clock: Clock, report: Report): void {
  server.get(
    '/alerts',
    door(report, async () => ({
      status: 200,
      body: {
        alerts: alertsAt(all(), clock()).map(({ id, updated, link, texts }) => ({
          id,
          updated,
          link,
          texts,
        })),
      },
      headers: { 'Cache-Control': 'public, max-age=15' },
    })),
  );
}
