import sharp from 'sharp';
import { expect, inject, it } from 'vitest';
import { noLimits } from '../../src/http/limits.ts';
import { begin, call, poll, post, Tab } from '../support/directLineClient.ts';
import { startService } from '../support/service.ts';
import { upload } from '../support/upload.ts';

/** FerretDB takes its time for each message. */
const rounds = inject('mongoUrl') === undefined ? 40 : 4;
const said = [
  'jag heter Vendela och bor på Trollgatan 17',
  'mitt personnummer är 19121212-1212',
  'kan någon ringa mig på 070-174 06 05',
  'olen Vendela ja haluan hakea toimeentulotukea',
  'how do I apply for preschool for my daughter Signhild',
];
const words = ['Vendela', 'Trollgatan', '19121212', '070-174', 'Signhild', 'toimeentulotukea', 'blinkfyr'];
const configured = {
  DIRECTLINE_SECRET: 'a-secret-of-the-web-server-0123456789',
  METRICS_TOKEN: 'a-token-of-prometheus-0123456789',
  TOKEN_KEY: 'a-key-that-signs-tokens-0123456789abcdef',
};

it('writes no token, no secret and no word of a citizen into the log of a long run, at its most talkative', async () => {
  const service = await startService({ LOG_LEVEL: 'trace', ...configured }, { limits: noLimits });
  const { url, logged } = service;
  const secrets = new Set<string>(Object.values(configured));
  const withSecret = { authorization: `Bearer ${configured.DIRECTLINE_SECRET}` };
  try {
    const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    for (let round = 0; round < rounds; round += 1) {
      const started = await begin(url, { resumable: true }, withSecret);
      const tab = await Tab.open(started.streamUrl ?? '');
      for (const text of said) await post(url, started, text);
      await upload(url, started, [{ bytes: new Uint8Array(picture), name: 'blinkfyr.png' }]);
      await upload(url, started, [{ bytes: new TextEncoder().encode('blinkfyr'), name: 'blinkfyr.txt' }]);
      const path = `/v3/directline/conversations/${started.conversationId}`;
      const again = await call(`${url}${path}`, { method: 'GET', token: started.token });
      const resumed = await call(`${url}/v3/directline/tokens/resume`, {
        body: { secret: started.resumeSecret },
      });
      expect([again.status, resumed.status]).toEqual([200, 200]);
      await poll(url, started);
      // What is refused is the likeliest to be written down.
      await call(`${url}${path}/activities`, {
        token: started.token,
        body: { type: 'message', text: [said] },
      });
      await call(`${url}${path}/activities?watermark=Vendela`, { method: 'GET', token: started.token });
      await call(`${url}${path}/activities`, { token: `${started.token}Vendela`, body: {} });
      await call(`${url}/v3/directline/tokens/resume`, { body: { secret: 'Vendela' } });
      await fetch(`${url}/Vendela?q=Trollgatan`, { headers: { referer: 'https://Signhild.example' } });
      await fetch(`${url}${path}/activities`, {
        method: 'POST',
        headers: { authorization: `Bearer ${started.token}`, 'content-type': 'application/json' },
        body: '{"type":"message","text":"Vendela',
      });
      for (const value of [started, again.json, resumed.json]) collect(value, secrets);
      tab.cut();
    }
    await service.app.reload();
    await service.app.sweep();
  } finally {
    await service.stop();
  }
  const log = logged.join('');
  expect(logged.length).toBeGreaterThan(rounds * said.length);
  expect(secrets.size).toBeGreaterThan(rounds * 3);
  expect([...secrets].filter((secret) => log.includes(secret))).toEqual([]);
  expect(words.filter((word) => log.toLowerCase().includes(word.toLowerCase()))).toEqual([]);
});

/** Whatever opens something in an answer: tokens, secrets, and the addresses that hold them. */
function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    if (typeof inner === 'string' && ['token', 'resumeSecret', 'streamUrl'].includes(key)) {
      secrets.add(inner);
      const inAddress = key === 'streamUrl' ? new URL(inner).searchParams.get('t') : null;
      if (inAddress !== null) secrets.add(inAddress);
    }
}
