/** The words of Direct Line 3.0 that our own client needs, and how they are read at the edge. */

interface CardAction {
  readonly type: string;
  readonly title?: string;
  readonly value?: unknown;
  readonly image?: string;
}

export interface Attachment {
  readonly contentType?: string;
  readonly contentUrl?: string;
  readonly content?: unknown;
  readonly name?: string;
}

export interface Activity {
  readonly type: string;
  readonly id?: string;
  /** Of an update, the message that it puts right. */
  readonly replyToId?: string;
  readonly timestamp?: string;
  readonly locale?: string;
  readonly from?: { readonly id?: string; readonly role?: string; readonly name?: string };
  readonly text?: string;
  readonly textFormat?: string;
  readonly name?: string;
  readonly value?: unknown;
  readonly suggestedActions?: { readonly actions?: readonly CardAction[] };
  readonly attachments?: readonly Attachment[];
  readonly channelData?: Readonly<Record<string, unknown>>;
}

/** What the stream sends, and what a poll answers: some activities, and how far we now have read. */
export interface Batch {
  readonly activities: readonly Activity[];
  readonly watermark: string | null;
}

/** What a token stands for. `resumeSecret` is ours: it opens the same conversation when the token has expired. */
export interface Grant {
  readonly conversationId: string;
  readonly token: string;
  readonly expiresIn: number;
  readonly resumeSecret: string | null;
  readonly streamUrl: string | null;
}

/** A frame of the stream, or null for a keep-alive and for anything that is not one. */
export function readFrame(data: unknown): Batch | null {
  if (typeof data !== 'string' || data === '') return null;
  try {
    return readBatch(JSON.parse(data));
  } catch {
    return null;
  }
}

export function readBatch(body: unknown): Batch {
  const { activities, watermark } = record(body);
  return {
    activities: Array.isArray(activities) ? activities.filter(isActivity) : [],
    watermark: typeof watermark === 'string' || typeof watermark === 'number' ? String(watermark) : null,
  };
}

export function readGrant(body: unknown): Grant {
  const { conversationId, token, expires_in: expiresIn, resumeSecret, streamUrl } = record(body);
  return {
    conversationId: text(conversationId) ?? '',
    token: text(token) ?? '',
    expiresIn: typeof expiresIn === 'number' && expiresIn > 0 ? expiresIn : 1800,
    resumeSecret: text(resumeSecret),
    streamUrl: text(streamUrl),
  };
}

/** The id that a client gave its own activity; it comes back on the echo. */
export function clientIdOf(activity: Activity): string | null {
  return text(record(activity.channelData).clientActivityID);
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function isActivity(value: unknown): value is Activity {
  return typeof record(value).type === 'string';
}
