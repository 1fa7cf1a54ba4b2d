import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { disposalsDefinition } from '../../src/privacy/sweeper.ts';
import { createConversationLog } from '../../src/turn/conversationLog.ts';
import { begin, poll, post, type Started } from '../support/directLineClient.ts';
import { type Service, startService, stoppedClock } from '../support/service.ts';
import { download, upload } from '../support/upload.ts';

const day = 86_400_000;
const { clock } = stoppedClock('2026-11-24T09:30:00.000Z');
let service: Service;
beforeAll(async () => {
  service = await startService({}, { clock });
});
afterAll(() => service.stop());
const exported = (started: Started, format: string, token: string | undefined = started.token) =>
  download(
    service.url,
    `/v3/directline/conversations/${started.conversationId}/export?format=${format}`,
    token,
  );
const textOf = async (started: Started, format: string) =>
  new TextDecoder().decode((await exported(started, format)).bytes);

describe('the own conversation', () => {
  it('can be saved as data, with everything that was written and shown', async () => {
    const started = await begin(service.url);
    await post(service.url, started, 'hej, min mejl är anna.larsson@example.com');
    await upload(service.url, started, [{ bytes: new Uint8Array([1]) }], { text: 'trasig gatlampa' });
    const { activities } = await poll(service.url, started);
    const data = JSON.parse(await textOf(started, 'json')) as { messages: object[] };
    expect(data).toMatchObject({
      conversation: started.conversationId,
      exportedAt: clock().toISOString(),
      keptUntil: new Date(clock().getTime() + 30 * day).toISOString(),
      language: 'sv',
    });
    expect(data.messages).toEqual(
      activities.map(({ text, from }) => ({
        at: clock().toISOString(),
        from: from.role === 'user' ? 'citizen' : 'kommunlots',
        text,
      })),
    );
  });

  it.each([
    ['sv', 'hämtat 24 november 2026. Det finns kvar hos oss till 24 december 2026', 'Du, 2026-11-24 10:30'],
    ['fi', 'haettu 24. marraskuuta 2026', 'Sinä, 24.11.2026'],
    ['en', 'saved on 24 November 2026', 'You, 24/11/2026, 10:30'],
    ['ar', '24 تشرين الثاني 2026', 'أنت، 24'],
  ])('can be saved as a text in its own language: %s', async (locale, head, who) => {
    const started = await begin(service.url, { locale });
    await post(service.url, started, '?');
    const text = await textOf(started, 'text');
    expect(text).toContain(head);
    // Some languages write marks of direction into dates.
    expect(text.replaceAll(/[\u200e\u200f]/g, '').replaceAll(', ', '، ')).toContain(
      who.replaceAll(', ', '، '),
    );
    expect(text).toContain('Kommunlots');
    expect((await exported(started, 'text')).headers.get('content-disposition')).toMatch(/^attachment/);
  });

  it('is given to nobody else, in no other form, and not once it was deleted', async () => {
    const [started, other] = [await begin(service.url), await begin(service.url)];
    expect((await exported(started, 'text', other.token)).status).toBe(403);
    expect((await exported(started, 'html')).status).toBe(400);
    await post(service.url, started, 'radera min chatt');
    expect((await exported(started, 'json')).status).toBe(404);
  });
});

describe('what has expired', () => {
  it('is disposed of, and a record kept that says how much and by which decision, not what', async () => {
    const { clock: own, forward } = stoppedClock();
    const sweeping = await startService({}, { clock: own });
    const started = await begin(sweeping.url, { resumable: true });
    await post(sweeping.url, started, 'något som ska bort');
    const documents = await sweeping.store.open();
    const disposals = documents.collection(disposalsDefinition);
    try {
      forward(30 * day - 1000);
      await sweeping.app.sweep();
      expect(await disposals.find({})).toEqual([]);
      forward(2000);
      await sweeping.app.sweep();
      expect(await disposals.find({})).toEqual([
        {
          id: expect.any(String),
          at: own().toISOString(),
          decision: 'demonstration',
          disposed: { entries: 2, resume_secrets: 1 },
          expiresAt: new Date(own().getTime() + 3650 * day).toISOString(),
        },
      ]);
      expect(await createConversationLog(documents).latest(started.conversationId)).toBeNull();
      // Nothing more to do: no record of nothing.
      await sweeping.app.sweep();
      expect(await disposals.find({})).toHaveLength(1);
      const line = sweeping.logged.filter((each) => each.includes('disposed of what had expired')).at(-1);
      expect(JSON.parse(line ?? '{}')).toMatchObject({ decision: 'demonstration', disposed: {} });
    } finally {
      await documents.close();
      await sweeping.stop();
    }
  });
});
