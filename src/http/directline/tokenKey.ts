import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../../documents.ts';

const keySchema = z.object({ purpose: z.literal('tokens'), key: z.string().min(32) });

export const keysDefinition: CollectionDefinition<z.infer<typeof keySchema>> = {
  name: 'keys',
  unique: [['purpose']],
  indexes: [],
  parse: (stored) => keySchema.parse(stored),
};

/** The key that signs tokens, made once for a store: processes that start at the same time agree by the unique insert. */
export async function keptTokenKey(documents: Documents): Promise<string> {
  const keys = documents.collection(keysDefinition);
  await keys.insert({ purpose: 'tokens', key: randomBytes(32).toString('hex') });
  const kept = await keys.findOne({ purpose: 'tokens' });
  if (kept === null) throw new Error('the token key that was just kept cannot be read back');
  return kept.key;
}
