import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/store/sqlite.ts';
import { begin, call, poll, post } from '../support/directLineClient.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

/** Sends bytes as they are, and gives back what came until the service closed or fell silent. */
const raw = (bytes: string | Buffer): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
    let answer = '';
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('close', done).on('error', done);
    socket.setTimeout(1000, done);
    socket.write(bytes);
  });
const alive = async () =>
  expect((await call(`${service.url}/health/ready`, { method: 'GET' })).status).toBe(200);

describe('the process survives', () => {
  it('a body that claims to be packed and is not', async () => {
    const refused = await call(`${service.url}/v3/directline/tokens/generate`, {
      body: {},
      headers: { 'content-encoding': 'gzip' },
    });
    expect(refused.status).toBe(415);
    await alive();
  });

  it('a small body that unpacks to a huge one, by not unpacking it', async () => {
    const response = await fetch(`${service.url}/v3/directline/tokens/generate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(Buffer.alloc(20_000_000, 32)),
    });
    expect(response.status).toBe(415);
    await alive();
  });

  it.each([
    ['a Host that is no host', 'GET /health/live HTTP/1.1\r\nHost: [\r\nConnection: close\r\n\r\n'],
    [
      'the same with an Origin',
      'GET /health/live HTTP/1.1\r\nHost: [\r\nOrigin: http://x\r\nConnection: close\r\n\r\n',
    ],
    [
      'an address that cannot be read',
      'GET http://[::1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ],
    [
      'a path that cannot be decoded',
      'GET /assets/%E0%A4%A HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    ],
  ])('%s', async (_name, bytes) => {
    expect(await raw(bytes)).toMatch(/^HTTP\/1\.1 4\d\d/);
    await alive();
  });

  it('a client that offers HTTP/2 with its request: it is answered in HTTP/1.1', async () => {
    const host = new URL(service.url).host;
    const answer = await raw(
      `GET /health/live HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 200/);
  });

  it('an upload of very many parts, refused before it is parsed', async () => {
    const started = await begin(service.url);
    const body = '--q\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n'.repeat(100_000);
    const from = Date.now();
    const response = await fetch(
      `${service.url}/v3/directline/conversations/${started.conversationId}/upload`,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${started.token}`,
          'content-type': 'multipart/form-data; boundary=q',
        },
        body: `${body}--q--`,
      },
    );
    expect(response.status).toBe(400);
    expect(Date.now() - from).toBeLessThan(3000);
  });

  it('an id that is no valid Unicode', async () => {
    const started = await begin(service.url);
    expect((await post(service.url, started, 'hej', '\ud800x')).status).toBe(400);
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
  });

  it('a path that leads out of the pages', async () => {
    for (const path of [
      '/assets/../../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
    ]) {
      expect(await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 404/,
      );
    }
  });
});

describe('who claims to be this machine', () => {
  it('is not believed for what a proxy passes on', async () => {
    const own = await startService({ TRUST_PROXY: 'true' });
    try {
      for (const address of ['203.0.113.9', '127.0.0.1, 203.0.113.9', '127.0.0.1']) {
        const headers = { 'x-forwarded-for': address };
        expect((await call(`${own.url}/v3/directline/tokens/generate`, { body: {}, headers })).status).toBe(
          403,
        );
        expect((await call(`${own.url}/api/messages`, { body: { type: 'message' }, headers })).status).toBe(
          403,
        );
      }
    } finally {
      await own.stop();
    }
  });
});

describe('what a citizen deleted', () => {
  it('gives no new way in: no token, no secret, no beginning anew', async () => {
    const started = await begin(service.url, { resumable: true });
    await post(service.url, started, 'radera min chatt');
    const base = `${service.url}/v3/directline`;
    const { token } = started;
    expect((await call(`${base}/conversations`, { token, body: { resumable: true } })).status).toBe(404);
    expect((await call(`${base}/tokens/refresh`, { token })).status).toBe(404);
    expect(
      (await call(`${base}/conversations/${started.conversationId}`, { method: 'GET', token })).status,
    ).toBe(404);
  });

  it('lies in no file of the store once it was swept', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunlots-deleted-'));
    const own = await startService({}, { documents: openSqlite(join(folder, 'store.sqlite')) });
    try {
      const started = await begin(own.url);
      for (let count = 0; count < 20; count += 1)
        await post(own.url, started, `mycket hemligt ord nummer ${count}`);
      await post(own.url, started, 'radera min chatt');
      await own.app.sweep();
      for (const file of ['store.sqlite', 'store.sqlite-wal']) {
        const bytes = await readFile(join(folder, file)).catch(() => Buffer.alloc(0));
        expect(bytes.includes('mycket hemligt')).toBe(false);
      }
    } finally {
      await own.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a store that another process holds', () => {
  it('stops nobody else, and the write goes through when it is free', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kommunlots-held-'));
    const file = join(folder, 'store.sqlite');
    const own = await startService({}, { documents: openSqlite(file) });
    const { default: Database } = await import('libsql');
    const other = new Database(file);
    try {
      const started = await begin(own.url);
      other.exec('BEGIN IMMEDIATE');
      const posting = post(own.url, started, 'hej');
      const from = Date.now();
      expect((await call(`${own.url}/health/live`, { method: 'GET' })).status).toBe(200);
      expect(Date.now() - from).toBeLessThan(1000);
      other.exec('COMMIT');
      expect((await posting).status).toBe(200);
    } finally {
      other.close();
      await own.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
