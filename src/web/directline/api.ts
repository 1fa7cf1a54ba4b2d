import { DoorError } from './errors.ts';
import { type Activity, type Batch, type Grant, readBatch, readGrant, record, text } from './protocol.ts';

/** The door's requests, one function each. All throw DoorError and nothing else. */
export interface Api {
  /** Begins a conversation; its greeting comes with the grant. */
  start(user: string, locale: string): Promise<Grant & Batch>;
  resume(secret: string): Promise<Grant>;
  refresh(token: string): Promise<Grant>;
  /** A new stream of a conversation we hold a token for. Without watermark the whole of it is replayed. */
  reconnect(token: string, conversation: string, watermark: string | null): Promise<Grant>;
  post(token: string, conversation: string, activity: Activity): Promise<string | null>;
  read(token: string, conversation: string, watermark: string | null): Promise<Batch>;
}

const patience = 20_000;

export function createApi(base: string, fetch: typeof globalThis.fetch): Api {
  const conversations = '/conversations';
  return {
    start: async (user, locale) => {
      const begun = await ask('POST', conversations, null, { user: { id: user }, locale, resumable: true });
      return { ...readGrant(begun), ...readBatch(begun) };
    },
    resume: async (secret) => readGrant(await ask('POST', '/tokens/resume', null, { secret })),
    refresh: async (token) => readGrant(await ask('POST', '/tokens/refresh', token, {})),
    reconnect: async (token, id, watermark) =>
      readGrant(await ask('GET', `${conversations}/${encodeURIComponent(id)}${since(watermark)}`, token)),
    post: async (token, id, activity) =>
      text(
        record(await ask('POST', `${conversations}/${encodeURIComponent(id)}/activities`, token, activity))
          .id,
      ),
    read: async (token, id, watermark) =>
      readBatch(
        await ask('GET', `${conversations}/${encodeURIComponent(id)}/activities${since(watermark)}`, token),
      ),
  };

  async function ask(
    method: 'GET' | 'POST',
    path: string,
    token: string | null,
    body?: unknown,
  ): Promise<unknown> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), patience);
    try {
      const response = await fetch(`${base}/v3/directline${path}`, {
        method,
        headers,
        signal: abort.signal,
        cache: 'no-store',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer: unknown = await response.json().catch(() => ({}));
      if (response.ok) return answer;
      const code = text(record(record(answer).error).code) ?? 'Unknown';
      throw new DoorError(response.status, code, waitOf(response.headers.get('Retry-After')));
    } catch (thrown) {
      throw thrown instanceof DoorError ? thrown : new DoorError(0, 'Network');
    } finally {
      clearTimeout(timer);
    }
  }
}

function since(watermark: string | null): string {
  return watermark === null ? '' : `?watermark=${encodeURIComponent(watermark)}`;
}

/** `Retry-After` in seconds or as a date, as milliseconds; at most five minutes, whatever was asked. */
function waitOf(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), 300_000) : null;
}
