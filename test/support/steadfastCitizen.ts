import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { z } from 'zod';
import { begin, call, type Started } from './directLineClient.ts';

const setSchema = z.object({
  activities: z.array(
    z.looseObject({
      id: z.string(),
      replyToId: z.string().optional(),
      from: z.looseObject({ role: z.string() }),
      channelData: z.looseObject({ clientActivityID: z.string().optional() }),
    }),
  ),
  watermark: z.string(),
});
type Seen = z.infer<typeof setSchema>['activities'][number];

const reconnectedSchema = z.object({ token: z.string(), streamUrl: z.string() });

/** What a citizen who was acknowledged has to complain of: all are to be zero. */
export interface Complaints {
  /** Acknowledged messages, and replies to them, that are not there or were never shown. */
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** How soon what failed is tried again. */
const tryAgainMilliseconds = 200;

/**
 * A citizen whose client does what a good one does: sends each message under one id until it is acknowledged, and only
 * then the next; reads by stream, and goes on after its watermark whenever the stream breaks.
 */
export class SteadfastCitizen {
  readonly #url: string;
  #started: Started;
  readonly #said: string[] = [];
  readonly #seen: Seen[] = [];
  #watermark = '';
  #socket: WebSocket | null = null;
  #leaving = false;
  #reading: Promise<void> = Promise.resolve();

  private constructor(url: string, started: Started) {
    this.#url = url;
    this.#started = started;
    this.#reading = this.#read();
  }

  static async begin(url: string): Promise<SteadfastCitizen> {
    return new SteadfastCitizen(url, await insist(() => begin(url)));
  }

  /** Resolves once the message is acknowledged, however often the service ends meanwhile. */
  async say(text: string): Promise<void> {
    const clientActivityID = `message ${this.#said.length}`;
    await insist(async () => {
      const { conversationId, token } = this.#started;
      const { status, headers } = await call(
        `${this.#url}/v3/directline/conversations/${conversationId}/activities`,
        { token, body: { type: 'message', text, channelData: { clientActivityID } } },
      );
      if (status === 200) return;
      if (status !== 429 && status !== 503) throw new Refused(status);
      await pause(1000 * Number(headers.get('retry-after') ?? 0));
      throw new Error(`come back later (${status})`);
    });
    this.#said.push(clientActivityID);
  }

  /** How many messages were acknowledged. */
  get said(): number {
    return this.#said.length;
  }

  /** Compares what was acknowledged with the history, and the history with what was shown. Ends the stream. */
  async leave(): Promise<Complaints> {
    const history = await this.#history();
    const deadline = Date.now() + 10_000;
    while (this.#seen.length < history.length && Date.now() < deadline) await pause(tryAgainMilliseconds);
    this.#leaving = true;
    this.#socket?.terminate();
    await this.#reading;
    return compare(this.#said, history, this.#seen);
  }

  async #history(): Promise<Seen[]> {
    const all: Seen[] = [];
    for (let watermark = ''; ; ) {
      const { conversationId, token } = this.#started;
      const { json } = await insist(() =>
        call(`${this.#url}/v3/directline/conversations/${conversationId}/activities?watermark=${watermark}`, {
          method: 'GET',
          token,
        }),
      );
      const set = setSchema.parse(json);
      if (set.activities.length === 0) return all;
      all.push(...set.activities);
      watermark = set.watermark;
    }
  }

  async #read(): Promise<void> {
    while (!this.#leaving) {
      await this.#readUntilCut().catch(() => undefined);
      await pause(tryAgainMilliseconds);
    }
  }

  async #readUntilCut(): Promise<void> {
    const { conversationId, token } = this.#started;
    const { json } = await call(
      `${this.#url}/v3/directline/conversations/${conversationId}?watermark=${this.#watermark}`,
      { method: 'GET', token },
    );
    if (this.#leaving) return;
    const again = reconnectedSchema.parse(json);
    this.#started = { ...this.#started, token: again.token };
    const socket = new WebSocket(again.streamUrl);
    this.#socket = socket;
    socket.on('message', (data) => {
      const text = String(data);
      if (text === '') return;
      const { activities, watermark } = setSchema.parse(JSON.parse(text));
      this.#seen.push(...activities);
      this.#watermark = watermark;
    });
    await new Promise<void>((resolve) => {
      socket.on('error', () => socket.terminate());
      socket.on('close', () => resolve());
    });
  }
}

/** Refused for good: a fault of the service or of the test. */
class Refused extends Error {
  constructor(status: number) {
    super(`a message was refused with ${status}`);
  }
}

async function insist<T>(attempt: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Refused) throw error;
      await pause(tryAgainMilliseconds);
    }
  }
}

function compare(said: readonly string[], history: readonly Seen[], seen: readonly Seen[]): Complaints {
  const taken = history.filter(({ from }) => from.role === 'user');
  const takenIds = taken.map(({ channelData }) => channelData.clientActivityID ?? '');
  const answered = new Set(history.map(({ replyToId }) => replyToId));
  const historyIds = history.map(({ id }) => id);
  const seenIds = seen.map(({ id }) => id);
  const missing = [
    ...said.filter((id) => !takenIds.includes(id)),
    ...taken.filter(({ id }) => !answered.has(id)),
    ...historyIds.filter((id) => !seenIds.includes(id)),
  ];
  // Each message stands before its own replies, and nothing in between.
  const wanted = taken.flatMap(({ id }) => history.filter((each) => (each.replyToId ?? each.id) === id));
  const inOrder =
    isSame(takenIds, said) &&
    isSame(
      wanted.map(({ id }) => id),
      historyIds.slice(historyIds.length - wanted.length),
    ) &&
    isSame(unique(seenIds), historyIds);
  return {
    lost: missing.length,
    doubled: [takenIds, historyIds, seenIds].reduce((sum, ids) => sum + ids.length - unique(ids).length, 0),
    outOfOrder: inOrder ? 0 : 1,
  };
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id, index) => id === other[index]);
}
