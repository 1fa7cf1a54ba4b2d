import { z } from 'zod';
import { KnownError } from '../errors.ts';
import type { Message } from '../model.ts';
import { cleanText } from './cleanText.ts';

/** The longest text taken, in UTF-16 code units. */
export const longestText = 4000;

/** Activity types that a client may send. Only some of them make a turn. */
const servedTypes = [
  'message',
  'event',
  'typing',
  'conversationUpdate',
  'endOfConversation',
  'messageReaction',
] as const;

/**
 * What cannot be shown a store may give back as another character, or end a text at, and the id not be found again.
 */
const clientId = z
  .string()
  .regex(/^\P{C}{1,1000}$/u, { error: 'must be 1 to 1,000 characters that can be shown' });

/** A language tag (BCP 47). Any other text says nothing of a language. */
const locale = z
  .string()
  .max(100)
  .nullish()
  .transform((tag) => (/^[\w-]{2,35}$/.test(tag ?? '') ? tag : null));

/** What we read of an activity; everything else in it is dropped unread. */
const activitySchema = z.object({
  type: z.string({ error: 'type: must be a string such as "message"' }).max(100),
  id: clientId.nullish(),
  name: z.string().max(200).nullish(),
  value: z.unknown().optional(),
  text: z.string({ error: 'text: must be a string' }).nullish(),
  locale,
  channelId: z.string().max(100).transform(cleanText).nullish(),
  // Other channels put there what they like; only an object can hold a client's id.
  channelData: z.preprocess(
    (data) => (typeof data === 'object' && data !== null && !Array.isArray(data) ? data : undefined),
    z.object({ clientActivityID: clientId.nullish() }).optional(),
  ),
  attachments: z.array(z.unknown()).max(20).nullish(),
});

/** The chat's language menu. */
const languageEventSchema = z.object({ language: z.string().max(100) });
/** What was answered to "did this answer your question?". */
const feedbackEventSchema = z.object({ helped: z.boolean() });

export interface Sender {
  readonly conversation: string;
  readonly user: string;
  /** Used when the client gave its activity no id of its own. */
  readonly fallbackId: string;
  /** How many files came with it. */
  readonly uploads: number;
}

/**
 * Reads an activity as a message for a turn; null for what is served but makes no turn (typing, and events that
 * are not ours).
 *
 * Attachments are addresses of files elsewhere. None is fetched, so that nobody can send this service to an address.
 *
 * The client's id is `channelData.clientActivityID`, as Microsoft's Web Chat sends it, or the activity's own `id`.
 *
 * @throws KnownError `invalid_activity`, `unknown_activity_type`, `text_too_long`
 */
export function receive(activity: unknown, sender: Sender): Message | null {
  const parsed = activitySchema.safeParse(activity);
  if (!parsed.success) throw new KnownError('invalid_activity', { detail: faults(parsed.error) });
  const { type, text = '', locale, name, value, attachments } = parsed.data;
  if (!servedTypes.some((served) => served === type)) throw new KnownError('unknown_activity_type');
  const base = {
    conversation: sender.conversation,
    // Set apart from the ids that we give to entries which no client sent.
    clientId: `client/${parsed.data.channelData?.clientActivityID ?? parsed.data.id ?? sender.fallbackId}`,
    user: sender.user,
    channel: parsed.data.channelId ?? 'directline',
    ...(typeof locale === 'string' ? { locale } : {}),
  };
  if (type === 'event' && name === 'kommunlots/language') {
    const chosen = languageEventSchema.safeParse(value);
    if (!chosen.success)
      throw new KnownError('invalid_activity', { detail: 'value.language: must be a language such as "fi"' });
    return { ...base, kind: 'language', text: chosen.data.language, files: [] };
  }
  if (type === 'event' && name === 'kommunlots/feedback') {
    const given = feedbackEventSchema.safeParse(value);
    if (!given.success)
      throw new KnownError('invalid_activity', { detail: 'value.helped: must be true or false' });
    return { ...base, kind: 'feedback', text: given.data.helped ? 'yes' : 'no', files: [] };
  }
  if (type !== 'message') return null;
  const files = (attachments ?? []).map(() => ({ kind: 'refused', reason: 'type' }) as const);
  const said = cleanText(text ?? '');
  if (said === '' && files.length + sender.uploads === 0)
    throw new KnownError('invalid_activity', { detail: 'text: a message needs one' });
  if (said.length > longestText) throw new KnownError('text_too_long');
  return { ...base, kind: 'text', text: said, files };
}

/** Which fields are wrong, never what stood in them. */
function faults(error: z.ZodError): string {
  return error.issues.map((issue) => `${issue.path.join('.') || 'activity'}: ${issue.message}`).join('; ');
}
