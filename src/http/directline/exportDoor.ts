import type { Request } from 'restify';
import { KnownError } from '../../errors.ts';
import type { Presented } from '../route.ts';
import { authorise, type DirectLineDoor } from './door.ts';

/** `GET conversations/{id}/export?format=text|json`: the bearer's own conversation, to be saved. */
export async function exportConversation(request: Request, door: DirectLineDoor): Promise<Presented> {
  const { conversation } = await authorise(request, door);
  await door.limits.read(conversation);
  const format = new URLSearchParams(request.getQuery()).get('format') ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new KnownError('invalid_request', { detail: 'format: must be text or json' });
  const body =
    format === 'json'
      ? `${JSON.stringify(await door.exportConversation.asData(conversation), null, 2)}\n`
      : await door.exportConversation.asText(conversation);
  return {
    status: 200,
    body: Buffer.from(body),
    headers: {
      'Content-Type': format === 'json' ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="kommunlots.${format === 'json' ? 'json' : 'txt'}"`,
    },
  };
}
