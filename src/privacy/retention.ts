import { z } from 'zod';

/** `knowledge/retention.yaml`: the rule by which what citizens write is disposed of. */
export const retentionSchema = z.strictObject({
  /** The decision's number in the city's register; `demonstration` until there is one. */
  decision: z.string().min(1),
  conversations: z.strictObject({ days: z.int().min(1).max(3650) }),
});
export type Retention = z.infer<typeof retentionSchema>;

/** ISO time at which what is written at `now` may be disposed of. */
export function expiryOf(retention: Retention, now: Date): string {
  return new Date(now.getTime() + retention.conversations.days * 86_400_000).toISOString();
}
