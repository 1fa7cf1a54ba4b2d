import type { Request } from 'restify';
import { KnownError } from '../../errors.ts';
import { headerOf } from '../headerOf.ts';
import type { Presented } from '../route.ts';
import { acknowledge } from './activityDoors.ts';
import { authorise, type DirectLineDoor } from './door.ts';

/** The most parts that are read: more than an activity and a few files is no chat message. */
const mostParts = 20;
/** The largest upload, files and activity together. */
const largestUpload = 10 * 1024 * 1024;

/**
 * `POST conversations/{id}/upload`: an activity with files, as multipart, or one bare file. The activity makes its
 * turn; no flow takes files yet, so they are not kept, and the reply says so.
 */
export async function upload(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.post(bearer.conversation);
  const type = headerOf(request, 'content-type') ?? '';
  const body = await readBounded(request);
  if (!type.startsWith('multipart/form-data')) {
    return acknowledge(
      await door.takeActivity({ type: 'message', attachments: [{ contentType: type }] }, bearer),
      door,
    );
  }
  const { activity, files } = await readParts(body, type);
  const attachments = files.map((contentType) => ({ contentType }));
  return acknowledge(await door.takeActivity({ type: 'message', ...activity, attachments }, bearer), door);
}

async function readBounded(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(headerOf(request, 'content-length') ?? 0) > largestUpload)
    throw new KnownError('body_too_large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestUpload) throw new KnownError('body_too_large');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

async function readParts(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<{ activity: object; files: string[] }> {
  // Counted before it is parsed: the parser's time grows steeply with the number of parts.
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined || countOf(body, `--${boundary}`) > mostParts + 1) {
    throw new KnownError('invalid_request', {
      detail: `a multipart body has a boundary and at most ${mostParts} parts`,
    });
  }
  let form: FormData;
  try {
    form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  } catch (cause) {
    throw new KnownError('invalid_request', { detail: 'the multipart body cannot be read', cause });
  }
  let activity: object = {};
  const files: string[] = [];
  for (const part of form.values()) {
    // Direct Line clients send the activity as a part of its own media type.
    if (typeof part !== 'string' && part.type !== 'application/vnd.microsoft.activity') files.push(part.type);
    else activity = parseActivity(typeof part === 'string' ? part : await part.text());
  }
  return { activity, files };
}

function parseActivity(text: string): object {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed;
  } catch {
    throw new KnownError('malformed_json');
  }
  throw new KnownError('invalid_activity');
}

function countOf(body: Uint8Array<ArrayBuffer>, text: string): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  let count = 0;
  for (
    let at = bytes.indexOf(text);
    at !== -1 && count <= mostParts + 1;
    at = bytes.indexOf(text, at + text.length)
  )
    count += 1;
  return count;
}
