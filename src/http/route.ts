import restify, { type Next, type Request, type RequestHandler, type Response } from 'restify';
import type { z } from 'zod';
import { type ErrorId, errorCatalogue, KnownError } from '../errors.ts';
import { withRequest } from '../telemetry/requestContext.ts';
import { headerOf } from './headerOf.ts';

/** What a door gives back: a status and a JSON body, or bytes with their own Content-Type. */
export interface Presented {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What becomes known of refusals and faults. Gets the route, never what a citizen wrote. */
export interface Report {
  /** A fault of ours. */
  fault(error: unknown, route: string): void;
  /** Anything refused, faults of ours included. */
  refusal(id: ErrorId): void;
}

/** Names the request in logs and to the client. Set on each response before anything else. */
export const requestIdHeader = 'X-Request-Id';

/** The largest JSON body: a text of 4,000 characters with room for a client's own channelData. */
const largestBody = 256 * 1024;

/** Turns an async door into a restify handler; whatever it throws becomes an error of the catalogue. */
export function door(report: Report, open: (request: Request) => Promise<Presented>): RequestHandler {
  return (request: Request, response: Response, next: Next) => {
    withRequest(String(response.getHeader(requestIdHeader)), () => open(request))
      .then(({ status, body, headers = {} }) => {
        if (Buffer.isBuffer(body)) {
          response.writeHead(status, { ...headers, 'Content-Length': body.length });
          response.end(body);
        } else {
          for (const [name, value] of Object.entries(headers)) response.header(name, value);
          response.send(status, body);
        }
        next();
      })
      .catch((error: unknown) => {
        sendError(request, response, error, report);
        next(false);
      });
  };
}

/** Reads a JSON body of bounded size. No body at all is an empty object. */
export function readsJson(): RequestHandler[] {
  return [
    refusesOther(true),
    ...[restify.plugins.bodyReader({ maxBodySize: largestBody })].flat(),
    ...[restify.plugins.jsonBodyParser({ mapParams: false })].flat(),
  ];
}

/** Reads a body of bounded size as the text that was signed. */
export function readsSigned(): RequestHandler[] {
  return [refusesOther(false), ...[restify.plugins.bodyReader({ maxBodySize: largestBody })].flat()];
}

/** Packed bodies are not taken: restify dies of a broken one, and bounds only the packed size. */
function refusesOther(jsonOnly: boolean): RequestHandler {
  return (request, _response, next) => {
    const length = request.headers['content-length'];
    const empty =
      length === '0' || (length === undefined && request.headers['transfer-encoding'] === undefined);
    const encoding = headerOf(request, 'content-encoding') ?? 'identity';
    const isWrong = encoding !== 'identity' || (jsonOnly && !request.is('json'));
    if (!empty && isWrong) next(new KnownError('wrong_content_type'));
    else next();
  };
}

/** Reads the parsed body by a schema. @throws KnownError `invalid_request` naming the fields that are wrong */
export function parseBody<T extends z.ZodType>(request: Request, schema: T): z.infer<T> {
  const body: unknown = request.body;
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new KnownError('invalid_request', { detail: faults.join('; ') });
}

/** The one place where an error becomes a response, in Direct Line's form. */
export function sendError(request: Request, response: Response, error: unknown, report: Report): void {
  const known = error instanceof KnownError ? error : new KnownError(toErrorId(error), { cause: error });
  const { status, code, reported } = errorCatalogue[known.id];
  report.refusal(known.id);
  if (reported) report.fault(known.cause ?? known, routeOf(request));
  if (response.headersSent) return;
  // The rest of a body that is too large is not read, so nothing else can follow on this connection.
  if (known.id === 'body_too_large') response.header('Connection', 'close');
  if (known.retryAfter !== undefined) response.header('Retry-After', String(known.retryAfter));
  response.send(status, { error: { code, message: known.message } });
}

/** restify's own refusals in the catalogue's words; anything else is unexpected, and its message stays inside. */
function toErrorId(error: unknown): ErrorId {
  if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') return 'client_gone';
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  switch (status) {
    case 400:
      return 'malformed_json';
    case 404:
      return 'not_found';
    case 405:
      return 'method_not_allowed';
    case 413:
      return 'body_too_large';
    case 415:
      return 'wrong_content_type';
    default:
      return 'unexpected';
  }
}

/** The route's pattern, for logs and figures: an address itself may hold what does not belong there. */
export function routeOf(request: Request): string {
  // Missing before routing, whatever its type says.
  const route: { path?: unknown } | undefined = request.getRoute();
  return typeof route?.path === 'string' ? route.path : 'no route';
}
