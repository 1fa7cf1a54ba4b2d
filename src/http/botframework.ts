import type { Server } from 'restify';
import type { CloudDoor } from '../channel/cloudDoor.ts';
import type { Config } from '../config.ts';
import { KnownError } from '../errors.ts';
import type { Origins } from './origins.ts';
import { type Report, readsJson, sendError } from './route.ts';

/**
 * `/api/messages`: channels of Azure Bot Service, by CloudAdapter. The door is loaded at the first call, for the cloud SDK takes
 * as long to load as the rest of the service. Without an app registration it serves the Bot Framework Emulator, and
 * so only this very machine.
 */
export function openBotFramework(
  server: Server,
  app: Config['microsoftApp'],
  loadDoor: () => Promise<CloudDoor>,
  origins: Origins,
  report: Report,
): void {
  let cloudDoor: Promise<CloudDoor> | null = null;
  server.post('/api/messages', ...readsJson(), (request, response, next) => {
    const serve = async (): Promise<void> => {
      if (app === null && !origins.isLocal(request)) throw new KnownError('origin_refused');
      cloudDoor ??= loadDoor();
      const { headers, method = 'POST' } = request;
      await (await cloudDoor)({ body: request.body, headers, method }, response);
    };
    serve().then(
      () => next(),
      (error: unknown) => {
        sendError(request, response, error, report);
        next(false);
      },
    );
  });
}
