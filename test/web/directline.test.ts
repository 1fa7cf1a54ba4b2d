import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepKey } from '../../src/web/directline/keep.ts';
import { delayBefore } from '../../src/web/directline/patience.ts';
import { FakeDoor } from './fakeDoor.ts';
import { FakeStorage, openTab } from './fakeTab.ts';

let door: FakeDoor;
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T09:00:00Z') });
  door = new FakeDoor();
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function started(storage?: FakeStorage | null) {
  const tab = openTab(door, storage);
  tab.line.start();
  await pass(10);
  return tab;
}

describe('a conversation', () => {
  it('begins with one request, and shows what the bot says', async () => {
    const tab = await started();
    expect(door.calls.map(({ path }) => path)).toEqual(['/conversations']);
    expect(door.calls[0]?.body).toMatchObject({
      locale: 'sv',
      resumable: true,
      user: { id: expect.stringMatching(/^dl_/) },
    });
    expect(tab.texts()).toEqual(['Hej!']);
    expect(tab.connections).toEqual(['connecting', 'online']);
  });

  it('takes what was written before it had begun, in order', async () => {
    const tab = openTab(door);
    tab.say('ett');
    tab.say('två');
    tab.line.start();
    await pass(10);
    expect(tab.texts()).toEqual(['Hej!', 'ett', 'två']);
  });

  it('is opened again after a reload, with all that was said', async () => {
    const storage = new FakeStorage();
    const first = await started(storage);
    first.say('fråga');
    await pass(10);
    door.botSays('svar');
    const second = await started(storage);
    expect(second.texts()).toEqual(['Hej!', 'fråga', 'svar']);
    expect(door.conversations.size).toBe(1);
  });

  it('is opened again many times, each with the secret that the last one got', async () => {
    const storage = new FakeStorage();
    for (let i = 0; i < 4; i += 1) await started(storage);
    expect(door.conversations.size).toBe(1);
    const secrets = door.calls.filter(({ path }) => path === '/tokens/resume').map(({ body }) => body.secret);
    expect(new Set(secrets).size).toBe(3);
  });

  it('begins anew when it is no more, and takes along what was not sent', async () => {
    const storage = new FakeStorage();
    const tab = await started(storage);
    door.forgetConversations();
    tab.say('är ni kvar?');
    await pass(1000);
    expect(tab.renewals()).toBeGreaterThan(0);
    expect(tab.texts()).toEqual(['Hej!', 'är ni kvar?']);
  });

  it('takes what was written and not acknowledged over a reload, and sends it once', async () => {
    const [storage, tab] = [new FakeStorage(), new FakeStorage()];
    const before = openTab(door, storage, tab);
    before.line.start();
    await pass(10);
    door.failNext('/activities', 'lost');
    before.say('kom det fram?');
    await pass(10);
    const after = openTab(door, storage, tab);
    after.line.start();
    await pass(1000);
    expect(after.texts()).toEqual(['Hej!', 'kom det fram?']);
    expect(door.texts()).toEqual(['Hej!', 'kom det fram?']);
    const third = openTab(door, storage, tab);
    third.line.start();
    const posts = door.count('POST', /activities/);
    await pass(1000);
    expect(door.count('POST', /activities/)).toBe(posts);
    after.line.end();
  });

  it('is forgotten by end(), so that a reload begins anew', async () => {
    const storage = new FakeStorage();
    const tab = await started(storage);
    tab.line.end();
    expect(tab.connections.at(-1)).toBe('ended');
    await started(storage);
    expect(door.conversations.size).toBe(2);
    tab.line.restart();
    await pass(10);
    expect(tab.connections.at(-1)).toBe('online');
  });

  it('works in a browser that keeps nothing', async () => {
    const tab = await started(null);
    door.expireTokens();
    tab.say('hej');
    await pass(1000);
    expect(tab.texts()).toContain('hej');
    expect(door.conversations.size).toBe(1);
  });
});

