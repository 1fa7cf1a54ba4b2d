import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of a city, on an origin of its own. */
export interface CityPage {
  readonly origin: string;
  /** What stands in the page's body; set it before the page is opened. */
  show(body: string, language?: string): void;
  close(): Promise<void>;
}

/**
 * Serves one page under a policy as strict as a city's may be.
 *
 * @param service the origin that the policy lets scripts and frames come from
 */
export async function openCityPage(service: () => string): Promise<CityPage> {
  let page = '';
  const server = createServer((_request, response) => {
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; script-src ${service()}; frame-src ${service()}`,
    });
    response.end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    show: (body, language = 'sv') => {
      page = `<!doctype html><html lang="${language}"><title>Staden</title><body><main><h1>Staden</h1>${body}</main></body></html>`;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
