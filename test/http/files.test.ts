import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAlbum } from '../../src/pictures/album.ts';
import { begin, call, poll, post } from '../support/directLineClient.ts';
import { type Service, startService, stoppedClock } from '../support/service.ts';
import { download, upload } from '../support/upload.ts';

const { clock, forward } = stoppedClock();
let service: Service;
beforeAll(async () => {
  service = await startService({}, { clock });
});
afterAll(() => service.stop());

const red = { r: 200, g: 0, b: 0 };
const canvas = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: red } });
const bytesOf = (buffer: Buffer) => new Uint8Array(buffer);
/** Where somebody lives, as phones write it into pictures. */
const secret = 'Fagotgatan 7, hemma hos mig';
const photo = async () =>
  bytesOf(
    await canvas()
      .jpeg()
      .withExif({ IFD0: { ImageDescription: secret } })
      .withMetadata({ orientation: 6 })
      .toBuffer(),
  );
const textBytes = (text: string) => new TextEncoder().encode(text);
const lastOf = async (started: Awaited<ReturnType<typeof begin>>) => {
  const { activities } = await poll(service.url, started, '1');
  return {
    echo: activities.find(({ from }) => from.role === 'user'),
    replies: activities.filter(({ from }) => from.role === 'bot'),
    outcome: activities.at(-1)?.channelData.kommunlots?.outcome,
  };
};

