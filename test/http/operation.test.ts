import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, call, poll, post, Tab } from '../support/directLineClient.ts';
import { type Service, startService } from '../support/service.ts';

describe('the figures', () => {
  let service: Service;
  beforeAll(async () => {
    service = await startService({ LOG_LEVEL: 'debug' });
  });
  afterAll(() => service.stop());
  const figures = async (headers: Record<string, string> = {}, url = service.url) => {
    const response = await fetch(`${url}/metrics`, { headers });
    return { status: response.status, text: await response.text() };
  };

  it('tell of turns, requests, streams, refusals and the sweeper, and of nobody', async () => {
    const own = await startService();
    try {
      const started = await begin(own.url);
      const tab = await Tab.open(started.streamUrl ?? '');
      await post(own.url, started, 'hur ansöker jag om försörjningsstöd?');
      await post(own.url, { ...started, token: 'none' }, 'hej');
      const { status, text } = await figures({}, own.url);
      expect(status).toBe(200);
      for (const line of [
        /^kommunlots_turns_total\{outcome="answered_article",band="answer",language="sv"\} 1$/m,
        /^kommunlots_turn_seconds_count 1$/m,
        /^kommunlots_http_request_seconds_count\{method="POST",route="[^"]+\/activities",status="200"\} 1$/m,
        /^kommunlots_streams 1$/m,
        /^kommunlots_refusals_total\{error="token_invalid"\} 1$/m,
        /^kommunlots_last_sweep_timestamp_seconds \d/m,
      ])
        expect(text).toMatch(line);
      expect(text).not.toContain(started.conversationId);
      expect(text).not.toContain('försörjningsstöd');
      tab.cut();
      await expect.poll(async () => (await figures({}, own.url)).text).toMatch(/^kommunlots_streams 0$/m);
    } finally {
      await own.stop();
    }
  });

  it('are shown elsewhere only to who holds their token', async () => {
    const own = await startService({ METRICS_TOKEN: 'a token for figures', TRUST_PROXY: 'true' });
    try {
      expect((await figures({ 'x-forwarded-for': '203.0.113.9' })).status).toBe(403);
      expect((await figures({}, own.url)).status).toBe(403);
      expect((await figures({ authorization: 'Bearer another' }, own.url)).status).toBe(403);
      const spaces = await figures({ authorization: 'Bearer a token for figures' }, own.url);
      expect(spaces.status).toBe(403);
    } finally {
      await own.stop();
    }
    const plain = await startService({ METRICS_TOKEN: 'a-token-for-figures' });
    try {
      const holder = { authorization: 'Bearer a-token-for-figures', 'x-forwarded-for': '203.0.113.9' };
      expect((await figures(holder, plain.url)).status).toBe(200);
    } finally {
      await plain.stop();
    }
  });

  it('and the log name a request as its answer does', async () => {
    const started = await begin(service.url);
    const { headers } = await post(service.url, started, 'hej');
    const id = headers.get('x-request-id') ?? 'none';
    const line = service.logged.find((each) => each.includes(id)) ?? '{}';
    expect(JSON.parse(line)).toMatchObject({
      request: id,
      conversation: started.conversationId,
      outcome: 'greeted_hello',
    });
  });

  it('take a request’s name from a trusted proxy only', async () => {
    const name = { 'x-request-id': 'from-the-proxy-1' };
    const nameGiven = async (url: string, headers: Record<string, string>) =>
      (await call(`${url}/health/live`, { method: 'GET', headers })).headers.get('x-request-id');
    expect(await nameGiven(service.url, name)).not.toBe(name['x-request-id']);
    const own = await startService({ TRUST_PROXY: 'true' });
    try {
      expect(await nameGiven(own.url, name)).toBe(name['x-request-id']);
      expect(await nameGiven(own.url, { 'x-request-id': 'bad name {}' })).toMatch(/^[\da-f-]{36}$/);
    } finally {
      await own.stop();
    }
  });
});

describe('content that is loaded anew', () => {
  it('is served from the next turn on, while turns go on; with faults it is not served', async () => {
    const root = await mkdtemp(join(tmpdir(), 'kommunlots-content-'));
    for (const folder of ['dialogs', 'knowledge', 'locales'])
      await cp(folder, join(root, folder), { recursive: true });
    const file = join(root, 'locales/sv/chat.yaml');
    const before = await readFile(file, 'utf8');
    const service = await startService({}, { contentRoot: root });
    try {
      const answer = async () => {
        const started = await begin(service.url);
        await post(service.url, started, 'qwerty uiop asdf');
        return (await poll(service.url, started)).activities.at(-1)?.text ?? '';
      };
      const first = await answer();
      const sentence = first.split('.')[0] ?? '';
      await writeFile(file, before.replace(sentence, 'Så här svarar den nya texten'));
      const reloading = service.app.reload();
      let turns = 0;
      let settled = false;
      void reloading.then(() => {
        settled = true;
      });
      while (!settled) {
        expect((await post(service.url, await begin(service.url), 'hej')).status).toBe(200);
        turns += 1;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      expect(turns).toBeGreaterThan(3);
      expect(await answer()).toContain('Så här svarar den nya texten');

      await writeFile(file, `${before}\nno_such_text: fel`);
      await service.app.reload();
      expect(await answer()).toContain('Så här svarar den nya texten');
      const told = service.logged.filter((line) => line.includes('the new content is not served'));
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/locales\/sv\/chat\.yaml.*no_such_text/);
    } finally {
      await service.stop();
      await rm(root, { recursive: true, force: true });
    }
  });
});
