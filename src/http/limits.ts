import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { KnownError } from '../errors.ts';
import { isLoopback } from './origins.ts';

/**
 * How much of each may be done. One conversation is one person, so its limits are narrow. One address may be a library
 * or a school, so its limits leave room for many people.
 */
export interface Limits {
  /** New tokens, resumed conversations: by address. */
  start(address: string): Promise<void>;
  /** Everything that shows a token, whether it is a good one: by address. */
  visit(address: string): Promise<void>;
  /** Activities: by conversation. */
  post(conversation: string): Promise<void>;
  /** Uploads: by conversation. */
  upload(conversation: string): Promise<void>;
  /** Polls, new streams, pictures: by conversation. */
  read(conversation: string): Promise<void>;
}

/** Each limit @throws KnownError `too_many_requests` with the seconds to wait. */
export function createLimits(): Limits {
  const starts = new RateLimiterMemory({ points: 300, duration: 60 });
  const visits = new RateLimiterMemory({ points: 3000, duration: 10 });
  const posts = new RateLimiterMemory({ points: 30, duration: 10 });
  const uploads = new RateLimiterMemory({ points: 20, duration: 600 });
  const reads = new RateLimiterMemory({ points: 120, duration: 10 });
  return {
    start: (address) => consume(starts, address),
    // Of this very machine come its proxy, when nobody said that it is one, and its tools: not one person either way.
    visit: async (address) => {
      if (!isLoopback(address)) await consume(visits, address);
    },
    post: (conversation) => consume(posts, conversation),
    upload: (conversation) => consume(uploads, conversation),
    read: (conversation) => consume(reads, conversation),
  };
}

/** For load tests. */
export const noLimits: Limits = {
  start: async () => undefined,
  visit: async () => undefined,
  post: async () => undefined,
  upload: async () => undefined,
  read: async () => undefined,
};

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    throw new KnownError('too_many_requests', {
      retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
    });
  }
}
