import { cityTimeZone } from '../calendar/localDate.ts';

export interface Receipt {
  readonly reference: string;
  /** BCP 47. */
  readonly language: string;
  /** ISO time at which the case was sent. */
  readonly at: string;
  /** Plain text; its first line is the heading. */
  readonly text: string;
}

const margin = 64;
const sizes = { heading: 20, text: 12 } as const;

/** A receipt as a tagged PDF of one column, in a font that every reader has. Latin letters only. */
export async function writeReceipt({ reference, language, at, text }: Receipt): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    size: 'A4',
    margin,
    lang: language,
    tagged: true,
    displayTitle: true,
    info: { Title: `${reference} Kommunlots`, CreationDate: new Date(at) },
  });
  const pieces: Buffer[] = [];
  const written = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (piece: Buffer) => pieces.push(piece));
    document.on('end', () => resolve(Buffer.concat(pieces)));
    document.on('error', reject);
  });
  const [heading = '', ...lines] = text.trim().split('\n');
  const root = document.struct('Document');
  document.addStructure(root);
  const add = (type: 'H1' | 'P', words: string, size: number, font: string) => {
    root.add(
      document.struct(type, {}, () => {
        document.font(font).fontSize(size).text(words, { lineGap: 3 });
      }),
    );
  };
  add('H1', heading, sizes.heading, 'Helvetica-Bold');
  const moment = new Intl.DateTimeFormat(language, {
    timeZone: cityTimeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(at));
  for (const line of [`Malmö stad, ${moment}`, ...lines]) {
    if (line.trim() === '') document.moveDown(0.5);
    else add('P', line, sizes.text, 'Helvetica');
  }
  root.end();
  document.end();
  return written;
}
