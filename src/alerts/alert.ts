import { z } from 'zod';
import { type Language, servedLanguages } from '../model.ts';

const moment = z.iso.datetime({ offset: true, error: 'must be a time such as 2026-11-30T10:38:00+01:00' });
const words = z.strictObject({
  title: z.string().min(1).max(80),
  text: z.string().min(1).max(400),
});

/**
 * Something that the city must tell everybody now: `knowledge/alerts.yaml`. In every language, for who does not read
 * Swedish must not learn of it last.
 */
export const alertSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]+$/),
    /** Shown from and until. It always ends: an old warning teaches people not to read the next. */
    from: moment,
    until: moment,
    /** When its words were last changed. */
    updated: moment,
    link: z.url({ protocol: /^https$/ }).optional(),
    texts: z.strictObject(
      Object.fromEntries(servedLanguages.map((language) => [language, words])) as Record<
        Language,
        typeof words
      >,
    ),
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    path: ['until'],
    error: 'must come after "from"',
  });
export type Alert = z.infer<typeof alertSchema>;

export const alertsSchema = z.array(alertSchema);

/** Those that hold at a time, the one changed last first. */
export function alertsAt(alerts: readonly Alert[], now: Date): Alert[] {
  const at = now.getTime();
  return alerts
    .filter(({ from, until }) => Date.parse(from) <= at && at < Date.parse(until))
    .sort((a, b) => Date.parse(b.updated) - Date.parse(a.updated));
}
