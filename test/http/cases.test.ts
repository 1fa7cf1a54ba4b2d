import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usualTiming } from '../../src/cases/outbox.ts';
import { sign } from '../../src/cases/webhook.ts';
import { begin, call, poll, post, type Started } from '../support/directLineClient.ts';
import { type GeoReportServer, startGeoReport } from '../support/geoReport.ts';
import { type Service, startService, stoppedClock } from '../support/service.ts';
import { download, upload } from '../support/upload.ts';

const secret = 'a secret of sixteen letters';
const { clock, forward } = stoppedClock('2026-11-24T09:30:00.000Z');
let folder: string;
let department: GeoReportServer;
let service: Service;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kommunlots-cases-'));
  department = await startGeoReport(join(folder, 'taken.jsonl'));
  service = await startService(
    { OPEN311_URL: department.url, WEBHOOK_SECRET: secret, PUBLIC_URL: 'https://chatt.example.se' },
    { clock },
  );
});
afterAll(async () => {
  await service.stop();
  await department.kill();
  await rm(folder, { recursive: true });
});

const last = async (started: Started) => {
  const { activities } = await poll(service.url, started);
  const reply = activities.at(-1);
  if (reply === undefined) throw new Error('nothing was said');
  return reply;
};
const say = async (started: Started, text: string) => {
  await post(service.url, started, text);
  return last(started);
};
/** Sends a report; resolves to its reference and secret word. */
async function report(started: Started, told: string) {
  await say(started, told);
  await say(started, 'hoppa över');
  await say(started, 'hoppa över');
  await say(started, 'hoppa över');
  const { text } = await say(started, 'skicka');
  const [, reference = ''] = /(KL-\w{7})/.exec(text) ?? [];
  const [, word = ''] = /ord:\*\* (\w{6})/.exec(text) ?? [];
  return { reference, word, text };
}
const reporting = async (told = 'det är ett stort hål i gatan på Nobelvägen 12') => {
  const started = await begin(service.url);
  return { started, ...(await report(started, told)) };
};
const takenOf = async (reference: string) =>
  (await department.taken()).filter(({ description }) => description?.includes(reference) === true);

describe('a report', () => {
  it('reaches its department once, with what was read back, and is asked for by reference and word', async () => {
    const { started, reference, word } = await reporting();
    await service.app.cases.look();
    await service.app.cases.look();
    const [taken, ...more] = await takenOf(reference);
    expect(more).toEqual([]);
    expect(taken).toMatchObject({ service_code: 'street-fault/pothole', address_string: 'Nobelvägen 12' });
    expect(taken?.['description']).toContain('Fel: Hål eller skada i gatan');
    const other = await begin(service.url);
    expect((await say(other, 'hur går det med mitt ärende?')).channelData.kommunlots?.outcome).toBe(
      'asked_case',
    );
    const shown = await say(other, `${reference.toLowerCase()} ${word.toUpperCase()}`);
    expect(shown.channelData.kommunlots?.outcome).toBe('answered_case');
    expect(shown.text).toContain('Fastighets- och gatukontoret');
    // Sent again it is the same case: the walk is over, and nothing more goes out.
    await say(started, 'skicka');
    await service.app.cases.look();
    expect(await takenOf(reference)).toHaveLength(1);
  });

  it('is told of in the chat when the department is done with it, and can be opened again for 30 days', async () => {
    const { started, reference, word } = await reporting('trasig gatlampa vid Folkets park');
    await service.app.cases.look();
    const id = String((await department.taken()).length);
    await department.says(id, 'closed', 'Lampan är bytt.');
    forward(usualTiming.pollMilliseconds);
    await service.app.cases.look();
    const told = await last(started);
    expect(told.text).toContain('Lampan är bytt');
    expect(told.channelData.kommunlots).toMatchObject({ outcome: 'reported_status', case: { reference } });
    const opened = await say(started, `Öppna igen ${reference} ${word}`);
    expect(opened.text).toContain('öppnat igen');
    await service.app.cases.look();
    expect(await takenOf(reference)).toHaveLength(2);
    expect((await say(started, `Öppna igen ${reference} ${word}`)).text).toContain('Det gick inte');
  });

  it('is shown to nobody with a wrong word, tells not which part was wrong, and after five tries nothing at all', async () => {
    const { reference, word } = await reporting('klotter på Bergsgatan 3');
    const stranger = await begin(service.url);
    const wrong = await say(stranger, `${reference} bababa`);
    const nowhere = await say(stranger, 'KL-2A2A2A2 bababa');
    expect(wrong.text).toBe(nowhere.text);
    for (let time = 0; time < 5; time += 1) await say(stranger, `${reference} dedede`);
    expect((await say(stranger, `${reference} ${word}`)).channelData.kommunlots?.outcome).toBe(
      'refused_case',
    );
    forward(3_600_001);
    const later = await begin(service.url);
    expect((await say(later, `${reference} ${word}`)).channelData.kommunlots?.outcome).toBe('answered_case');
  });

  it('tells of another open report of the same thing before it is sent', async () => {
    await reporting('överfull papperskorg vid Stortorget 4');
    await service.app.cases.look();
    const second = await begin(service.url);
    await say(second, 'full papperskorg vid Stortorget 4');
    for (const _ of ['since', 'photo']) await say(second, 'hoppa över');
    expect((await say(second, 'hoppa över')).text).toContain('redan anmält samma sak');
  });

  it('waits in the store while the department is away, and is given up only where it is refused for good', async () => {
    const { reference } = await reporting('trasig skylt på Kungsgatan 8');
    await department.kill();
    await service.app.cases.look();
    expect((await service.app.cases.book.read(reference))?.standing).toMatchObject({
      status: 'waiting',
      dead: null,
    });
    department = await startGeoReport(join(folder, 'taken.jsonl'), { port: department.port });
    forward(usualTiming.firstWaitMilliseconds * 2);
    await service.app.cases.look();
    expect(await takenOf(reference)).toHaveLength(1);
  });
});

