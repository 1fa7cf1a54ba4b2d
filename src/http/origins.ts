import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Request } from 'restify';
import type { Config } from '../config.ts';
import { KnownError } from '../errors.ts';
import { headerOf } from './headerOf.ts';

/** Who may talk to the doors from a browser, and what our own address is. */
export interface Origins {
  /** True for our own origin and for those that the configuration lists. */
  allows(origin: string, request: Request): boolean;
  /** True when the configured address is one of HTTPS, which browsers are then told to keep to. */
  readonly isSecure: boolean;
  /** The value of CSP's frame-ancestors. */
  readonly frameAncestors: string;
  /** Our own address as the client reaches it, without a trailing slash. */
  baseUrl(request: Request): string;
  /** The client's network address, through a trusted proxy if there is one; of IPv6 the network that is one customer's. */
  address(request: IncomingMessage): string;
  /** What a trusted proxy calls the request, for logs; null when it has no name that can be one. */
  requestId(request: Request): string | null;
  /** True when the request comes from this very machine. */
  isLocal(request: Request): boolean;
  /**
   * Lets only those start a chat who may: pages of allowed origins, and without an Origin (no browser) only this
   * very machine, as long as no secret is set.
   *
   * @throws KnownError `origin_refused`
   */
  mayStart(request: Request): void;
}

export function createOrigins(config: Config): Origins {
  const forwarded = (request: IncomingMessage, name: string): string | undefined =>
    config.trustProxy ? lastOf(headerOf(request, name)) : undefined;
  const baseUrl = (request: Request): string => {
    if (config.publicUrl !== null) return config.publicUrl;
    const scheme = forwarded(request, 'x-forwarded-proto') === 'https' ? 'https' : 'http';
    const host = forwarded(request, 'x-forwarded-host') ?? headerOf(request, 'host');
    const url = `${scheme}://${host ?? `${config.host}:${config.port}`}`;
    return URL.canParse(url) ? url : `http://${config.host}:${config.port}`;
  };
  const address = (request: IncomingMessage): string =>
    networkOf(forwarded(request, 'x-forwarded-for') ?? request.socket.remoteAddress ?? 'unknown');
  // What a proxy passes on comes from elsewhere, even when the proxy runs on this machine.
  const isLocal = (request: Request): boolean =>
    headerOf(request, 'x-forwarded-for') === undefined &&
    headerOf(request, 'forwarded') === undefined &&
    isLoopback(request.socket.remoteAddress ?? '');
  const allows = (origin: string, request: Request): boolean =>
    config.allowedOrigins.includes(origin) || origin === new URL(baseUrl(request)).origin;

  return {
    allows,
    isSecure: config.publicUrl?.startsWith('https:') === true,
    frameAncestors: ["'self'", ...config.allowedOrigins].join(' '),
    baseUrl,
    requestId: (request) => {
      const given = forwarded(request, 'x-request-id');
      return given !== undefined && /^[\w-]{8,64}$/.test(given) ? given : null;
    },
    address,
    isLocal,
    mayStart: (request) => {
      const origin = headerOf(request, 'origin');
      if (origin !== undefined && origin !== '') {
        if (allows(origin, request)) return;
      } else if (config.directLineSecret === null && isLocal(request)) return;
      throw new KnownError('origin_refused');
    },
  };
}

/** A proxy appends what it has seen; what stands before that the client may have made up. */
function lastOf(header: string | undefined): string | undefined {
  const last = header?.split(',').at(-1)?.trim();
  return last === '' ? undefined : last;
}

/** Whoever has one IPv6 address has all of its /64: they count as one. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.') || isLoopback(address)) return address;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** True for an address of this very machine. */
export function isLoopback(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
