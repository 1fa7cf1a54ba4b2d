import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { begin, poll, post, type Started, Tab } from '../support/directLineClient.ts';
import { newStore } from '../support/newStore.ts';
import { describeWithRedis, type Redis, startRedis } from '../support/redis.ts';
import { type ReverseProxy, startRoundRobin } from '../support/roundRobin.ts';
import { type ServerProcess, startServerProcess } from '../support/serverProcess.ts';
import type { TestStore } from '../support/store.ts';

const storeName = inject('mongoUrl') === undefined ? 'SQLite file' : 'MongoDB';

describe(`two servers on one ${storeName}`, () => describeTwoServers(null));
if (inject('mongoUrl') !== undefined)
  describeWithRedis(`two servers on one ${storeName}, woken by Redis`, () => describeTwoServers(startRedis));

/** Two processes behind a proxy that gives every request to the other one. */
function describeTwoServers(openRedis: (() => Promise<Redis>) | null): void {
  let store: TestStore;
  let redis: Redis | null = null;
  let servers: ServerProcess[] = [];
  let proxy: ReverseProxy;
  beforeAll(async () => {
    store = await newStore();
    redis = openRedis === null ? null : await openRedis();
    const environment = {
      ...store.environment,
      TRUST_PROXY: 'true',
      ...(redis === null ? {} : { REDIS_URL: `redis://${redis.address}` }),
    };
    // At once, on an empty store: they must agree on its indexes and on the key of their tokens.
    servers = await Promise.all([startServerProcess(environment), startServerProcess(environment)]);
    proxy = await startRoundRobin(servers.map(({ url }) => url));
  });
  afterAll(async () => {
    await proxy.stop();
    await Promise.all(servers.map((server) => server.stop()));
    await redis?.stop();
    await store.remove();
  });

  const urls = () => servers.map(({ url }) => url) as [string, string];
  const beginByProxy = () => begin(proxy.url, {}, { origin: proxy.url });
  /** As a client does: the same activity again, when it is told to come back. */
  const insist = async (url: string, started: Started, text: string, id: string): Promise<void> => {
    for (let tries = 0; ; tries += 1) {
      const { status, headers } = await post(url, started, text, id);
      if (status === 200) return;
      if (tries === 10 || (status !== 503 && status !== 429)) throw new Error(`refused with ${status}`);
      await new Promise((resolve) => setTimeout(resolve, 1000 * Number(headers.get('retry-after') ?? 0)));
    }
  };

  it('go on with each other’s conversations, and remember what they are about', async () => {
    const [one, other] = urls();
    const started = await begin(one);
    // By the proxy, so that they alternate.
    for (const text of ['hur söker jag plats i förskolan?', 'vad kostar det?', 'hur lång tid tar det?'])
      await post(proxy.url, started, text);
    const history = (await poll(one, started)).activities;
    expect(history).toEqual((await poll(other, started)).activities);
    const answers = history.filter(({ from }) => from.role === 'bot');
    expect(answers.map(({ channelData }) => channelData.kommunlots?.['aspect'] ?? null)).toEqual(
      expect.arrayContaining(['cost', 'time']),
    );
    expect(answers.at(-1)?.channelData.kommunlots?.topic).toBe('preschool-apply');
  });

  it('show on a stream of one what the other answered', async () => {
    const [one, other] = urls();
    const started = await begin(one);
    const tab = await Tab.open(started.streamUrl ?? '');
    for (const [index, text] of ['hej', 'bibliotek', 'tack'].entries()) {
      await post(other, started, text);
      await tab.until(3 + 2 * index, 15_000);
    }
    expect(tab.seen).toEqual((await poll(other, started)).activities);
    tab.cut();
  });

  it('lose, double and mix up nothing when both are written to at once', async () => {
    const started = await beginByProxy();
    // One stream a server, both by the proxy's address.
    const tabs = [await Tab.open(started.streamUrl ?? ''), await Tab.open(started.streamUrl ?? '')];
    const ids = Array.from({ length: 20 }, (_, index) => `message ${index}`);
    // Each is sent to both servers at once: only one may take it.
    await Promise.all(ids.flatMap((id) => urls().map((url) => insist(url, started, 'hej', id))));
    const history = (await poll(proxy.url, started)).activities;
    const taken = history.filter(({ from }) => from.role === 'user');
    expect(taken.map(({ channelData }) => channelData.clientActivityID).sort()).toEqual([...ids].sort());
    // Every message stands before its own reply, and nothing in between.
    expect(history.slice(1).map(({ id, replyToId }) => replyToId ?? id)).toEqual(
      taken.flatMap(({ id }) => [id, id]),
    );
    for (const tab of tabs) {
      expect(await tab.until(history.length, 15_000)).toEqual(history);
      tab.cut();
    }
  });

  it('end a conversation for both when its citizen deletes it', async () => {
    const [one, other] = urls();
    const started = await begin(one);
    await post(one, started, 'min granne är sjuk');
    expect((await post(other, started, 'radera min chatt')).status).toBe(200);
    expect((await post(one, started, 'hej')).status).toBe(404);
    expect(JSON.stringify((await poll(one, started)).activities)).not.toContain('granne');
  });
}
