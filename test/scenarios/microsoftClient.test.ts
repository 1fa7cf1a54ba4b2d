import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/directLineClient.ts';
import { installBrowserGlobals, openMicrosoftClient, sockets } from '../support/microsoftClient.ts';
import { type Service, startService } from '../support/service.ts';

let service: Service;
beforeAll(async () => {
  installBrowserGlobals();
  service = await startService();
});
afterAll(() => service.stop());

const newToken = async () => {
  const { json } = await call(`${service.url}/v3/directline/tokens/generate`, { body: {} });
  return (json as { token: string }).token;
};

describe('DirectLineJS, which we did not write', () => {
  it.each([
    ['WebSocket', true],
    ['polling', false],
  ])('holds a conversation by %s', async (_name, webSocket) => {
    const client = openMicrosoftClient(service.url, await newToken(), webSocket);
    try {
      const id = await client.say('hur ansöker jag om försörjningsstöd?');
      await client.until(3);
      expect(client.seen.map((activity) => activity.from.id === 'kommunlots')).toEqual([true, false, true]);
      expect(client.seen[1]?.id).toBe(id);
      expect(client.seen[2]?.text).toContain('Försörjningsstöd');
    } finally {
      client.end();
    }
  });

  it('comes back after a cut in mid-reply, and loses and doubles nothing', async () => {
    const client = openMicrosoftClient(service.url, await newToken(), true);
    try {
      await client.until(1);
      const saying = client.say('bibliotek');
      for (const socket of sockets) socket.terminate();
      await saying;
      await client.say('tack');
      // It waits 3 to 15 seconds, at random, before it connects again.
      await client.until(5, 25_000);
      await new Promise((resolve) => setTimeout(resolve, 500));
      const ids = client.seen.map((activity) => activity.id);
      expect(new Set(ids).size).toBe(5);
      expect(ids).toHaveLength(5);
      // The client shows its own posts when they are acknowledged, so each side's order is what can be told.
      const fromBot = client.seen
        .filter((activity) => activity.from.id === 'kommunlots')
        .map((activity) => activity.id);
      expect(fromBot).toEqual(fromBot.toSorted((a, b) => (a < b ? -1 : 1)));
    } finally {
      client.end();
    }
  }, 40_000);
});
