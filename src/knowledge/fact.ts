import { z } from 'zod';
import { aspects } from '../model.ts';

const weekday = z.enum(['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su']);
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, { error: 'must be a time such as "08:00"' });
const day = z.union([z.iso.date(), z.date().transform((date) => date.toISOString().slice(0, 10))]);

/** What a fact may show in an article, typed, so that each language formats it in its own way. */
export const factValueSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('amount'), amount: z.number(), unit: z.literal('SEK') }),
  z.object({ type: z.literal('number'), amount: z.number() }),
  z.object({ type: z.literal('percent'), amount: z.number() }),
  z.object({
    type: z.literal('duration'),
    amount: z.number(),
    unit: z.enum(['minute', 'hour', 'day', 'week', 'month', 'year']),
  }),
  z.object({ type: z.literal('date'), date: day }),
  z.object({
    type: z.literal('phone'),
    number: z
      .string()
      .regex(/^\+?\d+$/, { error: 'must be digits, with + and country code where there is one' }),
    display: z.string(),
  }),
  z.object({ type: z.literal('email'), address: z.email() }),
  z.object({ type: z.literal('link'), url: z.url({ protocol: /^https?$/ }) }),
  z.object({ type: z.literal('address'), street: z.string(), city: z.string() }),
  z.object({ type: z.literal('name'), text: z.string() }),
  z.object({
    type: z.literal('hours'),
    days: z.union([z.enum(['weekdays', 'everyday']), z.array(weekday).min(1)]),
    opens: time,
    closes: time,
  }),
]);
export type FactValue = z.infer<typeof factValueSchema>;

/** One sourced statement in `knowledge/facts/<owner>.yaml`. */
export const factSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  topic: z.string(),
  aspect: z.enum([...aspects, 'boundary', 'rights']),
  statement: z.string().min(1),
  value: factValueSchema.optional(),
  scope: z.enum(['malmo', 'region', 'national']),
  source: z.union([z.string(), z.array(z.string()).min(1)]),
  seen: z.string().nullable(),
  volatile: z.boolean(),
  confidence: z.enum(['high', 'medium', 'low']),
  review: day,
});
export type Fact = z.infer<typeof factSchema>;
export const factFileSchema = z.array(factSchema);
