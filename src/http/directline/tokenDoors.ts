import type { Request } from 'restify';
import { z } from 'zod';
import { holdsSecret } from '../bearer.ts';
import type { Presented } from '../route.ts';
import { parseBody } from '../route.ts';
import { authorise, type DirectLineDoor, refuseDeleted } from './door.ts';
import { type Bearer, tokenSeconds } from './tokens.ts';

/** Shown back to readers as who wrote: nothing that is not shown, and valid Unicode. */
export const userIdSchema = z
  .string()
  .regex(/^\P{C}{1,100}$/u, { error: 'must be 1 to 100 characters that can be shown' });
const generateSchema = z.looseObject({
  user: z.looseObject({ id: userIdSchema.optional() }).optional(),
});
const resumeSchema = z.object({ secret: z.string().min(1).max(200) });

/** `POST tokens/generate`: a token for a new conversation, which begins with `POST conversations`. */
export async function generateToken(request: Request, door: DirectLineDoor): Promise<Presented> {
  await door.limits.start(door.origins.address(request));
  if (!holdsSecret(request, door.secret)) door.origins.mayStart(request);
  const { user } = parseBody(request, generateSchema);
  return present(200, newBearer(user?.id, door), door);
}

/** `POST tokens/refresh`: the same for another half hour, as long as it has not expired. */
export async function refreshToken(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await refuseDeleted(bearer, door);
  return present(200, bearer, door);
}

/** `POST tokens/resume`: our own chat comes back to its conversation by its secret. */
export async function resumeConversation(request: Request, door: DirectLineDoor): Promise<Presented> {
  await door.limits.start(door.origins.address(request));
  const { secret } = parseBody(request, resumeSchema);
  const { bearer, next } = await door.resumeSecrets.exchange(secret);
  await refuseDeleted(bearer, door);
  const { status, body } = await present(200, bearer, door);
  return { status, body: { ...body, resumeSecret: next } };
}

export function newBearer(user: string | undefined, { newId }: DirectLineDoor): Bearer {
  return { conversation: newId(), user: user ?? `dl_${newId()}` };
}

async function present(status: number, bearer: Bearer, { tokens }: DirectLineDoor) {
  const token = await tokens.sign(bearer, 'chat');
  return { status, body: { conversationId: bearer.conversation, token, expires_in: tokenSeconds } };
}
