import { randomUUID } from 'node:crypto';
import WebSocket from 'ws';
import { z } from 'zod';

const startedSchema = z.object({
  conversationId: z.string(),
  token: z.string(),
  expires_in: z.number(),
  streamUrl: z.string().optional(),
  resumeSecret: z.string().optional(),
});
export type Started = z.infer<typeof startedSchema>;

const activitySchema = z.looseObject({
  id: z.string(),
  type: z.string(),
  from: z.looseObject({ id: z.string(), role: z.string() }),
  text: z.string(),
  locale: z.string().optional(),
  replyToId: z.string().optional(),
  attachments: z
    .array(z.object({ contentType: z.string(), contentUrl: z.string(), name: z.string() }))
    .optional(),
  suggestedActions: z
    .object({ actions: z.array(z.looseObject({ type: z.string(), value: z.string() })) })
    .optional(),
  channelData: z.looseObject({
    clientActivityID: z.string().optional(),
    kommunlots: z
      .looseObject({ outcome: z.string(), topic: z.string().nullable(), language: z.string() })
      .optional(),
  }),
});
export type SeenActivity = z.infer<typeof activitySchema>;
const activitySetSchema = z.object({ activities: z.array(activitySchema), watermark: z.string() });

/** One HTTP exchange with a JSON body. */
export async function call(
  url: string,
  options: { method?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {},
) {
  const response = await fetch(url, {
    method: options.method ?? 'POST',
    headers: {
      ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const json: unknown = text === '' ? null : JSON.parse(text);
  return { status: response.status, json, headers: response.headers };
}

export async function begin(
  url: string,
  options: { locale?: string; resumable?: boolean } = {},
  headers: Record<string, string> = {},
): Promise<Started> {
  const generated = await call(`${url}/v3/directline/tokens/generate`, { body: {}, headers });
  const { token } = startedSchema.parse(generated.json);
  const started = await call(`${url}/v3/directline/conversations`, { token, body: options });
  return startedSchema.parse(started.json);
}

/** Posts a citizen's message. */
export function post(
  url: string,
  { conversationId, token }: Started,
  text: string,
  clientActivityID: string = randomUUID(),
) {
  return call(`${url}/v3/directline/conversations/${conversationId}/activities`, {
    token,
    body: { type: 'message', text, channelData: { clientActivityID } },
  });
}

export async function poll(url: string, { conversationId, token }: Started, watermark = '') {
  const { json } = await call(
    `${url}/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`,
    {
      method: 'GET',
      token,
    },
  );
  return activitySetSchema.parse(json);
}

/** One tab: a stream with everything that it has seen. */
export class Tab {
  readonly seen: SeenActivity[] = [];
  watermark = '';
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '') return;
      const set = activitySetSchema.parse(JSON.parse(text));
      this.seen.push(...set.activities);
      this.watermark = set.watermark;
    });
  }

  static open(streamUrl: string): Promise<Tab> {
    const socket = new WebSocket(streamUrl);
    const tab = new Tab(socket);
    return new Promise((resolve, reject) => {
      socket.on('open', () => resolve(tab));
      socket.on('error', reject);
    });
  }

  /** Resolves once as many activities were seen. */
  async until(count: number, milliseconds = 5000): Promise<SeenActivity[]> {
    const deadline = Date.now() + milliseconds;
    while (this.seen.length < count) {
      if (Date.now() > deadline) throw new Error(`saw ${this.seen.length} activities, not ${count}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return this.seen;
  }

  /** Breaks off without a goodbye, as a lost network does. */
  cut(): void {
    this.#socket.terminate();
  }
}
