import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CluRecogniser } from '../../src/nlu/clu/cluRecogniser.ts';
import type { Recogniser } from '../../src/nlu/recogniser.ts';
import { utterance } from './smallExamples.ts';

const local: Recogniser = {
  recognise: () =>
    Promise.resolve({ band: 'ask', topic: 'library', confidence: 0.4, alternatives: [], smalltalk: null }),
  rank: () => Promise.resolve([{ label: 'library', confidence: 0.4 }]),
  explain: () => Promise.resolve([{ topic: 'library', evidence: [], nearest: null }]),
};

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let server: Server;
let answer: Answer;
let asked: { url: string; key: unknown; body: unknown }[];
let now: number;
let recogniser: CluRecogniser;

const intents = (...scores: [string, number][]): Answer => {
  const prediction = {
    projectKind: 'Conversation',
    topIntent: scores[0]?.[0],
    intents: scores.map(([category, confidenceScore]) => ({ category, confidenceScore })),
    entities: [],
  };
  return (_request, _body, response) =>
    response.end(JSON.stringify({ kind: 'ConversationResult', result: { query: 'x', prediction } }));
};

beforeEach(async () => {
  asked = [];
  now = 0;
  answer = intents(['invoice', 0.9]);
  server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += String(part);
    asked.push({
      url: request.url ?? '',
      key: request.headers['ocp-apim-subscription-key'],
      body: JSON.parse(body) as unknown,
    });
    answer(request, body, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const settings = {
    endpoint: `http://127.0.0.1:${port}`,
    key: 'a-key',
    project: 'malmo',
    deployment: 'live',
  };
  recogniser = new CluRecogniser(settings, local, ['invoice', 'library', 'smalltalk/thanks'], () => now);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('the recogniser of Azure', () => {
  it('answers with the intent that Azure is sure of, and says that it was Azure', async () => {
    answer = intents(['invoice', 0.91], ['library', 0.05], ['None', 0.04]);
    expect(await recogniser.recognise(utterance('var är min räkning'))).toEqual({
      band: 'answer',
      topic: 'invoice',
      confidence: 0.91,
      alternatives: [{ topic: 'library', confidence: 0.05 }],
      smalltalk: null,
      detail: 'clu',
    });
  });

  it('sends the redacted text only, in its language, to the deployment that was set', async () => {
    const text = 'mitt nummer är 8112189876';
    await recogniser.recognise({
      ...utterance(text),
      redacted: 'mitt nummer är [personnummer]',
      language: 'sv-simple',
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: '/language/:analyze-conversations?api-version=2023-04-01',
      key: 'a-key',
      body: {
        kind: 'Conversation',
        analysisInput: { conversationItem: { text: 'mitt nummer är [personnummer]', language: 'sv' } },
        parameters: { projectName: 'malmo', deploymentName: 'live' },
      },
    });
    expect(JSON.stringify(asked)).not.toContain('8112189876');
  });

  it('asks which is meant when Azure is half sure, and admits when it knows nothing of ours', async () => {
    answer = intents(['invoice', 0.5]);
    expect(await recogniser.recognise(utterance('hm'))).toMatchObject({ band: 'ask', topic: 'invoice' });
    answer = intents(['None', 0.99], ['invoice', 0.01]);
    expect(await recogniser.recognise(utterance('hm'))).toMatchObject({ band: 'admit', topic: null });
  });

  it('knows small talk', async () => {
    answer = intents(['smalltalk/thanks', 0.95]);
    expect(await recogniser.recognise(utterance('tack'))).toMatchObject({
      band: 'answer',
      smalltalk: 'thanks',
    });
  });

  it.each<[string, Answer]>([
    ['refuses', (_request, _body, response) => response.writeHead(401).end('{}')],
    ['is overloaded', (_request, _body, response) => response.writeHead(429).end('{}')],
    ['answers with something else', (_request, _body, response) => response.end('<html>')],
    ['answers in another shape', (_request, _body, response) => response.end('{"result":{}}')],
    ['hangs up', (request) => request.socket.destroy()],
    ['sends elsewhere', (_request, _body, response) => response.writeHead(307, { location: '/x' }).end()],
  ])('lets the local one answer when Azure %s, and says so', async (_, broken) => {
    answer = broken;
    expect(await recogniser.recognise(utterance('bok'))).toMatchObject({
      topic: 'library',
      detail: 'clu_failed',
    });
  });

  it('waits 1.5 seconds and no longer', async () => {
    answer = () => undefined;
    expect(await recogniser.recognise(utterance('bok'))).toMatchObject({
      topic: 'library',
      detail: 'clu_late',
    });
  });

  it('lets nobody wait for it again in the half minute after a failure', async () => {
    answer = (_request, _body, response) => response.writeHead(500).end();
    await recogniser.recognise(utterance('bok'));
    answer = intents(['invoice', 0.9]);
    now = 29_000;
    expect(await recogniser.recognise(utterance('bok'))).toMatchObject({
      topic: 'library',
      detail: 'clu_paused',
    });
    now = 30_000;
    expect(await recogniser.recognise(utterance('bok'))).toMatchObject({ topic: 'invoice', detail: 'clu' });
    expect(asked).toHaveLength(2);
  });
});