describe('the doors of cases', () => {
  it('gives the receipt to its own conversation, as text and as PDF, and to nobody else', async () => {
    const { started, reference, word } = await reporting('hål i gatan på Södra Förstadsgatan 40');
    const path = `/v3/directline/conversations/${started.conversationId}/receipts/${reference}`;
    const asText = await download(service.url, `${path}?format=text`, started.token);
    expect(new TextDecoder().decode(asText.bytes)).toMatch(new RegExp(`^Tack! Det är skickat\n[^]*${word}`));
    expect(asText.headers.get('content-disposition')).toContain(`${reference}.txt`);
    const asPdf = await download(service.url, `${path}?format=pdf`, started.token);
    expect(new TextDecoder('latin1').decode(asPdf.bytes.slice(0, 8))).toMatch(/^%PDF-1\./);
    const other = await begin(service.url);
    expect((await download(service.url, path, other.token)).status).toBe(403);
    const wrong = path.replace(reference, 'KL-2A2A2A2');
    expect((await download(service.url, wrong, started.token)).status).toBe(404);
  });

  it('gives a picture to who has its address, and to nobody else', async () => {
    const started = await begin(service.url);
    await say(started, 'hål i gatan på Nobelvägen 99');
    await say(started, 'hoppa över');
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    await upload(service.url, started, [{ bytes: new Uint8Array(bytes) }]);
    await say(started, 'hoppa över');
    const [, reference = ''] = /(KL-\w{7})/.exec((await say(started, 'skicka')).text) ?? [];
    await service.app.cases.look();
    const [taken] = await takenOf(reference);
    const address = new URL(taken?.['media_url'] ?? '');
    expect(address.origin).toBe('https://chatt.example.se');
    const given = await download(service.url, `${address.pathname}${address.search}`);
    expect(given.headers.get('content-type')).toBe('image/jpeg');
    expect((await download(service.url, `${address.pathname}?key=`)).status).toBe(404);
    expect((await download(service.url, `${address.pathname}?key=${'0'.repeat(32)}`)).status).toBe(404);
  });

  it('believes a status only with our signature, and not an old one', async () => {
    const { started, reference } = await reporting('trasig bänk i Pildammsparken');
    const body = JSON.stringify({ reference, status: 'closed', note: 'Bänken är lagad.' });
    const tell = (signature: string) =>
      fetch(`${service.url}/cases/status`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-kommunlots-signature': signature },
        body,
      });
    expect((await tell('')).status).toBe(403);
    expect((await tell(sign(body, 'another secret of letters', clock()))).status).toBe(403);
    expect((await tell(sign(body, secret, new Date(clock().getTime() - 400_000)))).status).toBe(403);
    expect((await tell(sign(body, secret, clock()))).status).toBe(200);
    expect((await tell(sign(body, secret, clock()))).status).toBe(200);
    expect((await last(started)).text).toContain('Bänken är lagad');
    const { activities } = await poll(service.url, started);
    expect(activities.filter(({ text }) => text.includes('Bänken är lagad'))).toHaveLength(1);
    const unknown = await call(`${service.url}/cases/status`, {
      body: { reference: 'KL-2A2A2A2', status: 'open' },
    });
    expect(unknown.status).toBe(403);
  });
});