describe('a message', () => {
  it('is sending, then sent, and comes back once', async () => {
    const tab = await started();
    const id = tab.say('hej');
    expect(tab.stateOf(id)).toBe('sending');
    await pass(10);
    expect(tab.texts()).toEqual(['Hej!', 'hej']);
    expect(door.texts()).toEqual(['Hej!', 'hej']);
  });

  it('is sent again under the same id when its answer was lost, and stands once', async () => {
    const tab = await started();
    door.failNext('/activities', 'lost');
    door.cut();
    tab.say('hej');
    await pass(2000);
    expect(door.texts()).toEqual(['Hej!', 'hej']);
    expect(tab.texts()).toEqual(['Hej!', 'hej']);
    expect(door.count('POST', /activities/)).toBeLessThanOrEqual(2);
  });

  it('is not sent again when its echo came though its answer did not', async () => {
    const tab = await started();
    door.failNext('/activities', 'lost');
    const id = tab.say('hej');
    await pass(30_000);
    expect(door.count('POST', /activities/)).toBe(1);
    expect(tab.stateOf(id)).toBe('sent');
  });

  it('waits for the ones before it', async () => {
    const tab = await started();
    door.failNext('/activities', 'network', 3);
    for (const text of ['ett', 'två', 'tre']) tab.say(text);
    await pass(10_000);
    expect(door.texts()).toEqual(['Hej!', 'ett', 'två', 'tre']);
  });

  it('is tried for as long as the network is away', async () => {
    const tab = await started();
    door.failNext('/', 'network', 40);
    door.cut();
    const id = tab.say('hej');
    await pass(60_000);
    expect(tab.stateOf(id)).toBe('sending');
    await pass(600_000);
    expect(door.texts()).toEqual(['Hej!', 'hej']);
  });

  it('fails when the door will never take it, can be sent again, and holds up nothing', async () => {
    const tab = await started();
    door.failNext('/activities', { status: 400 });
    const bad = tab.say('för lång');
    const good = tab.say('kort');
    await pass(100);
    expect([tab.stateOf(bad), tab.stateOf(good)]).toEqual(['failed', 'sent']);
    tab.line.sendAgain(bad);
    await pass(100);
    expect(door.texts()).toEqual(['Hej!', 'kort', 'för lång']);
  });

  it('fails after a server that answers has refused it for a minute', async () => {
    const tab = await started();
    door.failNext('/activities', { status: 500 }, 9);
    const id = tab.say('hej');
    await pass(120_000);
    expect(tab.stateOf(id)).toBe('failed');
  });

  it('waits as long as Retry-After says', async () => {
    const tab = await started();
    door.failNext('/activities', { status: 429, retryAfter: '7' });
    tab.say('hej');
    await pass(6900);
    expect(door.texts()).toEqual(['Hej!']);
    await pass(200);
    expect(door.texts()).toEqual(['Hej!', 'hej']);
  });
});

describe('a cut', () => {
  it('loses and doubles nothing, and is mended at once', async () => {
    const tab = await started();
    await pass(6000);
    door.cut();
    door.botSays('under avbrottet');
    await pass(10);
    expect(tab.texts()).toEqual(['Hej!', 'under avbrottet']);
    expect(door.calls.at(-1)?.path).toMatch(/watermark=1$/);
    expect(tab.connections).toEqual(['connecting', 'online', 'lost', 'online']);
  });

  it('shows once what the door sends twice', async () => {
    const tab = await started();
    door.botSays('ett');
    door.repeats = 2;
    door.cut();
    await pass(1000);
    door.botSays('två');
    await pass(10);
    expect(tab.texts()).toEqual(['Hej!', 'ett', 'två']);
  });

  it('is tried at once, then after 0.5, 1, 2 ... 15 seconds', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 20].map((attempt) => delayBefore(attempt, () => 0.5))).toEqual([
      0, 500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000,
    ]);
    expect(delayBefore(1, () => 0)).toBe(400);
    expect(delayBefore(1, () => 1)).toBe(600);
  });

  it('is told of as lost when the network goes after the greeting, before the stream has opened', async () => {
    door.socketsOpen = false;
    door.failNext('/conversations/', 'network', 6);
    const tab = await started();
    await pass(1000);
    expect(tab.connections).toEqual(['connecting', 'online', 'lost']);
  });

  it('is mended at once when the network comes back', async () => {
    const tab = await started();
    door.failNext('/conversations/', 'network', 6);
    tab.goOffline();
    await pass(20_000);
    expect(tab.connections.at(-1)).toBe('lost');
    tab.wake();
    await pass(10);
    expect(tab.connections.at(-1)).toBe('online');
  });

  it('is noticed when nothing has been heard for 45 seconds', async () => {
    const tab = await started();
    const reconnects = () => door.count('GET', /conversations\/[^/]+$/);
    for (let i = 0; i < 4; i += 1) {
      await pass(30_000);
      door.keepAlive();
    }
    expect(reconnects()).toBe(0);
    await pass(51_000);
    expect(reconnects()).toBe(1);
    expect(tab.connections.at(-1)).toBe('online');
  });

  it('does not make a door that closes at once be asked without end', async () => {
    await started();
    const before = door.calls.length;
    for (let i = 0; i < 200; i += 1) {
      door.cut();
      await pass(50);
    }
    expect(door.calls.length - before).toBeLessThan(20);
  });
});

