import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../documents.ts';
import type { Clock } from '../model.ts';

const disposalSchema = z.object({
  id: z.string(),
  /** ISO time, UTC. */
  at: z.string(),
  /** The retention decision that it was done by. */
  decision: z.string(),
  /** How many documents, by collection. Those of which there were none are left out. */
  disposed: z.record(z.string(), z.int()),
  expiresAt: z.string(),
});
/** A record that something was disposed of: by which decision, when and how much, never what or whose. */
export type Disposal = z.infer<typeof disposalSchema>;

export const disposalsDefinition: CollectionDefinition<Disposal> = {
  name: 'disposals',
  unique: [['id']],
  indexes: [['expiresAt']],
  parse: (stored) => disposalSchema.parse(stored),
};

export interface SweeperTools {
  readonly documents: Documents;
  readonly clock: Clock;
  /** The retention decision, and ISO time until which a record of a disposal is kept. */
  readonly rule: (now: Date) => { readonly decision: string; readonly keepRecordUntil: string };
  /** What there is to sweep, by collection: each disposes of what has expired at an ISO time and says how many. */
  readonly sweeps: Readonly<Record<string, (now: string) => Promise<number>>>;
}

/** Disposes of everything that has expired, and keeps a record of it when it was anything. */
export function createSweeper({ documents, clock, rule, sweeps }: SweeperTools): () => Promise<Disposal> {
  const disposals = documents.collection(disposalsDefinition);
  return async () => {
    const now = clock();
    const at = now.toISOString();
    const disposed: Record<string, number> = {};
    const all = { ...sweeps, disposals: (time: string) => disposals.remove({ expiresAt: { $lte: time } }) };
    for (const [collection, sweep] of Object.entries(all)) {
      const count = await sweep(at);
      if (count > 0) disposed[collection] = count;
    }
    const { decision, keepRecordUntil } = rule(now);
    const disposal = { id: randomUUID(), at, decision, disposed, expiresAt: keepRecordUntil };
    if (Object.keys(disposed).length > 0) await disposals.insert(disposal);
    await documents.tidy();
    return disposal;
  };
}
