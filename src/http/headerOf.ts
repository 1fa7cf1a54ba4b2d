import type { IncomingMessage } from 'node:http';

/** A request header by its lower-case name; of a repeated one the first. restify's own reader hides that it may be missing. */
export function headerOf(request: Pick<IncomingMessage, 'headers'>, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
