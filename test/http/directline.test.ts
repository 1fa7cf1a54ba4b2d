import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, call, poll, post, type Started } from '../support/directLineClient.ts';
import { type Service, startService, stoppedClock } from '../support/service.ts';

const tokenKey = 'a key for tests only, of forty characters';
const time = stoppedClock();
let service: Service;
let base: string;

beforeAll(async () => {
  service = await startService(
    { TOKEN_KEY: tokenKey, ALLOWED_ORIGINS: 'https://malmo.example' },
    { clock: time.clock },
  );
  base = `${service.url}/v3/directline`;
});
afterAll(() => service.stop());

const activitiesOf = (started: Started) => `${base}/conversations/${started.conversationId}/activities`;
const refusal = (status: number, code: string) => ({
  status,
  json: { error: { code, message: expect.any(String) } },
});

describe('a conversation over HTTP', () => {
  it('begins with a greeting in the page’s language', async () => {
    const started = await begin(service.url, { locale: 'fi-FI' });
    const { activities, watermark } = await poll(service.url, started);
    expect(activities).toHaveLength(1);
    expect(activities[0]).toMatchObject({
      locale: 'fi',
      from: { id: 'kommunlots', role: 'bot' },
      channelData: {
        kommunlots: { outcome: 'greeted_opening', topic: null, language: 'fi', alternatives: [] },
      },
    });
    expect(watermark).toBe('1');
  });

  it('is begun once, however often the client asks', async () => {
    const started = await begin(service.url);
    const again = await call(`${base}/conversations`, { token: started.token, body: {} });
    expect(again).toMatchObject({ status: 200, json: { conversationId: started.conversationId } });
    expect((await poll(service.url, started)).activities).toHaveLength(1);
  });

  it('begins without a token for who may have one, with its greeting at once, and for nobody else', async () => {
    const start = (headers: Record<string, string>) =>
      call(`${base}/conversations`, { body: { resumable: true, locale: 'fi' }, headers });
    const begun = await start({ Origin: 'https://malmo.example' });
    expect(begun).toMatchObject({
      status: 201,
      json: { watermark: '1', activities: [{ locale: 'fi', from: { role: 'bot' } }] },
    });
    const started = begun.json as Started;
    expect((await post(service.url, started, 'hej')).status).toBe(200);
    expect(await start({ Origin: 'https://elsewhere.example' })).toMatchObject(refusal(403, 'Forbidden'));
  });

  it('gives the client’s own id back on the echo, and the reply points at it', async () => {
    const started = await begin(service.url);
    const posted = await post(service.url, started, 'hej', 'my-own-id');
    const { activities } = await poll(service.url, started, '1');
    expect(activities[0]).toMatchObject({
      ...(posted.json as object),
      text: 'hej',
      channelData: { clientActivityID: 'my-own-id' },
    });
    expect(activities[1]).toMatchObject({ replyToId: activities[0]?.id, from: { role: 'bot' } });
  });

  it('takes an activity that is posted twice as one', async () => {
    const started = await begin(service.url);
    const clientId = randomUUID();
    const posts = await Promise.all(
      Array.from({ length: 10 }, () => post(service.url, started, 'var ligger biblioteket?', clientId)),
    );
    expect(new Set(posts.map((each) => JSON.stringify(each.json))).size).toBe(1);
    const { activities } = await poll(service.url, started, '1');
    expect(activities.filter((activity) => activity.from.role === 'user')).toHaveLength(1);
    expect(activities.filter((activity) => activity.from.role === 'bot')).toHaveLength(1);
  });

  it('hears whether its answer was one, and offers a person where it was not', async () => {
    const started = await begin(service.url);
    await post(service.url, started, 'Hur ansöker jag om försörjningsstöd?');
    const rate = (value: unknown) =>
      call(activitiesOf(started), {
        token: started.token,
        body: { type: 'event', name: 'kommunlots/feedback', value },
      });
    expect((await rate({ helped: false })).status).toBe(200);
    const { activities, watermark } = await poll(service.url, started, '2');
    expect(activities.map(({ from }) => from.role)).toEqual(['bot']);
    expect(activities[0]?.channelData.kommunlots).toMatchObject({
      outcome: 'offered_person',
      topic: 'income-support',
    });
    expect((await rate({ helped: true })).status).toBe(200);
    expect((await poll(service.url, started, watermark)).activities[0]?.channelData.kommunlots).toMatchObject(
      {
        outcome: 'greeted_thanks',
      },
    );
    for (const wrong of [{ helped: 'no' }, {}, null, 'yes'])
      expect(await rate(wrong)).toMatchObject({ status: 400 });
  });

  it('keeps the order of messages that are sent at once', async () => {
    const started = await begin(service.url);
    await Promise.all(Array.from({ length: 8 }, (_, index) => post(service.url, started, `hej ${index}`)));
    const { activities, watermark } = await poll(service.url, started, '1');
    expect(watermark).toBe('9');
    expect(activities.map((activity) => activity.from.role)).toEqual(
      Array.from({ length: 8 }, () => ['user', 'bot']).flat(),
    );
  });

  it('carries the contract’s channelData on every bot message', async () => {
    const started = await begin(service.url);
    await post(service.url, started, 'hur ansöker jag om försörjningsstöd?');
    const { activities } = await poll(service.url, started, '1');
    expect(activities[1]?.channelData.kommunlots).toMatchObject({
      outcome: 'answered_article',
      topic: 'income-support',
      language: 'sv',
      confidence: expect.any(Number),
      alternatives: expect.any(Array),
    });
  });

  it('does not believe what an activity says of its sender or conversation', async () => {
    const mine = await begin(service.url);
    const other = await begin(service.url);
    await call(activitiesOf(mine), {
      token: mine.token,
      body: {
        type: 'message',
        text: 'hej',
        from: { id: 'kommunlots', role: 'bot' },
        conversation: { id: other.conversationId },
      },
    });
    expect((await poll(service.url, other, '1')).activities).toHaveLength(0);
    const { activities } = await poll(service.url, mine, '1');
    expect(activities[0]?.from).toMatchObject({ role: 'user' });
    expect(activities[0]?.from.id).not.toBe('kommunlots');
  });

  it('answers typing and events that are not ours without making a turn of them', async () => {
    const started = await begin(service.url);
    for (const body of [
      { type: 'typing' },
      { type: 'event', name: 'webchat/join', value: { language: 'sv' } },
    ]) {
      expect(await call(activitiesOf(started), { token: started.token, body })).toMatchObject({
        status: 200,
        json: { id: expect.any(String) },
      });
    }
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
  });
});

