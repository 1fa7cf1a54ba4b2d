import { z } from 'zod';
import { type Citizen, replyMilliseconds } from './citizen.ts';
import { openConnection } from './connection.ts';

const startedSchema = z.object({ conversationId: z.string() });
const postedSchema = z.object({ id: z.string() });
const activitiesSchema = z.object({
  activities: z.array(z.object({ id: z.string() })),
  watermark: z.int(),
});

/** Between two looks for a reply that was not there at once. */
const pauseMilliseconds = 10;

/** Speaks Direct Line as NLP.js's connector does: without tokens or streams, and a post's answer names the reply. */
export async function beginByPolling(url: string): Promise<Citizen> {
  const ask = openConnection();
  const base = `${url}/directline/conversations`;
  const { conversationId } = startedSchema.parse(await ask('POST', base, { body: {} }));
  const address = `${base}/${conversationId}/activities`;
  const shown = new Map<string, number>();
  const replies: string[] = [];
  let watermark = 0;

  const look = async (): Promise<void> => {
    const found = activitiesSchema.parse(await ask('GET', `${address}?watermark=${watermark}`));
    watermark = found.watermark;
    for (const { id } of found.activities) shown.set(id, (shown.get(id) ?? 0) + 1);
  };

  return {
    ask: async (text) => {
      const body = { type: 'message', text, from: { id: 'citizen' } };
      const { id } = postedSchema.parse(await ask('POST', address, { body }));
      replies.push(id);
      const until = performance.now() + replyMilliseconds;
      await look();
      while (!shown.has(id) && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, pauseMilliseconds));
        await look();
      }
    },
    leave: () => ({
      lost: replies.filter((id) => !shown.has(id)).length,
      doubled: [...shown.values()].filter((times) => times > 1).length,
    }),
  };
}
