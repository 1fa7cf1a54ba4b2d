import type { Activity } from '../../src/web/directline/protocol.ts';

type Answer = {
  readonly status: number;
  readonly code?: string;
  readonly retryAfter?: string;
  /** What happens elsewhere before the answer is given. */
  readonly meanwhile?: () => void;
};
/** `network`: the request never arrives. `lost`: it arrives, and its answer does not. */
type Mishap = 'network' | 'lost' | Answer;

/**
 * A Direct Line door in memory, as strict as the real one: tokens bound to a conversation and expiring, resume
 * secrets that rotate, a log that is replayed from a watermark. Hand its `fetch` and `WebSocket` to the client.
 */
export class FakeDoor {
  readonly calls: { method: string; path: string; token: string; body: Record<string, unknown> }[] = [];
  readonly conversations = new Map<string, Activity[]>();
  /** False where a proxy lets no WebSocket through. */
  socketsOpen = true;
  /** How many activities a new stream sends again, though the watermark says that they were read. */
  repeats = 0;

  private readonly tokens = new Map<string, { conversation: string; until: number }>();
  private readonly secrets = new Map<string, string[]>();
  private readonly streams = new Set<FakeStream>();
  private readonly mishaps: { path: string; mishap: Mishap }[] = [];
  private made = 0;

