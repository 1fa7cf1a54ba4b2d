import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler, Server } from 'restify';
import { KnownError } from '../errors.ts';
import { type Report, sendError } from './route.ts';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};

/** Serves the built pages: `/` the demo page, `/chat` the chat alone, and what they load. */
export function openPages(server: Server, folder: string, report: Report): void {
  const page = (name: string) => serveFile(() => join(folder, name), 'no-cache', report);
  for (const method of ['get', 'head'] as const) server[method]('/', page('index.html'));
  for (const method of ['get', 'head'] as const) server[method]('/chat', page('chat.html'));
  // Their names hold a hash of what is in them, so they never change.
  const asset = serveFile((path) => inside(folder, path), 'public, max-age=31536000, immutable', report);
  for (const method of ['get', 'head'] as const) server[method]('/assets/*', asset);
}

function serveFile(toFile: (path: string) => string, caching: string, report: Report): RequestHandler {
  return (request, response, next) => {
    const send = async (): Promise<void> => {
      const file = toFile(request.path());
      const found = await stat(file).catch(() => null);
      const mediaType = mediaTypes[extname(file)];
      if (found === null || !found.isFile() || mediaType === undefined) throw new KnownError('not_found');
      response.writeHead(200, {
        'Content-Type': mediaType,
        'Content-Length': found.size,
        'Cache-Control': caching,
      });
      if (request.method === 'HEAD') response.end();
      // Ends the file with the response, also when the client leaves in the middle.
      else await pipeline(createReadStream(file), response).catch(() => undefined);
    };
    send().then(
      () => next(),
      (error: unknown) => {
        sendError(request, response, error, report);
        next(false);
      },
    );
  };
}

/** The file that a path names within a folder. @throws KnownError `not_found` for a path that leads out of it */
function inside(folder: string, path: string): string {
  const file = normalize(join(folder, decodeURIComponent(path)));
  if (!file.startsWith(folder + sep)) throw new KnownError('not_found');
  return file;
}
