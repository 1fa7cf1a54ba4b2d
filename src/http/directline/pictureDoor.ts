import type { Request } from 'restify';
import { KnownError } from '../../errors.ts';
import type { Presented } from '../route.ts';
import { authorise, type DirectLineDoor, refuseDeleted } from './door.ts';

/** `GET conversations/{id}/pictures/{picture}`: a picture of the bearer's own conversation, to be saved, not opened. */
export async function getPicture(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.read(bearer.conversation);
  await refuseDeleted(bearer, door);
  const id: unknown = request.params?.['picture'];
  const picture = typeof id === 'string' ? await door.album.find(bearer.conversation, id) : null;
  if (picture === null) throw new KnownError('not_found');
  return {
    status: 200,
    body: picture,
    headers: { 'Content-Type': 'image/jpeg', 'Content-Disposition': 'attachment; filename="picture.jpg"' },
  };
}
