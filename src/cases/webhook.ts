import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ask, DeliveryError, type Receiver } from './receiver.ts';

/** A signature is good for so long, in seconds: an old call cannot be played again. */
const goodForSeconds = 300;
export const signatureHeader = 'X-Kommunlots-Signature';
const answerSchema = z.object({
  id: z
    .union([z.string().min(1).max(200), z.number()])
    .transform(String)
    .optional(),
});

/**
 * A case as JSON, signed: `X-Kommunlots-Signature: t=<unix seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`. The reference
 * stands in `Idempotency-Key`; whoever gets it twice has it once. Any 2xx takes it, and may answer `{"id": "…"}`.
 */
export function createWebhook(url: string, secret: string, now: () => Date): Receiver {
  return {
    way: 'webhook',
    deliver: async ({ reference, name, createdAt, content, pictures }) => {
      const body = JSON.stringify({
        reference,
        createdAt,
        ...content,
        pictures: pictures.map((picture) => ({
          contentType: 'image/jpeg',
          base64: picture.toString('base64'),
        })),
      });
      const { status, text } = await ask(new URL(url), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': name,
          [signatureHeader]: sign(body, secret, now()),
        },
        body,
      });
      if (status === 400 || status === 404 || status === 422)
        throw new DeliveryError(`the receiver refuses it (${status})`, { isFinal: true });
      if (status < 200 || status > 299) throw new DeliveryError(`the receiver answers ${status}`);
      return idIn(text);
    },
  };
}

export function sign(body: string, secret: string, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${mac(`${seconds}.${body}`, secret)}`;
}

/** True when the signature is ours and not older than five minutes. */
export function isSigned(body: string, signature: string, secret: string, now: Date): boolean {
  const [, seconds, given] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(signature) ?? [];
  if (seconds === undefined || given === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(seconds)) > goodForSeconds) return false;
  return timingSafeEqual(Buffer.from(given), Buffer.from(mac(`${seconds}.${body}`, secret)));
}

function mac(text: string, secret: string): string {
  return createHmac('sha256', secret).update(text).digest('hex');
}

/** What the receiver calls it, where it says so; any other answer of a receiver that took it is as good as none. */
function idIn(text: string): string | null {
  try {
    return answerSchema.parse(JSON.parse(text)).id ?? null;
  } catch {
    return null;
  }
}