describe('a token', () => {
  it('is refreshed at half its time while nobody writes', async () => {
    await started();
    await pass(800_000);
    expect(door.count('POST', /refresh/)).toBe(0);
    await pass(200_000);
    expect(door.count('POST', /refresh/)).toBe(1);
  });

  it('that expired in sleep is resumed, and the conversation goes on from its watermark', async () => {
    const tab = await started();
    door.expireTokens();
    door.cut();
    door.botSays('medan du sov');
    await pass(10);
    expect(door.count('POST', /resume/)).toBe(1);
    expect(tab.texts()).toEqual(['Hej!', 'medan du sov']);
    tab.say('tack');
    await pass(10);
    expect(door.texts()).toEqual(['Hej!', 'medan du sov', 'tack']);
    expect(tab.renewals()).toBe(0);
  });
});

describe('two tabs', () => {
  it('share one conversation and agree', async () => {
    const storage = new FakeStorage();
    const [a, b] = [await started(storage), await started(storage)];
    a.say('från a');
    await pass(10);
    b.say('från b');
    await pass(10);
    expect(a.texts()).toEqual(['Hej!', 'från a', 'från b']);
    expect(b.texts()).toEqual(a.texts());
    expect(door.conversations.size).toBe(1);
  });

  it('both live on when their tokens expire, each in its turn', async () => {
    const storage = new FakeStorage();
    const [a, b] = [await started(storage), await started(storage)];
    for (let i = 0; i < 3; i += 1) {
      door.expireTokens();
      a.say(`a${i}`);
      await pass(1000);
      b.say(`b${i}`);
      await pass(1000);
    }
    expect(door.texts()).toEqual(['Hej!', 'a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
    expect(a.texts()).toEqual(b.texts());
  });

  it('help each other when one used up the secret that the other was about to use', async () => {
    const storage = new FakeStorage();
    const tab = await started(storage);
    const otherTab = storage.forTab(Symbol('other'));
    door.expireTokens();
    door.failNext('/tokens/resume', {
      status: 403,
      meanwhile: () => {
        const kept = JSON.parse(otherTab.getItem(keepKey) ?? '{}') as Record<string, string>;
        otherTab.setItem(keepKey, JSON.stringify({ ...kept, secret: door.secretForNewest() }));
      },
    });
    tab.say('hej');
    await pass(1000);
    expect(door.texts()).toEqual(['Hej!', 'hej']);
    expect(tab.renewals()).toBe(0);
  });

  it('move on together when one begins a new conversation', async () => {
    const storage = new FakeStorage();
    const [a, b] = [await started(storage), await started(storage)];
    a.line.end();
    a.line.restart();
    await pass(1000);
    a.say('nytt');
    await pass(1000);
    expect(b.texts()).toEqual(['Hej!', 'nytt']);
    expect(door.conversations.size).toBe(2);
  });
});

describe('where no WebSocket gets through', () => {
  it('asks instead, and goes back to the stream when it can', async () => {
    door.socketsOpen = false;
    const tab = await started();
    await pass(5000);
    expect(tab.texts()).toEqual(['Hej!']);
    door.botSays('hörs det?');
    tab.say('ja');
    await pass(3000);
    expect(new Set(tab.texts())).toEqual(new Set(['Hej!', 'hörs det?', 'ja']));
    expect(tab.connections).toEqual(['connecting', 'online']);
    door.socketsOpen = true;
    await pass(70_000);
    const polls = door.count('GET', /activities/);
    await pass(20_000);
    expect(door.count('GET', /activities/)).toBe(polls);
  });
});

describe('a door that is away', () => {
  it('is tried again until it answers', async () => {
    door.failNext('/conversations', { status: 503 }, 3);
    const tab = await started();
    expect(tab.connections).toEqual(['connecting', 'lost']);
    await pass(10_000);
    expect(tab.texts()).toEqual(['Hej!']);
  });
});
