import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Service, startService } from '../support/service.ts';

/** Each door, and what it answers to somebody who shows nothing; the headers are the same whatever the answer is. */
const doors = [
  ['GET', '/'],
  ['GET', '/chat'],
  ['GET', '/chat.js'],
  ['GET', '/assets/none.js'],
  ['GET', '/health/live'],
  ['GET', '/health/ready'],
  ['GET', '/metrics'],
  ['POST', '/v3/directline/tokens/generate'],
  ['POST', '/v3/directline/tokens/refresh'],
  ['POST', '/v3/directline/tokens/resume'],
  ['POST', '/v3/directline/conversations'],
  ['GET', '/v3/directline/conversations/none'],
  ['POST', '/v3/directline/conversations/none/activities'],
  ['GET', '/v3/directline/conversations/none/activities'],
  ['GET', '/v3/directline/conversations/none/export'],
  ['POST', '/v3/directline/conversations/none/upload'],
  ['GET', '/v3/directline/conversations/none/pictures/none'],
  ['POST', '/api/messages'],
  ['OPTIONS', '/v3/directline/conversations'],
  ['GET', '/no-such-address'],
] as const;

let service: Service;
beforeAll(async () => {
  service = await startService({ ALLOWED_ORIGINS: 'https://city.example' });
});
afterAll(() => service.stop());

describe('every answer', () => {
  it.each(doors)(
    'of %s %s lets nothing from elsewhere run, be guessed or be framed',
    async (method, path) => {
      const { headers } = await fetch(service.url + path, { method });
      const policy = directives(headers.get('content-security-policy'));
      expect(policy['default-src']).toEqual(["'self'"]);
      for (const name of ['object-src', 'base-uri']) expect(policy[name]).toEqual(["'none'"]);
      expect(policy['frame-ancestors']).toEqual(["'self'", 'https://city.example']);
      for (const sources of Object.values(policy))
        for (const loose of ["'unsafe-inline'", "'unsafe-eval'", '*', 'https:', 'http:'])
          expect(sources).not.toContain(loose);
      expect(policy['script-src'] ?? []).not.toContain('data:');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe(
        path === '/chat.js' ? 'cross-origin' : 'same-origin',
      );
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=(self)');
      expect(headers.get('vary')).toContain('Origin');
      // Over plain HTTP browsers disregard it, and a city that tries the service out is not bound by it.
      expect(headers.get('strict-transport-security')).toBeNull();
    },
  );

  it('is kept by nobody on its way, except for pages and what they load', async () => {
    for (const [method, path] of doors.filter(([, path]) => !['/', '/chat', '/chat.js'].includes(path))) {
      const { headers } = await fetch(service.url + path, { method });
      expect(headers.get('cache-control'), path).toBe('no-store');
    }
  });

  it('binds browsers to HTTPS once the public address is one', async () => {
    const secure = await startService({ PUBLIC_URL: 'https://chatt.example' });
    try {
      const { headers } = await fetch(`${secure.url}/chat`);
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
    } finally {
      await secure.stop();
    }
  });
});

it('has no script and no style in the pages themselves, which the policy would refuse', async () => {
  for (const path of ['/', '/chat']) {
    const page = await (await fetch(service.url + path)).text();
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
    for (const [, attributes = '', inner = ''] of page.matchAll(/<script([^>]*)>([^<]*)</gi)) {
      expect(attributes).toContain('src=');
      expect(inner.trim()).toBe('');
    }
  }
});

function directives(policy: string | null): Record<string, string[]> {
  return Object.fromEntries(
    (policy ?? '').split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ');
      return [name, sources];
    }),
  );
}
