import { z } from 'zod';
import { dayParts, type FlowState } from '../flowState.ts';

const position = z.object({ latitude: z.number(), longitude: z.number() });

const slotValueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('choice'), id: z.string() }),
  z.object({ type: z.literal('choices'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('yesNo'), yes: z.boolean() }),
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({
    type: z.literal('when'),
    date: z.string().nullable(),
    part: z.enum(dayParts).exactOptional(),
    time: z.string().exactOptional(),
    said: z.string(),
  }),
  z.object({
    type: z.literal('place'),
    text: z.string(),
    street: z.string().exactOptional(),
    position: position.exactOptional(),
  }),
  z.object({ type: z.literal('photo'), ids: z.array(z.string()) }),
  z.object({ type: z.literal('name'), text: z.string() }),
  z.object({
    type: z.literal('contact'),
    phone: z.string().exactOptional(),
    email: z.string().exactOptional(),
  }),
  z.object({ type: z.literal('number'), number: z.number() }),
]);

/** What the read-back is called where a slot is named. */
export const confirm = 'confirm';

/** Reads where somebody stands in a flow, as it was kept. */
export const flowStateSchema: z.ZodType<FlowState> = z.object({
  walk: z.string(),
  flow: z.string(),
  version: z.int(),
  values: z.record(z.string(), slotValueSchema),
  answered: z.array(z.string()),
  slot: z.string(),
  misses: z.int(),
  noticed: z.array(z.string()),
  at: z.string(),
});