describe('bad input gets a clear refusal, and nothing is stored', () => {
  const cases: [string, RequestInit, number][] = [
    [
      'JSON that is cut off',
      { body: '{"type":"message","text":"h', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['a list instead of an activity', { body: '[]', headers: { 'content-type': 'application/json' } }, 400],
    ['no body at all', {}, 400],
    [
      'an unknown activity type',
      { body: '{"type":"invoke","text":"hej"}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['no activity type', { body: '{"text":"hej"}', headers: { 'content-type': 'application/json' } }, 400],
    [
      'a text that is a number',
      { body: '{"type":"message","text":7}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    [
      'an empty text',
      { body: '{"type":"message","text":"  "}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    [
      'a text of 4,001 characters',
      {
        body: JSON.stringify({ type: 'message', text: 'x'.repeat(4001) }),
        headers: { 'content-type': 'application/json' },
      },
      400,
    ],
    ['XML', { body: '<hej/>', headers: { 'content-type': 'text/xml' } }, 415],
    [
      'a body of one megabyte',
      {
        body: JSON.stringify({ type: 'message', text: 'hej', channelData: { x: 'x'.repeat(1024 * 1024) } }),
        headers: { 'content-type': 'application/json' },
      },
      413,
    ],
  ];
  it.each(cases)('%s', async (_name, init, status) => {
    const started = await begin(service.url);
    const response = await fetch(activitiesOf(started), {
      method: 'POST',
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${started.token}` },
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({
      error: { code: expect.any(String), message: expect.stringMatching(/\.|\)$/) },
    });
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
    expect(await call(`${service.url}/health/ready`, { method: 'GET' })).toMatchObject({ status: 200 });
  });

  it('takes a text of exactly 4,000 characters', async () => {
    const started = await begin(service.url);
    expect((await post(service.url, started, 'x'.repeat(4000))).status).toBe(200);
  });

  it.each(['abc', '-1', '1e3', '99999999999999999999'])('refuses the watermark %s', async (watermark) => {
    const started = await begin(service.url);
    expect(
      await call(`${activitiesOf(started)}?watermark=${watermark}`, { method: 'GET', token: started.token }),
    ).toMatchObject(refusal(400, 'BadArgument'));
  });

  it('answers an address that there is none of, and a method that it does not take', async () => {
    expect(await call(`${base}/nowhere`, { body: {} })).toMatchObject(refusal(404, 'NotFound'));
    expect(await call(`${base}/tokens/generate`, { method: 'DELETE' })).toMatchObject(
      refusal(405, 'MethodNotAllowed'),
    );
  });
});

describe('tokens', () => {
  const sign = (claims: object, key = tokenKey, algorithm = 'HS256') =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: algorithm })
      .setIssuedAt(Math.floor(time.clock().getTime() / 1000))
      .setExpirationTime(Math.floor(time.clock().getTime() / 1000) + 600)
      .sign(new TextEncoder().encode(key));

  it('opens nothing without one', async () => {
    const started = await begin(service.url);
    expect(await call(activitiesOf(started), { body: { type: 'message', text: 'hej' } })).toMatchObject(
      refusal(401, 'Unauthorized'),
    );
    expect(
      await call(activitiesOf(started), { token: 'nonsense', body: { type: 'message', text: 'hej' } }),
    ).toMatchObject(refusal(401, 'Unauthorized'));
  });

  it('refuses a forged one, one without a signature, and one for streams', async () => {
    const started = await begin(service.url);
    const claims = { conversation: started.conversationId, user: 'x', use: 'chat' };
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.`;
    const [head, , signature] = started.token.split('.');
    const altered = [
      head,
      Buffer.from(JSON.stringify({ ...claims, exp: 9999999999 })).toString('base64url'),
      signature,
    ].join('.');
    for (const token of [
      await sign(claims, 'another key that is also long enough'),
      unsigned,
      altered,
      await sign({ ...claims, use: 'stream' }),
    ]) {
      expect(
        await call(activitiesOf(started), { token, body: { type: 'message', text: 'hej' } }),
      ).toMatchObject(refusal(401, 'Unauthorized'));
    }
    expect((await poll(service.url, started, '1')).activities).toHaveLength(0);
  });

  it('refuses another conversation’s', async () => {
    const mine = await begin(service.url);
    const other = await begin(service.url);
    expect(
      await call(activitiesOf(other), { token: mine.token, body: { type: 'message', text: 'hej' } }),
    ).toMatchObject(refusal(403, 'Forbidden'));
    expect(await call(activitiesOf(other), { method: 'GET', token: mine.token })).toMatchObject(
      refusal(403, 'Forbidden'),
    );
    expect(
      await call(`${base}/conversations/${other.conversationId}`, { method: 'GET', token: mine.token }),
    ).toMatchObject(refusal(403, 'Forbidden'));
  });

  it('tells an expired one apart, so that a client knows to come back', async () => {
    const own = await startService({ TOKEN_KEY: tokenKey }, { clock: time.clock });
    try {
      const started = await begin(own.url);
      const refreshed = await call(`${own.url}/v3/directline/tokens/refresh`, { token: started.token });
      expect(refreshed).toMatchObject({
        status: 200,
        json: { conversationId: started.conversationId, expires_in: 1800 },
      });
      time.forward(1801_000);
      expect(await post(own.url, started, 'hej')).toMatchObject(refusal(403, 'TokenExpired'));
      expect(await call(`${own.url}/v3/directline/tokens/refresh`, { token: started.token })).toMatchObject(
        refusal(403, 'TokenExpired'),
      );
    } finally {
      await own.stop();
    }
  });

  it('has no conversation before it is begun', async () => {
    const generated = await call(`${base}/tokens/generate`, { body: {} });
    const started = generated.json as Started;
    expect(await post(service.url, started, 'hej')).toMatchObject(refusal(404, 'NotFound'));
  });
});

describe('resuming a conversation', () => {
  const resume = (secret: string | undefined) => call(`${base}/tokens/resume`, { body: { secret } });

  it('comes back after the token expired, and the secret changes at each use', async () => {
    const started = await begin(service.url, { resumable: true });
    await post(service.url, started, 'hej');
    time.forward(3 * 3600_000);
    const resumed = await resume(started.resumeSecret);
    expect(resumed).toMatchObject({ status: 200, json: { conversationId: started.conversationId } });
    const next = resumed.json as Started;
    expect(next.resumeSecret).not.toBe(started.resumeSecret);
    expect((await poll(service.url, next)).activities).toHaveLength(3);
  });

  it('still takes the secret before when the answer with the new one was lost', async () => {
    const { resumeSecret } = await begin(service.url, { resumable: true });
    await resume(resumeSecret);
    expect((await resume(resumeSecret)).status).toBe(200);
  });

  it('no longer takes it once a newer one was used', async () => {
    const { resumeSecret } = await begin(service.url, { resumable: true });
    const second = (await resume(resumeSecret)).json as Started;
    await resume(second.resumeSecret);
    expect(await resume(resumeSecret)).toMatchObject(refusal(403, 'Forbidden'));
    expect((await resume(second.resumeSecret)).status).toBe(200);
  });

  it('gives none to clients that did not ask, and takes no guess', async () => {
    expect((await begin(service.url)).resumeSecret).toBeUndefined();
    expect(await resume('guess')).toMatchObject(refusal(403, 'Forbidden'));
    expect(await resume(undefined)).toMatchObject(refusal(400, 'BadArgument'));
  });
});

describe('who may start a chat', () => {
  const generate = (url: string, headers: Record<string, string>) =>
    call(`${url}/v3/directline/tokens/generate`, { body: {}, headers });

  it('lets in our own origin and the listed ones, and answers their preflight', async () => {
    expect((await generate(service.url, { origin: service.url })).status).toBe(200);
    const listed = await generate(service.url, { origin: 'https://malmo.example' });
    expect(listed.status).toBe(200);
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://malmo.example');
    const preflight = await fetch(`${base}/conversations`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://malmo.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toContain('Authorization');
  });

  it('refuses other origins', async () => {
    const refused = await generate(service.url, { origin: 'https://evil.example' });
    expect(refused).toMatchObject(refusal(403, 'Forbidden'));
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('with a secret set, lets only its holders in without an Origin', async () => {
    const own = await startService({ DIRECTLINE_SECRET: 'a secret for tests' });
    try {
      expect(await generate(own.url, {})).toMatchObject(refusal(403, 'Forbidden'));
      expect(await generate(own.url, { authorization: 'Bearer a secret for tesTs' })).toMatchObject(
        refusal(403, 'Forbidden'),
      );
      expect((await generate(own.url, { authorization: 'Bearer a-secret' })).status).toBe(403);
    } finally {
      await own.stop();
    }
  });

  it('lets the secret’s holder begin a conversation at once', async () => {
    const own = await startService({ DIRECTLINE_SECRET: 'a-secret-for-tests' });
    try {
      expect((await generate(own.url, { authorization: 'Bearer a-secret-for-tests' })).status).toBe(200);
      const started = await call(`${own.url}/v3/directline/conversations`, {
        token: 'a-secret-for-tests',
        body: {},
      });
      expect(started).toMatchObject({
        status: 201,
        json: { conversationId: expect.any(String), streamUrl: expect.stringMatching(/^ws:/) },
      });
    } finally {
      await own.stop();
    }
  });
});

describe('floods', () => {
  it('slows one conversation down without touching another', async () => {
    const flooding = await begin(service.url);
    const calm = await begin(service.url);
    const statuses = await Promise.all(Array.from({ length: 40 }, () => post(service.url, flooding, 'hej')));
    const refused = statuses.filter((each) => each.status === 429);
    expect(refused).toHaveLength(10);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post(service.url, calm, 'hej')).status).toBe(200);
  });
});

describe('unknown faults', () => {
  it('never show their message, are logged without what was written, and the citizen gets a way to a person', async () => {
    const own = await startService();
    try {
      const started = await begin(own.url, { locale: 'en' });
      own.app.mind().senses.recogniser.recognise = () => Promise.reject(new Error('an inner detail'));
      await post(own.url, started, 'my words are private');
      const { activities } = await poll(own.url, started, '1');
      expect(activities[1]?.channelData.kommunlots).toMatchObject({ outcome: 'error_unexpected' });
      expect(activities[1]?.text).toContain('040-34 10 00');
      const fault = own.logged.find((line) => line.includes('a turn failed'));
      // Where it happened, and nothing that it may quote.
      expect(fault).toContain('hear.ts');
      expect(fault).toContain(started.conversationId);
      expect(fault).not.toMatch(/an inner detail|are private/);
      expect(JSON.stringify(activities)).not.toContain('an inner detail');
    } finally {
      await own.stop();
    }
  });
});