describe('what comes at the wrong moment', () => {
  it('a status that is told before the delivery is over is kept, and the case goes out once', async () => {
    const { reference } = await reporting('trasig skylt på Kungsgatan 15');
    const book = service.app.cases.book;
    const before = await book.read(reference);
    if (before === null) throw new Error('the case is not there');
    await service.app.cases.takeStatus(before.case, { status: 'open', note: 'Vi tittar på det.' });
    await service.app.cases.look();
    await service.app.cases.wakeWaiting();
    await service.app.cases.look();
    expect(await takenOf(reference)).toHaveLength(1);
    expect((await book.read(reference))?.standing).toMatchObject({
      status: 'open',
      receiver: { way: 'open311' },
    });
  });

  it('a packed body that is none harms nobody', async () => {
    const response = await fetch(`${service.url}/cases/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: 'notgzip',
    });
    expect(response.status).toBe(415);
    expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  });

  it('a picture comes along when a flow goes on on another device', async () => {
    const here = await begin(service.url);
    await say(here, 'hål i gatan på Nobelvägen 77');
    await say(here, 'hoppa över');
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'blue' } })
      .png()
      .toBuffer();
    await upload(service.url, here, [{ bytes: new Uint8Array(bytes) }]);
    const [code = ''] = /\w{4}-\w{4}/.exec((await say(here, 'pausa')).text) ?? [];
    const there = await begin(service.url);
    await say(there, code);
    await say(there, 'hoppa över');
    const [, reference = ''] = /(KL-\w{7})/.exec((await say(there, 'skicka')).text) ?? [];
    expect(await service.app.cases.book.picture(reference, 0)).not.toBeNull();
    const late = await begin(service.url);
    expect((await say(late, code)).channelData.kommunlots?.outcome).toBe('refused_case');
  });

  it('a page that calls itself a picture is not kept, and the picture is asked for again', async () => {
    const started = await begin(service.url);
    await say(started, 'hål i gatan på Nobelvägen 55');
    await say(started, 'hoppa över');
    await upload(service.url, started, [
      { bytes: new TextEncoder().encode('<html><script>1</script></html>') },
    ]);
    const { activities } = await poll(service.url, started);
    const texts = activities.slice(-2).map(({ text }) => text);
    expect(texts.join('\n')).toContain('kan bara ta emot bilder');
    expect(texts.join('\n')).toContain('Har du en bild?');
    expect(activities.at(-1)?.channelData.kommunlots).toMatchObject({ outcome: 'refused_files' });
  });

  it('of ten pictures the first three are kept, and it is said', async () => {
    const started = await begin(service.url);
    await say(started, 'hål i gatan på Nobelvägen 56');
    await say(started, 'hoppa över');
    const colours = ['red', 'green', 'blue', 'white', 'black'];
    const files = await Promise.all(
      colours.map(async (background) => ({
        bytes: new Uint8Array(
          await sharp({ create: { width: 20, height: 20, channels: 3, background } })
            .png()
            .toBuffer(),
        ),
      })),
    );
    await upload(service.url, started, files);
    const reply = await last(started);
    expect(reply.text).toContain('högst 3 bilder');
    expect(reply.channelData.kommunlots).toMatchObject({
      flow: { slot: 'contact', filled: { photo: { length: 3 } } },
    });
  });

  it('a message that is made to be slow to read is read at once', async () => {
    const started = await begin(service.url);
    await say(started, 'Anmäl fel här i chatten');
    const from = performance.now();
    await say(started, '\u3300'.repeat(3900));
    // Before the bounds it took four seconds and more.
    expect(performance.now() - from).toBeLessThan(2000);
  });
});

describe('a department with a door of its own', () => {
  it('is used when it stands in the receivers', async () => {
    // The demonstration content names one department only: another is reached the same way.
    const calls: string[] = [];
    const hook = createServer((request, response) => {
      calls.push(`${request.method} ${request.headers['idempotency-key']}`);
      response.end('{"id": 7}');
    });
    await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
    const address = hook.address();
    const { createWebhook } = await import('../../src/cases/webhook.ts');
    const receiver = createWebhook(
      `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
      secret,
      clock,
    );
    const content = {
      flow: 'street-fault',
      flowVersion: 1,
      topic: 'street-fault',
      owner: 'fgk',
      title: 'x',
      lines: [],
      category: null,
      place: null,
      pictures: [],
      contact: {},
      language: 'sv' as const,
    };
    const id = await receiver.deliver(
      {
        reference: 'KL-2A2A2A2',
        name: 'KL-2A2A2A2',
        since: clock().toISOString(),
        createdAt: clock().toISOString(),
        mediaKey: '',
        content,
        pictures: [],
      },
      false,
    );
    expect({ id, calls }).toEqual({ id: '7', calls: ['POST KL-2A2A2A2'] });
    hook.close();
  });
});
