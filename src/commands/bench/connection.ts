import { Agent, request } from 'node:http';

/** Asks the server under load; resolves to the JSON of its answer. @throws Error when the answer is not a success */
export type Ask = (
  method: 'GET' | 'POST',
  url: string,
  options?: { readonly token?: string; readonly body?: object },
) => Promise<unknown>;

/**
 * One citizen's connection, kept open as a browser's is. Node's own client, because `fetch` takes more of the machine than
 * the server does.
 */
export function openConnection(): Ask {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return (method, url, { token, body } = {}) => {
    const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const headers = {
        ...(bytes === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': bytes.length }),
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
  };
}
