import WebSocket from 'ws';
import { z } from 'zod';
import { questions } from './questions.ts';

const startedSchema = z.object({
  conversationId: z.string(),
  token: z.string(),
  streamUrl: z.string().optional(),
});
const framesSchema = z.object({
  activities: z.array(z.object({ id: z.string(), replyToId: z.string().optional() })),
});

/** One citizen under load: a stream, and one message after the other. */
export class BenchConversation {
  readonly milliseconds: number[] = [];
  readonly #url: string;
  readonly #token: string;
  readonly #conversation: string;
  readonly #posted: string[] = [];
  readonly #seen = new Map<string, number>();
  readonly #replied = new Set<string>();
  #onReply: () => void = () => undefined;

  private constructor(url: string, started: z.infer<typeof startedSchema>, socket: WebSocket) {
    this.#url = url;
    this.#token = started.token;
    this.#conversation = started.conversationId;
    socket.addEventListener('message', ({ data }: { data: unknown }) => {
      if (typeof data !== 'string' || data === '') return;
      for (const { id, replyToId } of framesSchema.parse(JSON.parse(data)).activities) {
        this.#seen.set(id, (this.#seen.get(id) ?? 0) + 1);
        if (replyToId !== undefined) this.#replied.add(replyToId);
      }
      this.#onReply();
    });
    this.#close = () => socket.close();
  }
  readonly #close: () => void;

  static async begin(url: string): Promise<BenchConversation> {
    const generated = startedSchema.parse(await post(`${url}/v3/directline/tokens/generate`, null, {}));
    const started = startedSchema.parse(
      await post(`${url}/v3/directline/conversations`, generated.token, {}),
    );
    const socket = new WebSocket(started.streamUrl ?? '');
    const conversation = new BenchConversation(url, started, socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener('open', resolve);
      socket.addEventListener('error', reject);
    });
    return conversation;
  }

  /** Asks one question after the other until the time, in milliseconds of `performance.now`. */
  async talkUntil(end: number): Promise<void> {
    for (let turn = 0; performance.now() < end; turn += 1) {
      const from = performance.now();
      const { id } = z.object({ id: z.string() }).parse(
        await post(`${this.#url}/v3/directline/conversations/${this.#conversation}/activities`, this.#token, {
          type: 'message',
          text: questions[turn % questions.length],
          channelData: { clientActivityID: String(turn) },
        }),
      );
      this.#posted.push(id);
      await this.#replyTo(id);
      this.milliseconds.push(performance.now() - from);
    }
  }

  /** What was acknowledged and never shown, and what was shown twice. */
  async tally(): Promise<{ lost: number; doubled: number }> {
    this.#close();
    const lost = this.#posted.filter((id) => !this.#seen.has(id) || !this.#replied.has(id)).length;
    const doubled = [...this.#seen.values()].filter((times) => times > 1).length;
    return { lost, doubled };
  }

  /** Resolves with the reply, or after five seconds without one, which the tally then shows. */
  #replyTo(id: string): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 5000);
      this.#onReply = () => {
        if (!this.#replied.has(id)) return;
        clearTimeout(timer);
        resolve();
      };
      this.#onReply();
    });
  }
}

/** Of sorted values, the one below which the share of them lies; rounded to hundredths. */
export function percentile(sorted: readonly number[], share: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(value * 100) / 100;
}

async function post(url: string, token: string | null, body: object): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
