import { z } from 'zod';
import type { Case } from './case.ts';
import { createMailbox, type Post } from './mail.ts';
import { createOpen311, type Open311Settings } from './open311.ts';
import type { Receiver } from './receiver.ts';
import { createWebhook } from './webhook.ts';

const waySchema = z.discriminatedUnion('way', [
  /** The server at OPEN311_URL; for cases that have a place. */
  z.strictObject({ way: z.literal('open311'), services: z.record(z.string(), z.string()).default({}) }),
  z.strictObject({ way: z.literal('mail'), to: z.email({ error: 'must be an e-mail address' }) }),
  z.strictObject({
    way: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/, error: 'must be a web address' }),
  }),
]);

/** `knowledge/receivers.yaml`: by owner, the ways in which its cases reach it; the first that can be gone is taken. */
export const receiversSchema = z.record(z.string(), z.array(waySchema));
export type Receivers = z.infer<typeof receiversSchema>;
type Way = z.infer<typeof waySchema>;

export interface ReceiverTools {
  /** Null where nothing is configured: then the way cannot be gone. */
  readonly open311: Omit<Open311Settings, 'services'> | null;
  readonly post: Post | null;
  readonly webhookSecret: string | null;
  readonly now: () => Date;
}

/** Finds how a case reaches its owner; null when no way is configured. */
export function receiverFor(one: Case, receivers: Receivers, tools: ReceiverTools): Receiver | null {
  for (const way of receivers[one.content.owner] ?? []) {
    const receiver = open(way, one, tools);
    if (receiver !== null) return receiver;
  }
  return null;
}

function open(
  way: Way,
  { content }: Case,
  { open311, post, webhookSecret, now }: ReceiverTools,
): Receiver | null {
  switch (way.way) {
    case 'open311':
      return open311 === null || content.place === null
        ? null
        : createOpen311({ ...open311, services: way.services });
    case 'mail':
      return post === null ? null : createMailbox(way.to, post);
    case 'webhook':
      return webhookSecret === null ? null : createWebhook(way.url, webhookSecret, now);
  }
}
