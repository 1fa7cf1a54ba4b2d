import type { Request, Response, Server } from 'restify';
import { KnownError } from '../errors.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { holdsSecret } from './bearer.ts';
import type { Origins } from './origins.ts';
import { type Report, sendError } from './route.ts';

/**
 * `/metrics`, for Prometheus: open to who holds the token, and without one to this very machine only.
 *
 * @param token METRICS_TOKEN; null when none is set
 */
export function openMetrics(
  server: Server,
  telemetry: Telemetry,
  token: string | null,
  origins: Origins,
  report: Report,
): void {
  const admit = (request: Request): void => {
    if (token === null ? origins.isLocal(request) : holdsSecret(request, token)) return;
    throw new KnownError('metrics_refused');
  };
  const send = async (request: Request, response: Response): Promise<void> => {
    admit(request);
    const { mediaType, text } = await telemetry.render();
    response.writeHead(200, { 'Content-Type': mediaType });
    response.end(text);
  };
  server.get('/metrics', (request, response, next) => {
    send(request, response).then(
      () => next(),
      (error: unknown) => {
        sendError(request, response, error, report);
        next(false);
      },
    );
  });
}
