import { parseArgs } from 'node:util';
import { openStore } from '../assistant.ts';
import type { Case, Standing } from '../cases/case.ts';
import { type CaseBook, createCaseBook } from '../cases/caseBook.ts';
import { readConfig } from '../config.ts';
import { runCommand, UsageError } from './runCommand.ts';

const usage = `npm run -s cases -- list [--json]            each case: reference, day, status, department, what it is
npm run -s cases -- show REFERENCE [--json]  one case with its history
npm run -s cases -- export [--format csv|json]   all cases, to be read by other programs
npm run -s cases -- retry REFERENCE          tries a case again that was given up`;

interface Row {
  readonly case: Case;
  readonly standing: Standing;
}

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, format: { type: 'string', default: 'csv' } },
  });
  const [command, reference] = positionals;
  if (values.format !== 'csv' && values.format !== 'json')
    throw new UsageError(`--format must be csv or json.\n\n${usage}`);
  const config = readConfig({ LOG_LEVEL: 'error', ...process.env });
  const documents = await openStore(config);
  // Nothing is drafted here, so nothing is named and nothing expires.
  const book = createCaseBook({ documents, clock: () => new Date(), random: () => 0, expiry: () => '' });
  try {
    switch (command) {
      case 'list':
        return await list(book, values.json);
      case 'show':
        return await show(await find(book, reference), book, values.json);
      case 'export':
        return await exportAll(book, values.format);
      case 'retry':
        return await retry(await find(book, reference), book);
      default:
        throw new UsageError(usage);
    }
  } finally {
    await documents.close();
  }
});

/** Cases whose turn is in the log: drafts are nobody's business. */
async function* received(book: CaseBook): AsyncIterable<Row> {
  for await (const one of book.all()) {
    const shown = await book.read(one.reference);
    if (shown?.standing.received === true) yield shown;
  }
}

async function find(book: CaseBook, reference: string | undefined): Promise<Row> {
  if (reference === undefined) throw new UsageError(`Name a case.\n\n${usage}`);
  const shown = await book.read(reference.toUpperCase());
  if (shown?.standing.received !== true)
    throw new UsageError(`There is no case ${reference}. \`npm run -s cases -- list\` shows all.`);
  return shown;
}

async function list(book: CaseBook, asJson: boolean): Promise<void> {
  let count = 0;
  for await (const row of received(book)) {
    count += 1;
    const { case: one, standing } = row;
    const fields = [
      one.reference,
      one.createdAt.slice(0, 10),
      statusOf(standing),
      one.content.owner,
      one.content.title,
    ];
    print(asJson ? JSON.stringify(flat(row)) : fields.join('  '));
  }
  if (!asJson && count === 0) print('There are no cases.');
}

async function show(row: Row, book: CaseBook, asJson: boolean): Promise<void> {
  const { case: one, standing } = row;
  const history = await book.history(one.reference);
  if (asJson)
    return print(
      JSON.stringify({ ...flat(row), history: history.map(({ at, happening }) => ({ at, ...happening })) }),
    );
  print(`${one.reference}  ${one.content.title}`);
  print(`sent ${one.createdAt}, ${statusOf(standing)}, ${one.content.owner}, kept until ${one.expiresAt}\n`);
  for (const { label, text } of one.content.lines) print(`${label}: ${text}`);
  print('');
  for (const { at, happening } of history) {
    const { kind, ...rest } = happening;
    print([at, kind, ...Object.values(rest).filter((value) => value !== null && value !== '')].join('  '));
  }
}

async function exportAll(book: CaseBook, format: 'csv' | 'json'): Promise<void> {
  if (format === 'json') {
    const rows: unknown[] = [];
    for await (const row of received(book)) rows.push(flat(row));
    return print(JSON.stringify(rows, null, 2));
  }
  const columns = [
    'reference',
    'createdAt',
    'status',
    'owner',
    'flow',
    'category',
    'place',
    'latitude',
    'longitude',
    'language',
    'contact',
    'text',
  ] as const;
  print(columns.join(','));
  for await (const row of received(book)) {
    const fields = flat(row);
    print(columns.map((column) => cell(String(fields[column] ?? ''))).join(','));
  }
}

async function retry({ case: one, standing }: Row, book: CaseBook): Promise<void> {
  if (standing.dead === null)
    throw new UsageError(`${one.reference} was not given up: it is ${statusOf(standing)}.`);
  if (!(await book.append(one, standing.last, { kind: 'revived' })))
    throw new UsageError(`Something else happened to ${one.reference} just now. Look at it again.`);
  await book.setDue(one.reference, new Date().toISOString());
  print(`${one.reference} is tried again by the running service.`);
}

function flat({ case: { reference, createdAt, content }, standing }: Row) {
  const { name, phone, email } = content.contact;
  return {
    reference,
    createdAt,
    status: statusOf(standing),
    owner: content.owner,
    flow: content.flow,
    category: content.category,
    place: content.place?.text ?? null,
    latitude: content.place?.position?.latitude ?? null,
    longitude: content.place?.position?.longitude ?? null,
    language: content.language,
    contact: [name, phone, email].filter((part) => part !== undefined).join(' '),
    text: content.lines.map(({ label, text }) => `${label}: ${text}`).join(' | '),
  };
}

function statusOf({ status, dead, receiver }: Standing): string {
  if (dead !== null) return 'given-up';
  return receiver?.id === null || receiver === null ? status : `${status} (${receiver.way} ${receiver.id})`;
}

/** A field of CSV (RFC 4180), which no program of tables takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
