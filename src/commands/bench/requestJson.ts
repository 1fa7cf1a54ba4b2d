import { Agent, request } from 'node:http';

/** Connections stay open, as a proxy's do, so that the server's work is timed and not the system's. */
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/**
 * Asks the server under load. Node's own client, because `fetch` takes more of the machine than the server does.
 *
 * @returns the JSON of the answer
 * @throws Error when the answer is not a success
 */
export function requestJson(
  method: 'GET' | 'POST',
  url: string,
  { token, body }: { readonly token?: string; readonly body?: object } = {},
): Promise<unknown> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const headers = {
      ...(bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    };
    const asked = request(url, { method, headers, agent }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode = 0 } = answer;
        if (statusCode >= 300) reject(new Error(`${method} ${url} answered ${statusCode}`));
        else resolve(JSON.parse(Buffer.concat(parts).toString()));
      });
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
}
