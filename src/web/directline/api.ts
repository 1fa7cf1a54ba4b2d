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
  /** The same with a file. Sent again under the same client id it is kept once. */
  upload(token: string, conversation: string, activity: Activity, file: Blob): Promise<string | null>;
  /** Something at one of the door's own addresses. */
  fetchOwn(token: string, address: string): Promise<Blob>;
  read(token: string, conversation: string, watermark: string | null): Promise<Batch>;
}

const patience = 20_000;
/** Ten megabytes on a slow phone take their time. */
const patienceWithFile = 180_000;

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
    upload: async (token, id, activity, file) => {
      const form = new FormData();
      const type = 'application/vnd.microsoft.activity';
      form.append('activity', new Blob([JSON.stringify(activity)], { type }), 'activity');
      form.append('file', file, 'file');
      const path = `${conversations}/${encodeURIComponent(id)}/upload`;
      return text(record(await ask('POST', path, token, form)).id);
    },
    fetchOwn: async (token, address) => {
      if (!address.startsWith('/v3/directline/')) throw new DoorError(400, 'ForeignAddress');
      return await request('GET', address, token, undefined, (response) => response.blob());
    },
    read: async (token, id, watermark) =>
      readBatch(
        await ask('GET', `${conversations}/${encodeURIComponent(id)}/activities${since(watermark)}`, token),
      ),
  };

  function ask(method: 'GET' | 'POST', path: string, token: string | null, body?: unknown): Promise<unknown> {
    return request(method, `/v3/directline${path}`, token, body, (response) =>
      response.json().catch(() => ({})),
    );
  }

  async function request<T>(
    method: 'GET' | 'POST',
    address: string,
    token: string | null,
    body: unknown,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const headers: Record<string, string> = {};
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    const isForm = body instanceof FormData;
    if (body !== undefined && !isForm) headers['Content-Type'] = 'application/json';
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), isForm ? patienceWithFile : patience);
    try {
      const response = await fetch(`${base}${address}`, {
        method,
        headers,
        signal: abort.signal,
        cache: 'no-store',
        ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      });
      if (response.ok) return await read(response);
      const answer: unknown = await response.json().catch(() => ({}));
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
