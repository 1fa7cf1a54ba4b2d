import type { Request } from 'restify';
import type { Receipt } from '../../cases/receiptPdf.ts';
import type { Drawing } from '../../channel/toActivities.ts';
import { KnownError } from '../../errors.ts';
import type { Album } from '../../pictures/album.ts';
import { type ConversationLog, isDeleted } from '../../turn/conversationLog.ts';
import type { ExportConversation } from '../../turn/exportConversation.ts';
import type { HandledTurn } from '../../turn/handleTurn.ts';
import type { Reached } from '../../turn/milestones.ts';
import type { OpenConversation } from '../../turn/openConversation.ts';
import type { WakeUps } from '../../wakeUps.ts';
import { bearerToken, holdsSecret } from '../bearer.ts';
import type { Limits } from '../limits.ts';
import type { Origins } from '../origins.ts';
import type { Patience } from '../patience.ts';
import type { ResumeSecrets } from './resumeSecrets.ts';
import type { Bearer, Tokens } from './tokens.ts';

/** What the Direct Line doors need of the rest. */
export interface DirectLineDoor {
  readonly log: ConversationLog;
  readonly openConversation: OpenConversation;
  /** Runs an activity of a client as the given bearer; null when it made no turn. */
  readonly takeActivity: (
    activity: object,
    bearer: Bearer,
    files?: readonly Uint8Array[],
  ) => Promise<HandledTurn | null>;
  readonly album: Pick<Album, 'find'>;
  readonly exportConversation: ExportConversation;
  /** What was told when a case was sent; null when the conversation sent none of that name. */
  readonly receipt: (conversation: string, reference: string) => Promise<Receipt | null>;
  readonly drawing: Drawing;
  readonly tokens: Tokens;
  readonly resumeSecrets: ResumeSecrets;
  /** Holders of this may start conversations from anywhere; null when none is set. */
  readonly secret: string | null;
  readonly origins: Origins;
  readonly limits: Limits;
  readonly wakeUps: WakeUps;
  readonly patience: Patience;
  readonly newId: () => string;
  readonly reached: Reached;
}

/** The bearer of the request's token, who must belong to the conversation in its path; or the secret's holder, to any. */
export async function authorise(
  request: Request,
  { tokens, log, secret, limits, origins }: DirectLineDoor,
): Promise<Bearer> {
  await limits.visit(origins.address(request));
  const token = bearerToken(request);
  if (token === null) throw new KnownError('token_missing');
  const asked: unknown = request.params?.['conversation'];
  if (typeof asked === 'string' && holdsSecret(request, secret)) {
    const begun = await log.latest(asked);
    if (begun === null) throw new KnownError('conversation_unknown');
    return { conversation: asked, user: begun.user };
  }
  const bearer = await tokens.verify(token, 'chat');
  if (asked !== undefined && asked !== bearer.conversation) throw new KnownError('token_foreign');
  return bearer;
}

/** The address of a bearer's stream after a watermark, good for a minute. */
export async function streamUrl(
  request: Request,
  bearer: Bearer,
  watermark: string,
  door: DirectLineDoor,
): Promise<string> {
  const url = new URL(
    `${door.origins.baseUrl(request)}/v3/directline/conversations/${encodeURIComponent(bearer.conversation)}/stream`,
  );
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  if (watermark !== '') url.searchParams.set('watermark', watermark);
  url.searchParams.set('t', await door.tokens.sign(bearer, 'stream'));
  return url.href;
}

/** The `seq` after which a client wants to read: 0 when it says none. @throws KnownError `invalid_watermark` */
export function readWatermark(value: string | null): number {
  if (value === null || value === '') return 0;
  if (!/^\d{1,9}$/.test(value)) throw new KnownError('invalid_watermark');
  return Number(value);
}

/** Refuses what would lead back into a conversation that its citizen deleted. @throws KnownError `conversation_ended` */
export async function refuseDeleted({ conversation }: Bearer, { log }: DirectLineDoor): Promise<void> {
  const latest = await log.latest(conversation);
  if (latest !== null && isDeleted(latest)) throw new KnownError('conversation_ended');
}
