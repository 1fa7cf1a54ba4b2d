import sharp from 'sharp';
import { expect, it } from 'vitest';
import { noLimits } from '../../src/http/limits.ts';
import { seededRandom } from '../../src/nlu/linear/seededRandom.ts';
import { begin, call, poll, post, Tab } from '../support/directLineClient.ts';
import { attempt, nextTry } from '../support/intruder.ts';
import { startService, stoppedClock } from '../support/service.ts';
import { upload } from '../support/upload.ts';

const tries = 10_000;
const atOnce = 20;

it('opens another’s conversation to none of 10,000 tries by altered, expired, swapped tokens, ids and secrets', async () => {
  const { clock, forward } = stoppedClock(new Date().toISOString());
  const service = await startService({}, { clock, limits: noLimits });
  const { url } = service;
  try {
    const first = await begin(url, { resumable: true });
    await post(url, first, 'jag har en hemlig fråga om förskola');
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await upload(url, first, [{ bytes: new Uint8Array(picture) }]);
    const held = await poll(url, first);
    const pictures = held.activities.flatMap(({ attachments = [] }) => attachments);
    forward(3_600_000);
    const back = await resume(url, first.resumeSecret);
    const victim = { ...first, ...(await resume(url, back.resumeSecret)) };
    const tab = await Tab.open(await streamOf(url, victim));
    const own = await begin(url, { resumable: true });
    await post(url, own, 'hej');
    const before = JSON.stringify(await poll(url, victim));
    await tab.until((await poll(url, victim)).activities.length);
    const seen = tab.seen.length;

    const known = {
      victim: {
        conversationId: victim.conversationId,
        user: held.activities.find(({ from }) => from.role === 'user')?.from.id ?? 'none',
        expiredToken: first.token,
        expiredStreamToken: streamToken(first.streamUrl),
        oldSecret: first.resumeSecret ?? 'none',
        picture: pictures[0]?.contentUrl ?? 'none',
      },
      own: { ...own, streamToken: streamToken(own.streamUrl) },
    };
    const random = seededRandom(20_261_128);
    const statuses: Record<number, number> = {};
    const succeeded: string[] = [];
    const kinds = new Set<string>();
    for (let done = 0; done < tries; done += atOnce)
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          const next = nextTry(known, random);
          const { status, text } = await attempt(url, next);
          statuses[status] = (statuses[status] ?? 0) + 1;
          kinds.add(next.kind);
          const aimed = next.path.includes(victim.conversationId) || next.path.includes('/pictures/');
          const told = text.includes('hemlig') || (status < 400 && text.includes(victim.conversationId));
          if ((aimed && status < 400) || told) succeeded.push(`${next.kind}: ${next.method} ${next.path}`);
        }),
      );

    expect(succeeded).toEqual([]);
    // Every way was tried, the intruder's own doors did open, and nothing broke.
    expect(kinds.size).toBe(14 * 3 + 1);
    expect(statuses[200]).toBeGreaterThan(50);
    expect(Object.keys(statuses).filter((status) => Number(status) >= 500)).toEqual([]);
    expect(JSON.stringify(await poll(url, victim))).toBe(before);
    expect(tab.seen.length).toBe(seen);
    await post(url, victim, 'är jag kvar?');
    await tab.until(seen + 2);
    tab.cut();
  } finally {
    await service.stop();
  }
}, 300_000);

async function resume(url: string, secret = 'none') {
  const { json } = await call(`${url}/v3/directline/tokens/resume`, { body: { secret } });
  return json as { token: string; resumeSecret: string };
}

async function streamOf(url: string, { conversationId, token }: { conversationId: string; token: string }) {
  const { json } = await call(`${url}/v3/directline/conversations/${conversationId}`, {
    method: 'GET',
    token,
  });
  return (json as { streamUrl: string }).streamUrl;
}

function streamToken(streamUrl = ''): string {
  return new URL(streamUrl).searchParams.get('t') ?? 'none';
}