  readonly fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const headers = new Headers(init.headers);
    const call = {
      method: init.method ?? 'GET',
      path: (url as string).replace('/v3/directline', ''),
      token: (headers.get('Authorization') ?? '').replace('Bearer ', ''),
      body: JSON.parse((init.body as string | undefined) ?? '{}') as Record<string, unknown>,
    };
    this.calls.push(call);
    await Promise.resolve();
    const index = this.mishaps.findIndex(({ path }) => call.path.includes(path));
    const mishap = index < 0 ? null : (this.mishaps.splice(index, 1)[0]?.mishap ?? null);
    if (mishap === 'lost') this.answer(call);
    if (typeof mishap === 'string') throw new TypeError('Failed to fetch');
    return mishap === null ? this.answer(call) : refusal(mishap);
  };

  get WebSocket(): typeof WebSocket {
    const door = this;
    return class extends FakeStream {
      constructor(url: string) {
        super(door, url);
      }
    } as unknown as typeof WebSocket;
  }

  /** The next requests to it go wrong. */
  failNext(path: string, mishap: Mishap, times = 1): void {
    for (let i = 0; i < times; i += 1) this.mishaps.push({ path, mishap });
  }

  count(method: string, path: RegExp): number {
    return this.calls.filter((call) => call.method === method && path.test(call.path)).length;
  }

  botSays(text: string, conversation = [...this.conversations.keys()].at(-1) ?? ''): void {
    this.say(conversation, { type: 'message', text, from: { id: 'bot', role: 'bot' } });
  }

  texts(conversation = [...this.conversations.keys()].at(-1) ?? ''): (string | undefined)[] {
    return (this.conversations.get(conversation) ?? []).map(({ text }) => text);
  }

  /** Cuts every stream, as a lift does. */
  cut(): void {
    for (const stream of [...this.streams]) stream.close();
  }

  keepAlive(): void {
    for (const stream of this.streams) stream.onmessage?.({ data: '' });
  }

  /** A secret that opens the newest conversation, as another tab would have got it. */
  secretForNewest(): string {
    return this.grant([...this.conversations.keys()].at(-1) ?? '', true).resumeSecret ?? '';
  }

  expireTokens(): void {
    for (const token of this.tokens.values()) token.until = 0;
  }

  forgetConversations(): void {
    this.conversations.clear();
    this.cut();
  }

  attach(stream: FakeStream): void {
    const log = this.conversations.get(stream.conversation);
    if (log !== undefined && this.socketsOpen) {
      this.streams.add(stream);
      stream.onopen?.();
      stream.deliver(log);
    } else {
      stream.onclose?.();
    }
  }

  detach(stream: FakeStream): void {
    this.streams.delete(stream);
  }

  private say(conversation: string, activity: Activity): string {
    const log = this.conversations.get(conversation) ?? [];
    const id = `${conversation}|${String(log.length + 1).padStart(7, '0')}`;
    log.push({ id, timestamp: new Date().toISOString(), ...activity });
    for (const stream of this.streams) if (stream.conversation === conversation) stream.deliver(log);
    return id;
  }

  private grant(conversation: string, withSecret: boolean) {
    const token = `token-${++this.made}`;
    this.tokens.set(token, { conversation, until: Date.now() + 1_800_000 });
    if (!withSecret) return { conversationId: conversation, token, expires_in: 1800 };
    const resumeSecret = `secret-${++this.made}`;
    this.secrets.set(conversation, [...(this.secrets.get(conversation) ?? []).slice(-1), resumeSecret]);
    return { conversationId: conversation, token, expires_in: 1800, resumeSecret };
  }

  private answer({ method, path, token, body }: FakeDoor['calls'][number]): Response {
    if (path === '/tokens/generate') return Response.json({ token: 'pass', expires_in: 1800 });
    if (path === '/tokens/resume') return this.resume(String(body.secret));
    if (path === '/conversations') {
      const id = `c${++this.made}`;
      this.conversations.set(id, []);
      this.say(id, { type: 'message', text: 'Hej!', from: { id: 'bot', role: 'bot' } });
      const streamUrl = `ws://door/${id}?w=0`;
      return Response.json({ ...this.grant(id, body.resumable === true), streamUrl }, { status: 201 });
    }
    const held = this.tokens.get(token);
    if (held === undefined) return refusal({ status: 401 });
    if (held.until <= Date.now()) return refusal({ status: 403, code: 'TokenExpired' });
    if (path === '/tokens/refresh') return Response.json(this.grant(held.conversation, false));

    const [, id = '', activities, from = '0'] =
      /^\/conversations\/([^/?]+)(\/activities)?(?:\?watermark=(\d+))?$/.exec(path) ?? [];
    const log = this.conversations.get(id);
    if (log === undefined) return refusal({ status: 404 });
    if (held.conversation !== id) return refusal({ status: 403 });
    if (activities === undefined) {
      return Response.json({ ...this.grant(id, false), streamUrl: `ws://door/${id}?w=${from}` });
    }
    if (method === 'GET')
      return Response.json({ activities: log.slice(Number(from)), watermark: String(log.length) });
    const activity = body as unknown as Activity;
    const before = log.find(
      (one) => one.channelData?.clientActivityID === activity.channelData?.clientActivityID,
    );
    return Response.json({
      id: before?.id ?? this.say(id, { ...activity, from: { id: 'me', role: 'user' } }),
    });
  }

  private resume(secret: string): Response {
    const [id] = [...this.secrets].find(([, known]) => known.includes(secret)) ?? [];
    if (id === undefined || !this.conversations.has(id)) return refusal({ status: 403 });
    this.secrets.set(id, [secret]);
    return Response.json(this.grant(id, true));
  }
}

class FakeStream {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly conversation: string;
  private readonly door: FakeDoor;
  private sent: number;

  constructor(door: FakeDoor, url: string) {
    const [, conversation = '', from = '0'] = /^ws:\/\/door\/([^?]+)\?w=(\d+)$/.exec(url) ?? [];
    this.door = door;
    this.conversation = conversation;
    this.sent = Math.max(0, Number(from) - door.repeats);
    queueMicrotask(() => door.attach(this));
  }

  deliver(log: readonly Activity[]): void {
    const activities = log.slice(this.sent);
    this.sent = log.length;
    if (activities.length > 0)
      this.onmessage?.({ data: JSON.stringify({ activities, watermark: String(this.sent) }) });
  }

  close(): void {
    this.door.detach(this);
    this.onclose?.();
  }
}

function refusal({ status, code = 'Test', retryAfter, meanwhile }: Answer): Response {
  meanwhile?.();
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': retryAfter };
  return Response.json({ error: { code, message: '' } }, { status, headers });
}
