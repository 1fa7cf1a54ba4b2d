import type { AddressInfo } from 'node:net';
import { containerBootstrap } from '@nlpjs/core';
import { DirectlineConnector } from '@nlpjs/directline-connector';
import { LangSv } from '@nlpjs/lang-sv';
import { Nlp } from '@nlpjs/nlp';
import restify, { type Next, type Request, type Response } from 'restify';
import { projectRoot } from '../../assistant.ts';
import { readConfig } from '../../config.ts';
import { loadContent } from '../../content/loadContent.ts';

/**
 * NLP.js's own Direct Line bot, to measure against: its connector and its NLP with its own settings, taught our Swedish
 * examples. It keeps conversations in memory and has one language, so it is spared what five would cost it.
 */
const container = await containerBootstrap();
container.use(LangSv);
const nlp = new Nlp({ container, languages: ['sv'], autoSave: false, nlu: { log: false } });
container.register('nlp', nlp);
const { examples } = await loadContent(projectRoot, readConfig(process.env).cacheDir);
for (const { language, text, label } of examples) {
  if (language !== 'sv') continue;
  nlp.addDocument('sv', text, label ?? 'None');
  nlp.addAnswer('sv', label ?? 'None', `Svar om ${label}`);
}
process.stderr.write("bench: training NLP.js's bot\n");
await nlp.train();

const server = restify.createServer({ name: 'nlpjs' });
server.use(restify.plugins.queryParser());
server.use(restify.plugins.bodyParser());
container.register('api-server', {
  app: { get: on('get'), post: on('post'), options: on('opts'), delete: on('del') },
});
new DirectlineConnector({ container, log: false }).start();
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.(`http://127.0.0.1:${port}`);
});
process.once('SIGTERM', () => process.exit(0));

interface ExpressResponse {
  status(code: number): { send(body: unknown): void; end(): void };
}

/** The connector is written for Express; restify, through which the other servers speak, answers in its place. */
function on(method: 'get' | 'post' | 'opts' | 'del') {
  const known = new Set<string>();
  return (path: string, handle: (request: Request, response: ExpressResponse) => unknown): void => {
    // The connector names one twice; for Express the first counts, restify refuses the second.
    if (known.has(path)) return;
    known.add(path);
    server[method](path, (request: Request, response: Response, next: Next) => {
      const answer = (code: number, body?: unknown): void => {
        response.send(code, body);
        next();
      };
      handle(request, {
        status: (code) => ({ send: (body) => answer(code, body), end: () => answer(code) }),
      });
    });
  };
}
