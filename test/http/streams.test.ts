import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, call, poll, post, type Started, Tab } from '../support/directLineClient.ts';
import { type Service, startService, stoppedClock } from '../support/service.ts';

const time = stoppedClock();
let service: Service;
beforeAll(async () => {
  service = await startService({}, { clock: time.clock });
});
afterAll(() => service.stop());

const reconnect = async (started: Started, watermark = ''): Promise<Started> =>
  (
    await call(
      `${service.url}/v3/directline/conversations/${started.conversationId}?watermark=${watermark}`,
      { method: 'GET', token: started.token },
    )
  ).json as Started;
const open = (started: Started) => Tab.open(started.streamUrl ?? '');

describe('a stream', () => {
  it('shows the greeting, then each question with its reply', async () => {
    const started = await begin(service.url);
    const tab = await open(started);
    await post(service.url, started, 'hej');
    await post(service.url, started, 'tack');
    const seen = await tab.until(5);
    expect(seen.map((activity) => activity.from.role)).toEqual(['bot', 'user', 'bot', 'user', 'bot']);
    tab.cut();
  });

  it('gives two tabs the same, in the same order', async () => {
    const started = await begin(service.url);
    const one = await open(started);
    const two = await open(await reconnect(started));
    for (const text of ['hej', 'bibliotek', 'tack']) await post(service.url, started, text);
    expect((await one.until(7)).map((activity) => activity.id)).toEqual(
      (await two.until(7)).map((activity) => activity.id),
    );
    one.cut();
    two.cut();
  });

  it('goes on after a cut in mid-reply without losing or doubling anything', async () => {
    const started = await begin(service.url);
    const before = await open(started);
    await before.until(1);
    const posting = post(service.url, started, 'hur ansöker jag om försörjningsstöd?');
    before.cut();
    await posting;
    await post(service.url, started, 'tack');
    const after = await open(await reconnect(started, before.watermark));
    await after.until(4);
    const ids = [...before.seen, ...after.seen].map((activity) => activity.id);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
    after.cut();
  });

  it('replays the whole conversation for a page that was loaded again', async () => {
    const started = await begin(service.url);
    for (const text of ['hej', 'bibliotek']) await post(service.url, started, text);
    const tab = await open(await reconnect(started));
    expect((await tab.until(5)).map((activity) => activity.id)).toEqual(
      (await poll(service.url, started)).activities.map((activity) => activity.id),
    );
    tab.cut();
  });

  it('sees within three seconds what another process wrote', async () => {
    const started = await begin(service.url);
    const tab = await open(started);
    await tab.until(1);
    // The same store, but none of this process's wake-ups.
    const { createConversationLog } = await import('../../src/turn/conversationLog.ts');
    const elsewhere = await service.store.open();
    const log = createConversationLog(elsewhere);
    const latest = await log.latest(started.conversationId);
    if (latest === null) throw new Error('the conversation is not in the store');
    await log.append({ ...latest, seq: 2, clientId: 'own/elsewhere' });
    const from = Date.now();
    await tab.until(2);
    expect(Date.now() - from).toBeLessThan(3000);
    await elsewhere.close();
    tab.cut();
  });

  it('opens only with the address that was given, and only for a minute', async () => {
    const started = await begin(service.url);
    const other = await begin(service.url);
    const address = started.streamUrl ?? '';
    const stolen = address.replace(started.conversationId, other.conversationId);
    const bare = address.replace(/t=[^&]+/, '');
    const chatToken = address.replace(/t=[^&]+/, `t=${started.token}`);
    for (const wrong of [stolen, bare, chatToken]) await expect(Tab.open(wrong)).rejects.toThrow('403');
    time.forward(61_000);
    await expect(Tab.open(address)).rejects.toThrow('403');
  });
});

describe('deleting a conversation', () => {
  it('ends every way back at once: history, posts, resuming', async () => {
    const started = await begin(service.url, { resumable: true });
    const tab = await open(started);
    await post(service.url, started, 'min granne är sjuk');
    await post(service.url, started, 'radera min chatt');
    const seen = await tab.until(4);
    expect(seen.at(-1)?.channelData.kommunlots).toMatchObject({ outcome: 'cancelled_chat' });
    const { activities } = await poll(service.url, started);
    expect(JSON.stringify(activities)).not.toContain('granne');
    expect(activities.at(-1)?.channelData.kommunlots).toMatchObject({ outcome: 'cancelled_chat' });
    expect((await post(service.url, started, 'hej')).status).toBe(404);
    expect(
      (await call(`${service.url}/v3/directline/tokens/resume`, { body: { secret: started.resumeSecret } }))
        .status,
    ).toBe(403);
    tab.cut();
  });
});
