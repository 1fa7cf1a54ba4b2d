import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../../documents.ts';
import { KnownError } from '../../errors.ts';
import type { Clock } from '../../model.ts';
import type { Bearer } from './tokens.ts';

const secretSchema = z.object({
  /** SHA-256 of the secret; a secret of 256 random bits needs no slow hash. */
  hash: z.string(),
  conversation: z.string(),
  user: z.string(),
  generation: z.int(),
  expiresAt: z.string(),
});

export const secretsDefinition: CollectionDefinition<z.infer<typeof secretSchema>> = {
  name: 'resume_secrets',
  unique: [['hash']],
  indexes: [['conversation'], ['expiresAt']],
  parse: (stored) => secretSchema.parse(stored),
};

/**
 * Secrets by which our own chat comes back to its conversation after the token expired. Each use gives a new one; the
 * one before stays good until the new one is used, so that an answer lost on the way loses no conversation.
 */
export interface ResumeSecrets {
  give(bearer: Bearer): Promise<string>;
  /** @throws KnownError `resume_refused` */
  exchange(secret: string): Promise<{ bearer: Bearer; next: string }>;
  /** Ends every way back into a conversation. */
  revoke(conversation: string): Promise<void>;
  sweep(now: string): Promise<number>;
}

/** @param expiry ISO time at which a secret given now ends: no later than the conversation's own. */
export function createResumeSecrets(
  documents: Documents,
  clock: Clock,
  expiry: (now: Date) => string,
): ResumeSecrets {
  const secrets = documents.collection(secretsDefinition);
  const give = async ({ conversation, user }: Bearer, generation: number): Promise<string> => {
    const secret = randomBytes(32).toString('base64url');
    await secrets.insert({
      hash: hashOf(secret),
      conversation,
      user,
      generation,
      expiresAt: expiry(clock()),
    });
    return secret;
  };
  return {
    give: (bearer) => give(bearer, 1),
    exchange: async (secret) => {
      const known = await secrets.findOne({ hash: hashOf(secret) });
      if (known === null || known.expiresAt <= clock().toISOString()) throw new KnownError('resume_refused');
      const { conversation, user, generation } = known;
      const next = await give({ conversation, user }, generation + 1);
      await secrets.remove({ conversation, generation: { $lt: generation } });
      return { bearer: { conversation, user }, next };
    },
    revoke: async (conversation) => {
      await secrets.remove({ conversation });
    },
    sweep: (now) => secrets.remove({ expiresAt: { $lte: now } }),
  };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