describe('a picture', () => {
  it('without a word is kept, and asked about', async () => {
    const started = await begin(service.url);
    expect((await upload(service.url, started, [{ bytes: await photo() }])).status).toBe(200);
    const { echo, replies, outcome } = await lastOf(started);
    expect(outcome).toBe('clarified_picture');
    expect(replies).toHaveLength(1);
    expect(replies[0]?.suggestedActions?.actions).toHaveLength(3);
    expect(echo?.attachments).toEqual([
      { contentType: 'image/jpeg', contentUrl: expect.any(String), name: 'picture-1.jpg' },
    ]);
    await post(service.url, started, '1');
    expect((await lastOf(started)).replies.at(-1)?.channelData.kommunlots?.topic).toBe('street-fault');
  });

  it('with words lets the words be answered, and is kept', async () => {
    const started = await begin(service.url);
    await upload(service.url, started, [{ bytes: await photo() }], { text: 'hur ansöker jag om bygglov?' });
    const { echo, replies } = await lastOf(started);
    expect(replies[0]?.channelData.kommunlots?.topic).toBe('building-permit');
    expect(replies.at(-1)?.text).toContain('Bilden är sparad');
    expect(echo?.attachments).toHaveLength(1);
  });

  it('comes back upright, as a file to save, without what stood in it besides its pixels', async () => {
    const started = await begin(service.url);
    const sent = await photo();
    expect(Buffer.from(sent).includes(secret)).toBe(true);
    await upload(service.url, started, [{ bytes: sent }]);
    const address = (await lastOf(started)).echo?.attachments?.[0]?.contentUrl ?? '';
    const got = await download(service.url, address, started.token);
    expect(got.headers.get('content-type')).toBe('image/jpeg');
    expect(got.headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(got.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(got.bytes).includes(secret)).toBe(false);
    expect(await sharp(got.bytes).metadata()).toMatchObject({ format: 'jpeg', width: 40, height: 60 });
    expect((await sharp(got.bytes).metadata()).exif).toBeUndefined();
  });

  it('is made smaller when it is large', async () => {
    const started = await begin(service.url);
    const bytes = bytesOf(await canvas(6000, 3000).png().toBuffer());
    await upload(service.url, started, [{ bytes }]);
    const address = (await lastOf(started)).echo?.attachments?.[0]?.contentUrl ?? '';
    const got = await download(service.url, address, started.token);
    expect(await sharp(got.bytes).metadata()).toMatchObject({ width: 2048, height: 1024 });
  });

  it('is shown to nobody but its own conversation', async () => {
    const [started, other] = [await begin(service.url), await begin(service.url)];
    await upload(service.url, started, [{ bytes: await photo() }]);
    const address = (await lastOf(started)).echo?.attachments?.[0]?.contentUrl ?? '';
    const own = address.replace(started.conversationId, other.conversationId);
    expect((await download(service.url, address)).status).toBe(401);
    expect((await download(service.url, address, other.token)).status).toBe(403);
    expect((await download(service.url, own, other.token)).status).toBe(404);
    expect((await download(service.url, address, started.token)).status).toBe(200);
  });

  it('that is sent again is kept once', async () => {
    const started = await begin(service.url);
    const channelData = { clientActivityID: 'one picture' };
    const bytes = await photo();
    for (let count = 0; count < 2; count += 1)
      await upload(service.url, started, [{ bytes }], { channelData });
    expect((await lastOf(started)).echo?.attachments).toHaveLength(1);
    const documents = await service.store.open();
    try {
      const album = createAlbum(documents, clock, () => clock().toISOString());
      const address = (await lastOf(started)).echo?.attachments?.[0]?.contentUrl ?? '';
      expect(await album.find(started.conversationId, address.split('/').at(-1) ?? '')).not.toBeNull();
      forward(31 * 86_400_000);
      expect(await album.sweep(clock().toISOString())).toBeGreaterThan(0);
      expect(await album.find(started.conversationId, address.split('/').at(-1) ?? '')).toBeNull();
    } finally {
      await documents.close();
    }
  });

  it('goes when its citizen deletes the chat', async () => {
    const started = await begin(service.url);
    await upload(service.url, started, [{ bytes: await photo() }]);
    const address = (await lastOf(started)).echo?.attachments?.[0]?.contentUrl ?? '';
    await post(service.url, started, 'radera min chatt');
    const documents = await service.store.open();
    try {
      const album = createAlbum(documents, clock, () => clock().toISOString());
      expect(await album.find(started.conversationId, address.split('/').at(-1) ?? '')).toBeNull();
    } finally {
      await documents.close();
    }
    expect((await upload(service.url, started, [{ bytes: await photo() }])).status).toBe(404);
  });
});

/** A PNG of one colour whose few bytes unpack to very many pixels. */
function bomb(width: number, height: number): Uint8Array<ArrayBuffer> {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    checksum.writeUInt32BE(crc(body));
    return Buffer.concat([length, body, checksum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(height * (1 + Math.ceil(width / 8))), { level: 9 });
  return bytesOf(
    Buffer.concat([
      Buffer.from('89504e470d0a1a0a', 'hex'),
      chunk('IHDR', head),
      chunk('IDAT', rows),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

describe('what is no picture that can be taken', () => {
  const script = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  it.each<[string, () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>, RegExp]>([
    ['a text that calls itself a picture', () => textBytes('picture'), /bara ta emot bilder/],
    ['an SVG with a script', () => textBytes(script), /bara ta emot bilder/],
    ['a PDF', () => textBytes('%PDF-1.7\n1 0 obj'), /bara ta emot bilder/],
    ['a zip', () => bytesOf(Buffer.from('504b0304140000000800', 'hex')), /bara ta emot bilder/],
    ['a page that begins like a GIF', () => textBytes('GIF89a<script>alert(1)</script>'), /bara ta emot/],
    [
      'a picture that breaks off',
      async () => bytesOf(await canvas(900, 900).jpeg().toBuffer()).slice(0, 800),
      /bara ta emot/,
    ],
    ['a bomb of four hundred million pixels', () => bomb(20_000, 20_000), /för stor/],
    ['nothing at all', () => new Uint8Array(0), /bara ta emot bilder/],
  ])('%s', async (_name, make, told) => {
    const started = await begin(service.url);
    expect((await upload(service.url, started, [{ bytes: await make() }])).status).toBe(200);
    const { echo, replies, outcome } = await lastOf(started);
    expect(outcome).toBe('refused_files');
    expect(replies.at(-1)?.text).toMatch(told);
    expect(echo?.attachments).toBeUndefined();
  });

  it('is said once beside the answer to the words, and beside a picture that was taken', async () => {
    const started = await begin(service.url);
    const files = [{ bytes: textBytes('a') }, { bytes: await photo() }, { bytes: textBytes('b') }];
    await upload(service.url, started, files, { text: 'trasig gatlampa' });
    const { echo, replies } = await lastOf(started);
    expect(replies.map(({ text }) => text).filter((text) => text.includes('bara ta emot'))).toHaveLength(1);
    expect(echo?.attachments).toHaveLength(1);
  });

  it('is an address of a file elsewhere, which nobody fetches', async () => {
    const started = await begin(service.url);
    await call(`${service.url}/v3/directline/conversations/${started.conversationId}/activities`, {
      token: started.token,
      body: {
        type: 'message',
        attachments: [{ contentType: 'image/png', contentUrl: `${service.url}/metrics` }],
      },
    });
    expect((await lastOf(started)).outcome).toBe('refused_files');
  });

  it('is an upload over ten megabytes, refused whole', async () => {
    const started = await begin(service.url);
    const response = await upload(service.url, started, [{ bytes: new Uint8Array(10 * 1024 * 1024) }]).catch(
      () => null,
    );
    // The door may close before the whole body is sent; what matters is that nothing came of it.
    if (response !== null) expect(response.status).toBe(413);
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
  });

  it('is a bare body that is none', async () => {
    const started = await begin(service.url);
    const response = await fetch(
      `${service.url}/v3/directline/conversations/${started.conversationId}/upload`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${started.token}`, 'content-type': 'image/png' },
        body: 'x',
      },
    );
    expect(response.status).toBe(200);
    expect((await lastOf(started)).outcome).toBe('refused_files');
  });
});
