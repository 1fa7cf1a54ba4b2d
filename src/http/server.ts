import restify, { type Next, type Request, type Response, type Server } from 'restify';
import { headerOf } from './headerOf.ts';
import type { Origins } from './origins.ts';
import { type Report, sendError } from './route.ts';

/** Nothing from elsewhere runs in our pages; inline script and style neither. */
const contentSecurityPolicy = (frameAncestors: string) =>
  [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'self' ws: wss:",
    "base-uri 'none'",
    "form-action 'self'",
    "object-src 'none'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');

/**
 * The HTTP server without its doors: security headers, CORS for the allowed origins, errors in one form.
 *
 * restify's own answers show an unexpected error's message to the client and refuse preflight; both are mended here.
 */
export function createHttpServer(origins: Origins, report: Report): Server {
  const server = restify.createServer({ name: 'Kommunlots', handleUncaughtExceptions: false });

  server.pre((request: Request, response: Response, next: Next) => {
    response.header('X-Content-Type-Options', 'nosniff');
    response.header('Referrer-Policy', 'strict-origin-when-cross-origin');
    response.header('Content-Security-Policy', contentSecurityPolicy(origins.frameAncestors));
    response.header('Permissions-Policy', 'camera=(self), microphone=(self), geolocation=(self)');
    response.header('Vary', 'Origin');
    const origin = headerOf(request, 'origin');
    if (origin !== undefined && origin !== '' && origins.allows(origin, request)) {
      response.header('Access-Control-Allow-Origin', origin);
      response.header('Access-Control-Expose-Headers', 'Retry-After');
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
