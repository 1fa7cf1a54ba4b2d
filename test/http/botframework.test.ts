import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/directLineClient.ts';
import { type Service, startService } from '../support/service.ts';

/** What the Bot Framework Emulator is to the bot: a service that replies are posted to. */
const received: { path: string; activity: Record<string, unknown> }[] = [];
let emulator: Server;
let serviceUrl: string;
let service: Service;

beforeAll(async () => {
  emulator = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        activity: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>,
      });
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ id: String(received.length) }));
    });
  });
  await new Promise<void>((resolve) => emulator.listen(0, '127.0.0.1', resolve));
  serviceUrl = `http://127.0.0.1:${(emulator.address() as AddressInfo).port}`;
  service = await startService();
});
afterAll(async () => {
  await service.stop();
  await new Promise((resolve) => emulator.close(resolve));
});

const activity = (overrides: object) => ({
  type: 'message',
  id: 'a1',
  channelId: 'emulator',
  serviceUrl,
  conversation: { id: 'emulated' },
  from: { id: 'citizen', role: 'user' },
  recipient: { id: 'bot', role: 'bot' },
  locale: 'fi-FI',
  ...overrides,
});
const send = (overrides: object) => call(`${service.url}/api/messages`, { body: activity(overrides) });

describe('/api/messages', () => {
  it('greets who joins, answers through the channel’s service, and takes a repeated activity once', async () => {
    expect(
      (await send({ type: 'conversationUpdate', id: 'a0', membersAdded: [{ id: 'citizen' }] })).status,
    ).toBe(200);
    expect((await send({ text: 'Miten haen toimeentulotukea?' })).status).toBe(200);
    expect((await send({ text: 'Miten haen toimeentulotukea?' })).status).toBe(200);
    expect(received).toHaveLength(2);
    expect(received[0]?.activity).toMatchObject({
      locale: 'fi',
      channelData: { kommunlots: { outcome: 'greeted_opening' } },
    });
    expect(received[1]?.activity).toMatchObject({
      text: expect.stringContaining('Toimeentulotuki'),
      channelData: { kommunlots: { topic: 'income-support', language: 'fi' } },
    });
    expect(received[1]?.path).toContain('/v3/conversations/emulated/activities');
  });

  it('refuses a caller without Azure’s signature once an app is registered', async () => {
    const own = await startService({
      MicrosoftAppId: '00000000-0000-0000-0000-000000000000',
      MicrosoftAppPassword: 'not-a-real-one',
    });
    try {
      const before = received.length;
      const { status } = await call(`${own.url}/api/messages`, { body: activity({ text: 'hej' }) });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(received).toHaveLength(before);
    } finally {
      await own.stop();
    }
  });
});
