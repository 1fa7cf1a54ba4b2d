import type { Server } from 'restify';
import { door, type Report } from './route.ts';

/** `/health/live`: the process answers. `/health/ready`: its store answers as well. */
export function openHealth(server: Server, storeAnswers: () => Promise<void>, report: Report): void {
  const live = door(report, async () => ({ status: 200, body: { status: 'live' } }));
  const ready = door(report, async () => {
    try {
      await storeAnswers();
      return { status: 200, body: { status: 'ready' } };
    } catch (error) {
      report.fault(error, '/health/ready');
      return { status: 503, body: { status: 'the store does not answer' } };
    }
  });
  for (const method of ['get', 'head'] as const) {
    server[method]('/health/live', live);
    server[method]('/health/ready', ready);
  }
}
