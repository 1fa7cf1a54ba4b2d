import { timingSafeEqual } from 'node:crypto';
import type { Request } from 'restify';
import { headerOf } from './headerOf.ts';

/** What the request's Authorization header bears; null when it bears nothing. */
export function bearerToken(request: Request): string | null {
  return /^Bearer\s+(\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? null;
}

/** True when the request bears this secret. Takes as long for a wrong one as for the right one. */
export function holdsSecret(request: Request, secret: string | null): boolean {
  const token = bearerToken(request);
  if (secret === null || token === null) return false;
  const [a, b] = [Buffer.from(token), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
