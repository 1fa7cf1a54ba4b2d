import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/**
 * A GeoReport v2 server as its specification describes it (wiki.open311.org/GeoReport_v2), run as a process of its own.
 * What it takes it keeps in a file, so that it can be killed. `FAULTS` gives how often each fault happens, 0 to 1.
 */
const faultsSchema = z.object({
  /** Answers 500 and takes nothing. */
  refuses: z.number().default(0),
  /** Takes it, then answers 500. */
  takesAndFails: z.number().default(0),
  /** Takes it, then breaks the connection off. */
  takesAndBreaks: z.number().default(0),
  /** Takes it, and answers what is no GeoReport. */
  takesAndRaves: z.number().default(0),
  /** Takes it, and answers twice. */
  answersTwice: z.number().default(0),
  /** Gives a token first, the id later. */
  tokens: z.number().default(0),
});
const environment = z
  .object({ KEPT: z.string(), PORT: z.coerce.number().default(0), FAULTS: z.string().default('{}') })
  .parse(process.env);
const faults = faultsSchema.parse(JSON.parse(environment.FAULTS));

interface Kept {
  readonly id: string;
  readonly at: string;
  readonly form: Record<string, string>;
}
const kept: Kept[] = existsSync(environment.KEPT)
  ? readFileSync(environment.KEPT, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Kept)
  : [];
const statuses = new Map<string, { status: string; status_notes: string }>();
const happens = (share: number) => Math.random() < share;

const server = createServer((request, response) => {
  void answer(request, response);
});
server.listen(environment.PORT, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.stdout.write(`ready ${address.port}\n`);
});

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const body = await read(request);
  if (request.method === 'POST' && pathname === '/requests.json') {
    take(body, response);
    return;
  }
  if (request.method === 'PUT' && pathname.startsWith('/control/')) {
    const told = z.object({ status: z.string(), status_notes: z.string() }).parse(JSON.parse(body));
    statuses.set(pathname.slice('/control/'.length), told);
    return send(response, 200, []);
  }
  if (request.method === 'GET' && pathname === '/requests.json') {
    const from = searchParams.get('start_date') ?? '';
    return send(response, 200, kept.filter(({ at }) => at >= from).map(show));
  }
  const [, kind, id] = /^\/(requests|tokens)\/([^/]+)\.json$/.exec(pathname) ?? [];
  const found = kept.find((one) => one.id === id?.replace(/^token-/, ''));
  if (request.method === 'GET' && found !== undefined)
    return send(response, 200, [
      kind === 'tokens' ? { service_request_id: found.id, token: id } : show(found),
    ]);
  send(response, 404, [{ code: 404, description: 'service_request_id was not found' }]);
}

function take(body: string, response: ServerResponse): void {
  const answered = tryTake(body);
  if (answered === null) response.destroy();
  else send(response, answered.status, answered.body);
}

/** What is answered; null when the connection breaks off. */
function tryTake(body: string): { status: number; body: unknown } | null {
  const form = Object.fromEntries(new URLSearchParams(body));
  if (
    form['service_code'] === undefined ||
    (form['address_string'] === undefined && form['lat'] === undefined)
  )
    return { status: 400, body: [{ code: 400, description: 'service_code and a location are required' }] };
  if (happens(faults.refuses)) return { status: 500, body: [{ code: 500, description: 'out of order' }] };
  const one: Kept = { id: String(kept.length + 1), at: new Date().toISOString(), form };
  kept.push(one);
  appendFileSync(environment.KEPT, `${JSON.stringify(one)}\n`);
  if (happens(faults.takesAndBreaks)) return null;
  if (happens(faults.takesAndFails))
    return { status: 500, body: [{ code: 500, description: 'out of order' }] };
  if (happens(faults.takesAndRaves)) return { status: 200, body: '<html>ok</html>' };
  const created = happens(faults.tokens) ? { token: `token-${one.id}` } : { service_request_id: one.id };
  return { status: 200, body: happens(faults.answersTwice) ? [created, created] : [created] };
}

function show({ id, at, form }: Kept) {
  return {
    service_request_id: id,
    status: 'open',
    status_notes: '',
    ...statuses.get(id),
    requested_datetime: at,
    service_code: form['service_code'],
    description: form['description'],
    address: form['address_string'],
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}
