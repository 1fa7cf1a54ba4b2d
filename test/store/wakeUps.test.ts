import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWakeUpsByRedis } from '../../src/store/wakeUpsByRedis.ts';
import { createWakeUpsInProcess } from '../../src/store/wakeUpsInProcess.ts';
import type { WakeUps } from '../../src/wakeUps.ts';
import { describeWithRedis, type Redis, startRedis } from '../support/redis.ts';
import { startTcpForwarder, type TcpForwarder } from '../support/tcpForwarder.ts';

/** Counts how often a conversation's readers are woken. */
function count(wakeUps: WakeUps, conversation: string) {
  let times = 0;
  const end = wakeUps.subscribe(conversation, () => {
    times += 1;
  });
  return { times: () => times, end };
}

describe('wake-ups in one process', () => {
  it('reach every reader of the conversation, at once, until they leave', () => {
    const wakeUps = createWakeUpsInProcess();
    const [one, two, other] = [count(wakeUps, 'a'), count(wakeUps, 'a'), count(wakeUps, 'b')];
    wakeUps.publish('a');
    one.end();
    wakeUps.publish('a');
    expect([one.times(), two.times(), other.times()]).toEqual([1, 2, 0]);
  });

  it('bear any name', () => {
    expect(() => createWakeUpsInProcess().publish('error')).not.toThrow();
  });
});

describeWithRedis('wake-ups by Redis', () => {
  let redis: Redis;
  let way: TcpForwarder;
  const logged: string[] = [];
  const opened: WakeUps[] = [];
  const open = (name: string) => {
    const wakeUps = createWakeUpsByRedis(`redis://${way.address}`, name, {
      warn: (_detail, text) => void logged.push(text),
      info: (text) => void logged.push(text),
    });
    opened.push(wakeUps);
    return wakeUps;
  };
  /** Publishes until the other process hears it: Redis is connected to in the background. */
  const reaches = (from: WakeUps, to: WakeUps, conversation: string) => {
    const heard = count(to, conversation);
    return expect
      .poll(
        () => {
          from.publish(conversation);
          return heard.times();
        },
        { timeout: 30_000, interval: 100 },
      )
      .toBeGreaterThan(0);
  };

  beforeAll(async () => {
    redis = await startRedis();
    way = await startTcpForwarder(redis.address);
  });
  afterEach(() => {
    for (const wakeUps of opened.splice(0)) wakeUps.close();
    logged.splice(0);
    way.open();
  });
  afterAll(async () => {
    await way.stop();
    await redis.stop();
  });

  it('reach readers in another process, whatever the conversation is called', async () => {
    const [here, there] = [open('here'), open('there')];
    for (const conversation of ['a', 'msteams/a b c', 'error']) await reaches(here, there, conversation);
    expect(logged).toEqual([]);
  });

  it('wake readers of the same process once', async () => {
    const [here, there] = [open('here'), open('there')];
    await reaches(here, there, 'a');
    const [own, foreign] = [count(here, 'b'), count(there, 'b')];
    here.publish('b');
    expect(own.times()).toBe(1);
    await expect.poll(foreign.times, { timeout: 10_000 }).toBe(1);
    // What came back to the sender would have come by now: Redis gives to all in one order.
    await reaches(here, there, 'c');
    expect(own.times()).toBe(1);
  });

  it.each(['cut', 'silence'] as const)(
    'hurt nobody while Redis is away (%s), say so once, and come back by themselves',
    async (how) => {
      const [here, there] = [open('here'), open('there')];
      await reaches(here, there, 'a');
      way[how]();
      const own = count(here, 'b');
      for (let times = 0; times < 5000; times += 1) here.publish('b');
      expect(own.times()).toBe(5000);
      await expect
        .poll(() => logged.filter((text) => text.startsWith('Redis is away')).length, { timeout: 30_000 })
        .toBe(2);
      way.open();
      await reaches(here, there, 'c');
      await expect
        .poll(() => logged.filter((text) => text === 'Redis is back').length, { timeout: 15_000 })
        .toBe(2);
      expect(logged).toHaveLength(4);
    },
    80_000,
  );

  it('may begin while Redis is away', async () => {
    way.cut();
    const [here, there] = [open('here'), open('there')];
    const own = count(here, 'a');
    here.publish('a');
    expect(own.times()).toBe(1);
    way.open();
    await reaches(here, there, 'a');
  }, 40_000);
});
