import type { Request } from 'restify';
import { z } from 'zod';
import { toActivities } from '../../channel/toActivities.ts';
import { KnownError } from '../../errors.ts';
import { bearerToken, holdsSecret } from '../bearer.ts';
import { type Presented, parseBody } from '../route.ts';
import { authorise, type DirectLineDoor, readWatermark, refuseDeleted, streamUrl } from './door.ts';
import { newBearer, userIdSchema } from './tokenDoors.ts';
import { type Bearer, tokenSeconds } from './tokens.ts';

const startSchema = z.looseObject({
  user: z.looseObject({ id: userIdSchema.optional() }).optional(),
  locale: z.string().max(100).optional(),
  /** Our own addition: asks for a secret by which the conversation can be resumed after its token expired. */
  resumable: z.boolean().optional(),
});

/**
 * `POST conversations`: begins the token's conversation with the greeting, or joins it when it has begun. Without a token a
 * new one, for who may have one.
 */
export async function startConversation(request: Request, door: DirectLineDoor): Promise<Presented> {
  const { user, locale, resumable } = parseBody(request, startSchema);
  const bearer = await beginner(request, user?.id, door);
  await refuseDeleted(bearer, door);
  const opening = await door.openConversation({ ...bearer, ...(locale === undefined ? {} : { locale }) });
  const body = {
    conversationId: bearer.conversation,
    token: await door.tokens.sign(bearer, 'chat'),
    expires_in: tokenSeconds,
    streamUrl: await streamUrl(request, bearer, '', door),
    ...(resumable === true ? { resumeSecret: await door.resumeSecrets.give(bearer) } : {}),
    // Our own chat shows the greeting before its stream is open: on a slow phone that is half a second sooner.
    ...(resumable === true && opening !== null
      ? { activities: toActivities(opening, door.drawing), watermark: String(opening.seq) }
      : {}),
  };
  return { status: opening === null ? 200 : 201, body };
}

/** The token's bearer, or a new one for who may have a token: that spares our own chat the request for it. */
async function beginner(request: Request, user: string | undefined, door: DirectLineDoor): Promise<Bearer> {
  if (holdsSecret(request, door.secret)) return newBearer(user, door);
  if (bearerToken(request) !== null) return authorise(request, door);
  await door.limits.start(door.origins.address(request));
  door.origins.mayStart(request);
  return newBearer(user, door);
}

/** `GET conversations/{id}?watermark=`: a new stream that goes on after the watermark without loss. */
export async function reconnect(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.read(bearer.conversation);
  const after = readWatermark(new URLSearchParams(request.getQuery()).get('watermark'));
  await refuseDeleted(bearer, door);
  if ((await door.log.latest(bearer.conversation)) === null) throw new KnownError('conversation_unknown');
  const body = {
    conversationId: bearer.conversation,
    token: await door.tokens.sign(bearer, 'chat'),
    expires_in: tokenSeconds,
    streamUrl: await streamUrl(request, bearer, after === 0 ? '' : String(after), door),
  };
  return { status: 200, body };
}
