import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CollectionDefinition, Documents } from '../documents.ts';
import type { FlowState } from '../flowState.ts';
import type { Clock } from '../model.ts';
import { flowStateSchema } from './state.ts';

/** Days for which a code is good. */
export const pauseDays = 7;

const pauseSchema = z.object({
  /** SHA-256 of the code, in base64url. */
  code: z.string(),
  conversation: z.string(),
  walk: z.string(),
  state: flowStateSchema,
  expiresAt: z.string(),
});

export const pausesDefinition: CollectionDefinition<z.infer<typeof pauseSchema>> = {
  name: 'pauses',
  unique: [['code']],
  indexes: [['conversation'], ['walk'], ['expiresAt']],
  parse: (stored) => pauseSchema.parse(stored),
};

/** Flows that somebody left, to be taken up on another device by a code. */
export interface Pauses {
  /** Resolves to the code. */
  keep(conversation: string, state: FlowState): Promise<string>;
  /** Where it was left, and in which conversation; null when there is no such code, or it is over. */
  find(code: string): Promise<{ readonly state: FlowState; readonly conversation: string } | null>;
  /** A walk is over: its codes lead nowhere any more. */
  end(walk: string): Promise<void>;
  forget(conversation: string): Promise<void>;
  sweep(now: string): Promise<number>;
}

/** @param newCode makes codes that nobody guesses */
export function createPauses(documents: Documents, clock: Clock, newCode: () => string): Pauses {
  const pauses = documents.collection(pausesDefinition);
  return {
    keep: async (conversation, state) => {
      const expiresAt = new Date(clock().getTime() + pauseDays * 86_400_000).toISOString();
      for (;;) {
        const code = newCode();
        const kept = await pauses.insert({
          code: hash(code),
          conversation,
          walk: state.walk,
          state,
          expiresAt,
        });
        if (kept === 'inserted') return code;
      }
    },
    find: async (code) => {
      const found = await pauses.findOne({ code: hash(code) });
      if (found === null || found.expiresAt <= clock().toISOString()) return null;
      return { state: found.state, conversation: found.conversation };
    },
    end: async (walk) => {
      await pauses.remove({ walk });
    },
    forget: async (conversation) => {
      await pauses.remove({ conversation });
    },
    sweep: (now) => pauses.remove({ expiresAt: { $lte: now } }),
  };
}

function hash(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
