import { createReadStream, readFileSync } from 'node:fs';
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

/**
 * Serves the built pages: `/` the demo page, `/chat` the chat alone, `/chat.js` the launcher, and what they load.
 *
 * @param drawings folder of the small drawings that go with topics, at `/pictures/`
 */
export function openPages(server: Server, folder: string, drawings: string, report: Report): void {
  const open = (path: string, handle: RequestHandler): void => {
    for (const method of ['get', 'head'] as const) server[method](path, handle);
  };
  const named = (name: string, headers: Readonly<Record<string, string>>) =>
    serveFile(() => join(folder, name), headers, report);
  // What a page will load is told with the head of its answer.
  const page = (name: string) =>
    named(name, { 'Cache-Control': 'no-cache', Link: readFileSync(join(folder, `${name}.links`), 'utf8') });
  open('/', page('index.html'));
  open('/chat', page('chat.html'));
  // Cities put it on their own pages, under a name that stays.
  open(
    '/chat.js',
    named('chat.js', {
      'Cache-Control': 'public, max-age=600',
      'Cross-Origin-Resource-Policy': 'cross-origin',
    }),
  );
  open(
    '/pictures/*',
    serveFile(
      (path) => inside(drawings, path.slice('/pictures'.length)),
      { 'Cache-Control': 'public, max-age=86400' },
      report,
    ),
  );
  // Their names hold a hash of what is in them, so they never change.
  const forGood = { 'Cache-Control': 'public, max-age=31536000, immutable' };
  open(
    '/assets/*',
    serveFile((path) => inside(folder, path), forGood, report),
  );
}

function serveFile(
  toFile: (path: string) => string,
  headers: Readonly<Record<string, string>>,
  report: Report,
): RequestHandler {
  return (request, response, next) => {
    const send = async (): Promise<void> => {
      const file = toFile(request.path());
      const mediaType = mediaTypes[extname(file)];
      if (mediaType === undefined) throw new KnownError('not_found');
      const form = await smallestForm(file, request.header('accept-encoding', ''));
      if (form === null) throw new KnownError('not_found');
      response.writeHead(200, {
        'Content-Type': mediaType,
        'Content-Length': form.size,
        ...(form.encoding === null ? {} : { 'Content-Encoding': form.encoding }),
        Vary: 'Origin, Accept-Encoding',
        ...headers,
      });
      if (request.method === 'HEAD') response.end();
      // Ends the file with the response, also when the client leaves in the middle.
      else await pipeline(createReadStream(form.file), response).catch(() => undefined);
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

/** Packed forms that stand beside the files, the smallest first. */
const packedForms = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
] as const;

/** The smallest form of a file that the client takes; null when there is no such file. */
async function smallestForm(file: string, accepted: string) {
  const forms = [
    ...packedForms.filter(({ encoding }) =>
      new RegExp(`\\b${encoding}\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\b)`).test(accepted),
    ),
    { encoding: null, ending: '' },
  ];
  for (const { encoding, ending } of forms) {
    const found = await stat(file + ending).catch(() => null);
    if (found?.isFile() === true) return { file: file + ending, encoding, size: found.size };
  }
  return null;
}

/** The file that a path names within a folder. @throws KnownError `not_found` for a path that leads out of it */
function inside(folder: string, path: string): string {
  const file = normalize(join(folder, decodeURIComponent(path)));
  if (!file.startsWith(folder + sep)) throw new KnownError('not_found');
  return file;
}
