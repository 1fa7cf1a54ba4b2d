import type { Request } from 'restify';
import { KnownError } from '../../errors.ts';
import { headerOf } from '../headerOf.ts';
import type { Presented } from '../route.ts';
import { acknowledge } from './activityDoors.ts';
import { authorise, type DirectLineDoor, refuseDeleted } from './door.ts';

/** The most parts that are read: more than an activity and a few files is no chat message. */
const mostParts = 20;
/** The largest upload, files and activity together. */
const largestUpload = 10 * 1024 * 1024;
/** Uploads that are read at once: each is held in memory, unpacked. */
const uploadsAtOnce = 8;
/** Seconds after which those who were too many may come again. */
const retryAfterSeconds = 5;

/**
 * `POST conversations/{id}/upload`: an activity with files, as multipart, or one bare file. What the files are is told
 * by their content alone, and pictures are kept with the conversation.
 */
export function createUpload(): (request: Request, door: DirectLineDoor) => Promise<Presented> {
  let underWay = 0;
  return async (request, door) => {
    const bearer = await authorise(request, door);
    await door.limits.upload(bearer.conversation);
    await refuseDeleted(bearer, door);
    if (underWay >= uploadsAtOnce)
      throw new KnownError('too_many_requests', { retryAfter: retryAfterSeconds });
    underWay += 1;
    try {
      const { activity, files } = await readUpload(request);
      const message = { type: 'message', ...activity, attachments: [] };
      return acknowledge(await door.takeActivity(message, bearer, files), door);
    } finally {
      underWay -= 1;
    }
  };
}

async function readUpload(request: Request): Promise<{ activity: object; files: Uint8Array[] }> {
  const type = headerOf(request, 'content-type') ?? '';
  const body = await readBounded(request);
  return type.startsWith('multipart/form-data') ? readParts(body, type) : { activity: {}, files: [body] };
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
): Promise<{ activity: object; files: Uint8Array[] }> {
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
  const files: Uint8Array[] = [];
  for (const part of form.values()) {
    // Direct Line clients send the activity as a part of its own media type.
    if (typeof part !== 'string' && part.type !== 'application/vnd.microsoft.activity')
      files.push(new Uint8Array(await part.arrayBuffer()));
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
