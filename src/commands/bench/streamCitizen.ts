import WebSocket from 'ws';
import { z } from 'zod';
import { type Citizen, replyMilliseconds } from './citizen.ts';
import { openConnection } from './connection.ts';

const startedSchema = z.object({ conversationId: z.string(), token: z.string(), streamUrl: z.string() });
const generatedSchema = startedSchema.omit({ streamUrl: true });
const postedSchema = z.object({ id: z.string() });
const frameSchema = z.object({
  activities: z.array(z.object({ id: z.string(), replyToId: z.string().optional() })),
});

/** Speaks Direct Line and reads the replies from a stream. */
export async function beginByStream(url: string): Promise<Citizen> {
  const ask = openConnection();
  const base = `${url}/v3/directline`;
  const generated = generatedSchema.parse(await ask('POST', `${base}/tokens/generate`, { body: {} }));
  const { conversationId, token, streamUrl } = startedSchema.parse(
    await ask('POST', `${base}/conversations`, { token: generated.token, body: {} }),
  );
  const posted: string[] = [];
  const shown = new Map<string, number>();
  const answered = new Set<string>();
  let onFrame: () => void = () => undefined;

  const stream = new WebSocket(streamUrl, { perMessageDeflate: false });
  stream.on('message', (data) => {
    const text = String(data);
    if (text === '') return;
    for (const { id, replyToId } of frameSchema.parse(JSON.parse(text)).activities) {
      shown.set(id, (shown.get(id) ?? 0) + 1);
      if (replyToId !== undefined) answered.add(replyToId);
    }
    onFrame();
  });
  await new Promise((resolve, reject) => {
    stream.once('open', resolve);
    stream.once('error', reject);
  });

  const replyTo = (id: string): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, replyMilliseconds);
      onFrame = () => {
        if (!answered.has(id)) return;
        clearTimeout(timer);
        resolve();
      };
      onFrame();
    });

  return {
    ask: async (text) => {
      const channelData = { clientActivityID: String(posted.length) };
      const body = { type: 'message', text, channelData };
      const { id } = postedSchema.parse(
        await ask('POST', `${base}/conversations/${conversationId}/activities`, { token, body }),
      );
      posted.push(id);
      await replyTo(id);
    },
    leave: () => {
      stream.close();
      return {
        lost: posted.filter((id) => !shown.has(id) || !answered.has(id)).length,
        doubled: [...shown.values()].filter((times) => times > 1).length,
      };
    },
  };
}
