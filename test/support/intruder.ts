import { createHash, createHmac, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import type { Started } from './directLineClient.ts';

/** What an intruder knows: much more than one ever would, but no token or secret of the victim's that is still good. */
export interface Known {
  readonly victim: {
    readonly conversationId: string;
    readonly user: string;
    /** Tokens for the chat and for a stream that have expired. */
    readonly expiredToken: string;
    readonly expiredStreamToken: string;
    /** A resume secret that was replaced by later ones. */
    readonly oldSecret: string;
    /** A picture's path, as in its `contentUrl`. */
    readonly picture: string;
  };
  /** The intruder's own conversation, with good tokens. */
  readonly own: Started & { readonly streamToken: string };
}

export interface Try {
  readonly kind: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

const doors = [
  'start',
  'refresh',
  'reconnect',
  'read',
  'post',
  'upload',
  'export',
  'picture',
  'stream',
] as const;

/** One try at the victim's conversation: a way to forge what opens a door, at one of the doors. */
export function nextTry(known: Known, random: () => number): Try {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const { victim, own } = known;
  if (random() < 0.1) return resumeTry(known, random);
  const door = pick(doors);
  const forge = pick<readonly [string, () => string]>([
    ['no token', () => ''],
    ['own token', () => own.token],
    ['own stream token', () => own.streamToken],
    ['own token, one character altered', () => altered(own.token, random)],
    ['own token, the victim named in it', () => renamed(own.token, victim)],
    ['own stream token, the victim named in it', () => renamed(own.streamToken, victim)],
    ['expired token', () => victim.expiredToken],
    ['expired stream token', () => victim.expiredStreamToken],
    ['expired token, its end moved', () => renamed(victim.expiredToken, victim)],
    ['no signature', () => signed(victim, { alg: 'none' }, null)],
    ['signed with a guessed key', () => signed(victim, { alg: 'HS256' }, pick(guessedKeys))],
    ['signed by another method', () => signed(victim, { alg: 'HS512' }, pick(guessedKeys))],
    ['the victim’s id as token', () => victim.conversationId],
    ['noise', () => randomBytes(1 + Math.floor(random() * 300)).toString('base64url')],
  ]);
  const token = forge[1]();
  // The own conversation has no picture of the victim's, and an id that was altered is nobody's.
  const [aim, conversation] = pick([
    ['', victim.conversationId],
    ['', victim.conversationId],
    [', id altered', altered(victim.conversationId, random)],
    [', id in other letters', victim.conversationId.toUpperCase()],
  ] as const);
  const path = pathOf(door, conversation, known, token);
  const bearer = pick([`Bearer ${token}`, `Bearer ${token}`, `bearer  ${token}`, token, `Basic ${token}`]);
  return {
    kind: `${forge[0]}${aim}`,
    method: ['start', 'refresh', 'post', 'upload'].includes(door) ? 'POST' : 'GET',
    path,
    headers: {
      ...(token === '' ? {} : { authorization: bearer }),
      ...(door === 'stream' ? upgradeHeaders : { 'content-type': 'application/json' }),
    },
    ...(door === 'post' || door === 'upload' ? { body: '{"type":"message","text":"an intruder"}' } : {}),
    ...(door === 'start' ? { body: JSON.stringify({ conversationId: victim.conversationId }) } : {}),
  };
}

function resumeTry({ victim, own }: Known, random: () => number): Try {
  const secrets = [
    victim.oldSecret,
    altered(victim.oldSecret, random),
    createHash('sha256').update(victim.oldSecret).digest('hex'),
    randomBytes(32).toString('base64url'),
    victim.conversationId,
    altered(own.resumeSecret ?? '', random),
    '{"$ne":null}',
  ];
  const secret = secrets[Math.floor(random() * secrets.length)];
  const raw = random() < 0.1 ? { $gt: '' } : secret;
  return {
    kind: 'resume secret',
    method: 'POST',
    path: '/v3/directline/tokens/resume',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ secret: raw, conversation: victim.conversationId }),
  };
}

function pathOf(door: (typeof doors)[number], conversation: string, { victim, own }: Known, token: string) {
  const base = `/v3/directline/conversations/${conversation}`;
  switch (door) {
    case 'start':
      return '/v3/directline/conversations';
    case 'refresh':
      return '/v3/directline/tokens/refresh';
    case 'reconnect':
      return `${base}?watermark=0`;
    case 'read':
    case 'post':
      return `${base}/activities`;
    case 'upload':
    case 'export':
      return `${base}/${door}`;
    case 'picture':
      // By the victim's path, or by one's own with the victim's picture.
      return conversation === victim.conversationId
        ? victim.picture
        : victim.picture.replace(victim.conversationId, own.conversationId);
    case 'stream':
      return `${base}/stream?t=${encodeURIComponent(token)}`;
  }
}

const guessedKeys = ['', 'secret', 'kommunlots', '0'.repeat(64), 'undefined'] as const;

const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

interface Claimed {
  readonly conversationId: string;
  readonly user: string;
}

/** The token with one character replaced by another of base64url. */
function altered(text: string, random: () => number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const at = Math.floor(random() * text.length);
  const others = [...letters].filter((letter) => letter !== text[at]);
  return text.slice(0, at) + others[Math.floor(random() * others.length)] + text.slice(at + 1);
}

/** The token with its signature, of a payload that names the victim and ends in an hour. */
function renamed(token: string, victim: Claimed): string {
  const [head, , signature] = token.split('.');
  return `${head}.${encoded(claims(victim))}.${signature}`;
}

function signed(victim: Claimed, header: { alg: string }, key: string | null): string {
  const content = `${encoded({ ...header, typ: 'JWT' })}.${encoded(claims(victim))}`;
  if (key === null) return `${content}.`;
  const method = header.alg === 'HS512' ? 'sha512' : 'sha256';
  return `${content}.${createHmac(method, key).update(content).digest('base64url')}`;
}

function claims({ conversationId, user }: Claimed) {
  const now = Math.floor(Date.now() / 1000);
  return { conversation: conversationId, user, use: 'chat', iat: now, exp: now + 3600 };
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** What a door answered to a try; 101 when it opened a stream. */
export async function attempt(url: string, { method, path, headers, body }: Try) {
  const { hostname, port } = new URL(url);
  // Not `fetch`: it sends no upgrade, and a path only as it understands it.
  const sent = request({ hostname, port, method, path, headers });
  const upgraded = once(sent, 'upgrade').then(([, socket]) => {
    socket.destroy();
    return { status: 101, text: '' };
  });
  const answered = once(sent, 'response').then(async ([response]) => {
    let text = '';
    for await (const piece of response.setEncoding('utf8')) text += piece;
    return { status: response.statusCode as number, text };
  });
  sent.end(body);
  return Promise.race([upgraded, answered]);
}
