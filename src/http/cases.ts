import type { Request, Server } from 'restify';
import { z } from 'zod';
import { isSigned, signatureHeader } from '../cases/webhook.ts';
import { KnownError } from '../errors.ts';
import type { Clock } from '../model.ts';
import type { Cases } from '../openCases.ts';
import { headerOf } from './headerOf.ts';
import { door, type Presented, type Report, readsSigned } from './route.ts';

export interface CaseDoors {
  readonly cases: Pick<Cases, 'book' | 'takeStatus'>;
  /** Null: nobody may tell a status. */
  readonly webhookSecret: string | null;
  readonly clock: Clock;
}

const longestNote = 1000;
const statusSchema = z.strictObject({
  reference: z.string().max(40),
  status: z.enum(['open', 'closed']),
  note: z.string().max(longestNote).default(''),
});

/**
 * The departments' doors: `POST /cases/status`, signed as what we send is, tells how a case stands;
 * `GET /cases/{reference}/pictures/{n}?key=` gives a picture to who got its address with the case.
 */
export function openCaseDoors(server: Server, doors: CaseDoors, report: Report): void {
  server.post(
    '/cases/status',
    ...readsSigned(),
    door(report, (request) => takeStatus(request, doors)),
  );
  server.get(
    '/cases/:reference/pictures/:index',
    door(report, (request) => givePicture(request, doors)),
  );
}

async function takeStatus(request: Request, { cases, webhookSecret, clock }: CaseDoors): Promise<Presented> {
  const body = typeof request.body === 'string' ? request.body : '';
  const signature = headerOf(request, signatureHeader.toLowerCase()) ?? '';
  if (webhookSecret === null || !isSigned(body, signature, webhookSecret, clock()))
    throw new KnownError('signature_refused');
  const { reference, ...told } = parse(body);
  const shown = await cases.book.read(reference);
  if (shown?.standing.received !== true) throw new KnownError('not_found');
  await cases.takeStatus(shown.case, told);
  return { status: 200, body: {} };
}

function parse(body: string): z.infer<typeof statusSchema> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new KnownError('malformed_json');
  }
  const parsed = statusSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
  throw new KnownError('invalid_request', { detail: faults.join('; ') });
}

async function givePicture(request: Request, { cases }: CaseDoors): Promise<Presented> {
  const { reference, index }: Record<string, unknown> = request.params ?? {};
  const key = new URLSearchParams(request.getQuery()).get('key') ?? '';
  const shown = typeof reference === 'string' ? await cases.book.read(reference) : null;
  const isAllowed = shown !== null && key.length > 0 && shown.case.mediaKey === key;
  const picture = isAllowed ? await cases.book.picture(shown.case.reference, Number(index)) : null;
  if (picture === null) throw new KnownError('not_found');
  return {
    status: 200,
    body: picture,
    headers: {
      'Content-Type': 'image/jpeg',
      'Content-Disposition': 'attachment; filename="picture.jpg"',
      'Cache-Control': 'private, no-store',
    },
  };
}
