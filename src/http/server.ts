import { randomUUID } from 'node:crypto';
import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { KnownError } from '../errors.ts';
import { headerOf } from './headerOf.ts';
import type { Origins } from './origins.ts';
import type { Patience } from './patience.ts';
import { type Report, requestIdHeader, routeOf, sendError } from './route.ts';

/** Nothing from elsewhere runs in our pages; inline script and style neither. */
const contentSecurityPolicy = (frameAncestors: string, tiles: string) =>
  [
    "default-src 'self'",
    `img-src 'self' data: blob:${tiles}`,
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

/** `{s}` stands for any of a server's names. */
function originOfTiles(url: string): string {
  return new URL(url.replace('{s}', 'any')).origin.replace('//any.', '//*.');
}

/** Longer than proxies keep an unused connection, so that they never write into one that is just being closed. */
const keepAliveMilliseconds = 65_000;

/** Told of each answer: `route` is a pattern, `seconds` from the head of the request to the end of the answer. */
export type Served = (method: string, route: string, status: number, seconds: number) => void;

/**
 * The HTTP server without its doors: security headers, CORS for the allowed origins, errors in one form.
 *
 * restify's own answers show an unexpected error's message to the client and refuse preflight; both are mended here.
 */
export function createHttpServer(
  origins: Origins,
  report: Report,
  served: Served,
  patience: Patience,
  /** Where map tiles come from. */
  tilesUrl: string | null,
): Server {
  const tiles = tilesUrl === null ? '' : ` ${originOfTiles(tilesUrl)}`;
  const server = restify.createServer({ name: 'Kommunlots', handleUncaughtExceptions: false });
  server.server.headersTimeout = patience.head;
  server.server.requestTimeout = patience.request;
  // Node looks for slow ones only now and then; read when it begins to listen, and not among its types.
  Object.assign(server.server, { connectionsCheckingInterval: patience.head / 3 });
  server.server.keepAliveTimeout = keepAliveMilliseconds;

  server.pre((request: Request, response: Response, next: Next) => {
    const from = performance.now();
    response.once('close', () => {
      const seconds = (performance.now() - from) / 1000;
      served(request.method ?? 'GET', routeOf(request), response.statusCode, seconds);
    });
    response.header(requestIdHeader, origins.requestId(request) ?? randomUUID());
    if (!isReadable(request)) {
      sendError(request, response, new KnownError('unreadable_address'), report);
      next(false);
      return;
    }
    response.header('X-Content-Type-Options', 'nosniff');
    // Tokens and conversations; what may be kept says so itself.
    response.header('Cache-Control', 'no-store');
    response.header('Referrer-Policy', 'strict-origin-when-cross-origin');
    response.header('Content-Security-Policy', contentSecurityPolicy(origins.frameAncestors, tiles));
    // Other sites may frame the chat where the configuration lists them, and read what CORS allows; no more.
    response.header('Cross-Origin-Resource-Policy', 'same-origin');
    response.header('Cross-Origin-Opener-Policy', 'same-origin');
    if (origins.isSecure) response.header('Strict-Transport-Security', 'max-age=31536000');
    response.header('Permissions-Policy', 'camera=(self), microphone=(self), geolocation=(self)');
    response.header('Vary', 'Origin');
    const origin = headerOf(request, 'origin');
    if (origin !== undefined && origin !== '' && origins.allows(origin, request)) {
      response.header('Access-Control-Allow-Origin', origin);
      response.header('Access-Control-Expose-Headers', 'Retry-After, X-Request-Id');
    }
    if (request.method === 'OPTIONS') {
      response.header('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
      response.header(
        'Access-Control-Allow-Headers',
        'Authorization, Content-Type, X-Requested-With, X-Ms-Bot-Agent',
      );
      response.header('Access-Control-Max-Age', '600');
      response.send(204);
      next(false);
      return;
    }
    next();
  });

  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    sendError(request, response, error, report);
    done();
  });
  return server;
}

/** restify reads the address itself later on, and an address that cannot be read would end the process there. */
function isReadable(request: Request): boolean {
  try {
    new URL(`http://${headerOf(request, 'host') ?? 'localhost'}`);
    request.getUrl();
    return true;
  } catch {
    return false;
  }
}
