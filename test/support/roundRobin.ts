import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export interface ReverseProxy {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * A plain reverse proxy: gives each request, and each WebSocket, to the next of the servers, and binds nobody to any.
 *
 * @param targets `http://127.0.0.1:<port>` each
 */
export async function startRoundRobin(targets: readonly string[]): Promise<ReverseProxy> {
  let turn = 0;
  /** WebSockets: no connection of the server's own any more once they are upgraded. */
  const upgraded = new Set<Duplex>();
  const toNext = (incoming: IncomingMessage) => {
    const target = targets[turn % targets.length] ?? '';
    turn += 1;
    return request(new URL(incoming.url ?? '/', target), {
      method: incoming.method ?? 'GET',
      headers: {
        ...incoming.headers,
        'x-forwarded-for': incoming.socket.remoteAddress ?? '',
        'x-forwarded-host': incoming.headers.host ?? '',
        'x-forwarded-proto': 'http',
      },
    });
  };
  const server = createServer((incoming, outgoing) => {
    const passed = toNext(incoming);
    passed.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  server.on('upgrade', (incoming, near, head) => {
    upgraded.add(near);
    const passed = toNext(incoming);
    passed.on('upgrade', (answer, far, firstBytes) => {
      const headers = Object.entries(answer.headers).map(([name, value]) => `${name}: ${String(value)}`);
      near.write(['HTTP/1.1 101 Switching Protocols', ...headers, '', ''].join('\r\n'));
      near.write(firstBytes);
      far.write(head);
      near.on('error', () => far.destroy()).on('close', () => far.destroy());
      far.on('error', () => near.destroy()).on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    passed.on('response', (answer) => near.end(`HTTP/1.1 ${answer.statusCode ?? 502} Refused\r\n\r\n`));
    passed.on('error', () => near.destroy());
    near.on('close', () => upgraded.delete(near));
    passed.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      for (const socket of upgraded) socket.destroy();
      await once(server, 'close');
    },
  };
}
