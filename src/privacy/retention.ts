import { z } from 'zod';

const kept = z.strictObject({ days: z.int().min(1).max(3650) });

/** `knowledge/retention.yaml`: the rule by which what is kept is disposed of. */
export const retentionSchema = z.strictObject({
  /** The decision's number in the city's register; `demonstration` until there is one. */
  decision: z.string().min(1),
  classes: z.strictObject({
    /** What citizens write and get back, and all that belongs to it. */
    conversation: kept,
    /** What flows send to departments: what it says, what happened to it, its pictures. */
    case: kept,
    /** Records of disposals. */
    disposal: kept,
  }),
});
export type Retention = z.infer<typeof retentionSchema>;
export type RetentionClass = keyof Retention['classes'];

/** ISO time at which what is written at `now` may be disposed of. */
export function expiryOf({ classes }: Retention, of: RetentionClass, now: Date): string {
  return new Date(now.getTime() + classes[of].days * 86_400_000).toISOString();
}
