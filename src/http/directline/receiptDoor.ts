import type { Request } from 'restify';
import { writeReceipt } from '../../cases/receiptPdf.ts';
import { KnownError } from '../../errors.ts';
import type { Presented } from '../route.ts';
import { authorise, type DirectLineDoor, refuseDeleted } from './door.ts';

/** `GET conversations/{id}/receipts/{reference}?format=text|pdf`: what the chat said when the case was sent, to be saved. */
export async function getReceipt(request: Request, door: DirectLineDoor): Promise<Presented> {
  const bearer = await authorise(request, door);
  await door.limits.read(bearer.conversation);
  await refuseDeleted(bearer, door);
  const format = new URLSearchParams(request.getQuery()).get('format') ?? 'text';
  if (format !== 'text' && format !== 'pdf')
    throw new KnownError('invalid_request', { detail: 'format: must be text or pdf' });
  const reference: unknown = request.params?.['reference'];
  const receipt = typeof reference === 'string' ? await door.receipt(bearer.conversation, reference) : null;
  if (receipt === null) throw new KnownError('not_found');
  // No font that may be shipped holds Arabic letters: there the browser's own print makes the PDF.
  if (format === 'pdf' && receipt.language === 'ar')
    throw new KnownError('invalid_request', { detail: 'format: in Arabic there is text only' });
  const file = `${receipt.reference}.${format === 'pdf' ? 'pdf' : 'txt'}`;
  return {
    status: 200,
    body: format === 'pdf' ? await writeReceipt(receipt) : Buffer.from(receipt.text),
    headers: {
      'Content-Type': format === 'pdf' ? 'application/pdf' : 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="${file}"`,
      'Cache-Control': 'private, no-store',
    },
  };
}
