import type { Request } from 'restify';
import { activityId, toActivities } from '../../channel/toActivities.ts';
import { KnownError } from '../../errors.ts';
import type { HandledTurn } from '../../turn/handleTurn.ts';
import type { Presented } from '../route.ts';
import { authorise, type DirectLineDoor, readWatermark } from './door.ts';

/** Entries given at once by polling; the rest comes with the next poll. */
const entriesAtOnce = 100;

/** `POST conversations/{id}/activities`: acknowledged only once the turn is on the disk. */
export async function postActivity(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.post(bearer.conversation);
  const body: unknown = request.body;
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new KnownError('invalid_activity');
  door.reached('received');
  const handled = await door.takeActivity(body, bearer);
  door.reached('acknowledging');
  return acknowledge(handled, door);
}

/** `GET conversations/{id}/activities?watermark=`: for clients that poll. */
export async function getActivities(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.read(bearer.conversation);
  const after = readWatermark(new URLSearchParams(request.getQuery()).get('watermark'));
  if ((await door.log.latest(bearer.conversation)) === null) throw new KnownError('conversation_unknown');
  const entries = await door.log.after(bearer.conversation, after, entriesAtOnce);
  const activities = entries.flatMap((entry) => toActivities(entry, door.drawing));
  const watermark = String(entries.at(-1)?.seq ?? after);
  return { status: 200, body: { activities, watermark } };
}

/** The id of the citizen's activity: of a repeated one, the first's. What makes no turn has an id of its own. */
export function acknowledge(handled: HandledTurn | null, { newId }: DirectLineDoor): Presented {
  return { status: 200, body: { id: handled === null ? newId() : activityId(handled.entry, 0) } };
}
