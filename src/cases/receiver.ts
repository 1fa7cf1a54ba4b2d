import type { CaseContent } from './case.ts';

/** A case as it goes out. */
export interface Parcel {
  readonly reference: string;
  /** Names this delivery for good: the reference, with a number behind it when the case was opened again. */
  readonly name: string;
  /** ISO times, UTC: since when it is to be delivered, and when it was written. */
  readonly since: string;
  readonly createdAt: string;
  readonly mediaKey: string;
  readonly content: CaseContent;
  /** JPEG. */
  readonly pictures: readonly Buffer[];
}

/** A department's door. */
export interface Receiver {
  /** What it is called in a case's history: `open311`, `mail`, `webhook`. */
  readonly way: string;
  /**
   * Hands a case over, once: when `again`, an earlier attempt may have arrived though nobody heard of it, and whoever
   * can look does so first.
   *
   * @returns the receiver's own name for it; null when it gives none
   * @throws DeliveryError
   */
  deliver(parcel: Parcel, again: boolean): Promise<string | null>;
  /** How it stands there; null when nothing can be told now. Left out by who cannot be asked. */
  status?(id: string): Promise<{ readonly status: 'open' | 'closed'; readonly note: string } | null>;
}

/** A case was not taken. The message is in our own words and holds nothing of the case. */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** True when to try again makes no sense: the receiver refuses what the case says. */
  readonly isFinal: boolean;

  constructor(message: string, options: { isFinal?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.isFinal = options.isFinal ?? false;
  }
}

/** Reads at most so much of what a receiver answers, in characters. */
export const longestAnswer = 1_000_000;
/** Milliseconds that one request may take. */
export const requestMilliseconds = 15_000;

/** Asks a receiver over HTTP; a body that never ends is cut off, and redirects are not followed with what a case says. */
export async function ask(url: URL, init: RequestInit = {}): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      redirect: 'error',
      ...init,
      signal: AbortSignal.timeout(requestMilliseconds),
    });
    return { status: response.status, text: await readBounded(response) };
  } catch (error) {
    throw new DeliveryError('the receiver does not answer', { cause: error });
  }
}

async function readBounded(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > longestAnswer) throw new DeliveryError('the receiver answers too much');
  }
  return text;
}
