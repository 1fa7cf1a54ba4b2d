import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { openMongo } from '../../src/store/mongo.ts';
import { createConversationLog } from '../../src/turn/conversationLog.ts';
import { begin, call, poll, post, Tab } from '../support/directLineClient.ts';
import { newStore } from '../support/newStore.ts';
import { isRequired } from '../support/require.ts';
import { type Service, startService } from '../support/service.ts';
import type { TestStore } from '../support/store.ts';
import { startTcpForwarder, type TcpForwarder } from '../support/tcpForwarder.ts';
import { describeDocuments } from './documents.contract.ts';

const server = inject('mongoUrl');

if (server === undefined && isRequired('mongo')) {
  it('has a server that speaks MongoDB', () => {
    throw new Error('REQUIRE asks for MongoDB: run the tests by `npm test`, with Go or TEST_MONGODB_URL.');
  });
} else if (server === undefined) {
  describe.skip('MongoDB (skipped: there is neither FerretDB, built by Go, nor TEST_MONGODB_URL)', () => {
    it('is not there', () => undefined);
  });
} else describeMongo(server);

function describeMongo(serverUrl: string): void {
  describeDocuments('MongoDB', async () => {
    const store = await newStore();
    const documents = await store.open();
    let again = documents;
    return {
      documents,
      reopen: async () => {
        again = await store.open();
        return again;
      },
      end: async () => {
        await again.close();
        await store.remove();
      },
    };
  });

  it('refuses at the start an address where nothing answers, and names no password', async () => {
    for (const url of [
      'mongodb://u:geheim@127.0.0.1:1/x',
      'mongodb://u:geheim@/x',
      'mongodb://u:ge heim@h',
    ]) {
      const refusal = await openMongo(url).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(ConfigError);
      expect(String(refusal)).toContain('MONGODB_URL');
      expect(String(refusal)).not.toContain('heim');
    }
  });

  it('holds all that a service keeps, by MONGODB_URL alone', async () => {
    const service = await startService();
    const documents = await service.store.open();
    try {
      const started = await begin(service.url, { resumable: true });
      await post(service.url, started, 'hej');
      expect(await readdir(service.dataDir)).toEqual([]);
      expect(await createConversationLog(documents).latest(started.conversationId)).toMatchObject({ seq: 2 });
    } finally {
      await documents.close();
      await service.stop();
    }
  });

  describe('a service whose database is away', () => {
    let way: TcpForwarder;
    let store: TestStore;
    let service: Service;
    beforeAll(async () => {
      way = await startTcpForwarder(/\/\/(?:[^@/]*@)?([^/?,]+)/.exec(serverUrl)?.[1] ?? '');
      store = await newStore();
      const url = (store.environment['MONGODB_URL'] ?? '').replace(
        /\/\/([^@/]*@)?[^/?]+(\/[^?]*)\??/,
        `//$1${way.address}$2?directConnection=true&`,
      );
      service = await startService({ MONGODB_URL: url });
    });
    afterAll(async () => {
      way.open();
      await service.stop();
      await store.remove();
      await way.stop();
    });

    it.each(['cut', 'silence'] as const)(
      'says so when it is %s, loses nothing and goes on by itself',
      async (how) => {
        const started = await begin(service.url);
        const tab = await Tab.open(started.streamUrl ?? '');
        await tab.until(1);
        way[how]();
        const refused = await post(service.url, started, 'bibliotek', 'one');
        expect(refused.status).toBe(503);
        expect(refused.json).toMatchObject({ error: { code: 'ServiceUnavailable' } });
        expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
        expect((await call(`${service.url}/health/ready`, { method: 'GET' })).status).toBe(503);
        expect((await call(`${service.url}/health/live`, { method: 'GET' })).status).toBe(200);
        way.open();
        await expect
          .poll(async () => (await post(service.url, started, 'bibliotek', 'one')).status, {
            timeout: 15_000,
          })
          .toBe(200);
        expect(await tab.until(3, 15_000)).toEqual((await poll(service.url, started)).activities);
        tab.cut();
      },
      60_000,
    );
  });
}
