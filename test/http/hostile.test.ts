import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLimits } from '../../src/http/limits.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { begin, call, poll, post, Tab } from '../support/directLineClient.ts';
import { type Service, startService } from '../support/service.ts';
import { upload } from '../support/upload.ts';

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

describe('a text', () => {
  const echoOf = async (text: string) => {
    const started = await begin(service.url);
    const { status } = await post(service.url, started, text);
    const { activities } = await poll(service.url, started, '1');
    return { status, echo: activities[0]?.text };
  };

  it.each([
    ['loses controls that terminals obey', 'h\u001b[31me\u0000j\u009b2J', 'h[31mej2J'],
    ['loses what makes it read otherwise than it stands', '\u202ejeh\u202c \u2066du\u2069', 'jeh du'],
    ['keeps its lines, in one form', 'ett\r\ntvå\rtre\tfyra', 'ett\ntvå\ntre\tfyra'],
    ['is valid Unicode', 'hej \ud800!', 'hej \ufffd!'],
    ['keeps markup as the words that it is', '<b onclick="x()">hej</b>', '<b onclick="x()">hej</b>'],
    ['keeps what families and Arabic are made of', '👩‍👩‍👧 مرحبا\u200f ١', '👩‍👩‍👧 مرحبا\u200f ١'],
  ])('%s', async (_name, text, wanted) => {
    expect(await echoOf(text)).toEqual({ status: 200, echo: wanted });
  });

  it('of nothing but what nobody sees is no text', async () => {
    expect((await echoOf('\u0000\u202e \u0007')).status).toBe(400);
  });

  it('of a megabyte is refused unread', async () => {
    const started = await begin(service.url);
    const answer = await post(service.url, started, 'x'.repeat(1_000_000)).catch(() => null);
    if (answer !== null) expect(answer.status).toBe(413);
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
  });

  it('of a user’s id is shown to readers, and so must be one that can be', async () => {
    const generate = (id: string) =>
      call(`${service.url}/v3/directline/tokens/generate`, { body: { user: { id } } });
    expect((await generate('a\u202eb')).status).toBe(400);
    expect((await generate('dl_å 1')).status).toBe(200);
  });
});

describe('who holds a connection for nothing', () => {
  const impatient = { head: 300, request: 600, stream: 150 };
  let own: Service;
  beforeAll(async () => {
    own = await startService({}, { patience: impatient });
  });
  afterAll(() => own.stop());
  const open = (bytes: string) => {
    const socket = connect(Number(new URL(own.url).port), '127.0.0.1');
    socket.on('error', () => socket.destroy());
    socket.write(bytes);
    return { socket, closed: once(socket.resume(), 'close') };
  };

  it('by sending a request letter by letter is cut, and others are served meanwhile', async () => {
    const { socket, closed } = open('GET /health/live HTTP/1.1\r\nHost: x\r\n');
    const drip = setInterval(() => socket.write('X-A: b\r\n'), 50);
    expect((await call(`${own.url}/health/live`, { method: 'GET' })).status).toBe(200);
    await closed;
    clearInterval(drip);
  });

  it('by never ending its body is cut', async () => {
    const head =
      'POST /v3/directline/tokens/generate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    const { socket, closed } = open(`${head}Content-Length: 100000\r\n\r\n{`);
    const drip = setInterval(() => socket.write(' '), 50);
    await closed;
    clearInterval(drip);
  });

  it('by a stream whose other end went without a word is cut; a living one stays', async () => {
    const started = await begin(own.url);
    const tab = await Tab.open(started.streamUrl ?? '');
    const { pathname, search, host } = new URL(started.streamUrl ?? '');
    const handshake =
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==';
    await open(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\n${handshake}\r\n\r\n`).closed;
    await post(own.url, started, 'hej');
    expect(await tab.until(3)).toHaveLength(3);
    tab.cut();
  });

  it('by very many streams of one conversation gets no more of them', async () => {
    const started = await begin(own.url);
    const tabs = await Promise.all(Array.from({ length: 20 }, () => Tab.open(started.streamUrl ?? '')));
    await expect(Tab.open(started.streamUrl ?? '')).rejects.toThrow('429');
    for (const tab of tabs) tab.cut();
    await expect
      .poll(() =>
        Tab.open(started.streamUrl ?? '').then(
          (tab) => tab.cut(),
          (error: unknown) => error,
        ),
      )
      .toBeUndefined();
  });
});

describe('a flood', () => {
  it('from one address is slowed down, one customer’s whole network counting as one address', async () => {
    const own = await startService({
      TRUST_PROXY: 'true',
      PUBLIC_URL: 'https://chatt.example',
      DIRECTLINE_SECRET: 'a secret of servers',
    });
    try {
      const startFrom = (address: string) =>
        call(`${own.url}/v3/directline/tokens/generate`, {
          body: {},
          headers: { origin: 'https://chatt.example', 'x-forwarded-for': address },
        });
      const answers = await Promise.all(
        Array.from({ length: 301 }, (_, host) => startFrom(`2001:db8:1:2::${host.toString(16)}`)),
      );
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused).toHaveLength(1);
      expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await startFrom('2001:db8:1:3::1')).status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('of guesses meets a limit that a whole library does not', async () => {
    const limits = createLimits();
    for (let count = 0; count < 3000; count += 1) await limits.visit('203.0.113.9');
    await expect(limits.visit('203.0.113.9')).rejects.toMatchObject({ id: 'too_many_requests' });
    await limits.visit('203.0.113.10');
  });

  it('of files is slowed down in its conversation', async () => {
    const started = await begin(service.url);
    const send = () => upload(service.url, started, [{ bytes: new Uint8Array([1]) }]);
    const answers = [];
    for (let count = 0; count < 21; count += 1) answers.push((await send()).status);
    expect(answers).toEqual([...Array(20).fill(200), 429]);
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
