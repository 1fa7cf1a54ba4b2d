import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { KnownError } from '../errors.ts';

/** How much of each may be done. A library is one address, so the limits by address leave room for many people. */
export interface Limits {
  /** New tokens, resumed conversations: by address. */
  start(address: string): Promise<void>;
  /** Activities: by conversation. */
  post(conversation: string): Promise<void>;
}

/** Each limit @throws KnownError `too_many_requests` with the seconds to wait. */
export function createLimits(): Limits {
  const starts = new RateLimiterMemory({ points: 300, duration: 60 });
  const posts = new RateLimiterMemory({ points: 30, duration: 10 });
  return {
    start: (address) => consume(starts, address),
    post: (conversation) => consume(posts, conversation),
  };
}

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
