import { type Server as HttpServer, type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { toActivities } from '../../channel/toActivities.ts';
import { KnownError } from '../../errors.ts';
import { headerOf } from '../headerOf.ts';
import type { DirectLineDoor } from './door.ts';
import { readWatermark } from './door.ts';
import { createWatch, type Watch } from './watch.ts';

/** Entries read and sent at once. */
const entriesAtOnce = 50;
/** A reader with more than this unsent is cut; it comes back with its watermark and loses nothing. */
const mostUnsentBytes = 1024 * 1024;
/** How often an empty frame keeps the way open through proxies. */
const keepAliveMilliseconds = 15_000;
/** How long a reader has to answer the goodbye. */
const goodbyeMilliseconds = 1000;
/** WebSocket close codes (RFC 6455 and its registry). */
const goingAway = 1001;
const tryAgainLater = 1013;

export interface Streams {
  /** How many are open. */
  count(): number;
  /** Tells every reader to reconnect elsewhere. */
  close(): void;
}

/** `GET conversations/{id}/stream` as a WebSocket: everything after the watermark, then whatever comes. */
export function openStreams(
  server: HttpServer,
  door: DirectLineDoor,
  report: (error: unknown) => void,
): Streams {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1024, perMessageDeflate: false });
  const watch = createWatch(door.log, report);

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (headerOf(request, 'upgrade')?.toLowerCase() !== 'websocket') {
      answerWithoutUpgrade(server, request, socket);
      return;
    }
    admit(request, door)
      .then(({ conversation, after }) => {
        sockets.handleUpgrade(request, socket, head, (stream) =>
          serve(stream, conversation, after, door, watch, report),
        );
      })
      .catch((error: unknown) => {
        if (!(error instanceof KnownError)) report(error);
        const refusal = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';
        socket.end(refusal, () => socket.destroy());
      });
  });

  return {
    count: () => sockets.clients.size,
    close: () => {
      watch.close();
      for (const stream of sockets.clients) stream.close(goingAway, 'restarting');
      sockets.close();
      // A sleeping phone does not answer the goodbye.
      setTimeout(() => {
        for (const stream of sockets.clients) stream.terminate();
      }, goodbyeMilliseconds).unref();
    },
  };
}

/** Some clients offer HTTP/2 with their first request; one may decline by answering in HTTP/1.1 (RFC 9110, 7.8). */
function answerWithoutUpgrade(server: HttpServer, request: IncomingMessage, socket: Duplex): void {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  // Upgrades come over TCP only; the event's type is wider than what it gives.
  if (socket instanceof Socket) response.assignSocket(socket);
  response.on('finish', () => socket.end());
  server.emit('request', request, response);
}

/** @throws KnownError when the address is not one that was given for this conversation within the last minute */
async function admit(
  request: IncomingMessage,
  { tokens }: DirectLineDoor,
): Promise<{ conversation: string; after: number }> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const conversation = /^\/v3\/directline\/conversations\/([^/]+)\/stream$/.exec(url.pathname)?.[1];
  const token = url.searchParams.get('t');
  if (conversation === undefined || token === null) throw new KnownError('token_missing');
  const bearer = await tokens.verify(token, 'stream');
  if (bearer.conversation !== decodeURIComponent(conversation)) throw new KnownError('token_foreign');
  return { conversation: bearer.conversation, after: readWatermark(url.searchParams.get('watermark')) };
}

/** One reader: sends what is there, one look at a time, and looks again whenever it is woken. */
function serve(
  stream: WebSocket,
  conversation: string,
  from: number,
  door: DirectLineDoor,
  watch: Watch,
  report: (error: unknown) => void,
): void {
  let after = from;
  let looking = false;
  let lookAgain = false;

  const look = async (): Promise<void> => {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    try {
      do {
        lookAgain = false;
        const entries = await door.log.after(conversation, after, entriesAtOnce);
        for (const entry of entries) {
          if (stream.readyState !== stream.OPEN) return;
          stream.send(JSON.stringify({ activities: toActivities(entry), watermark: String(entry.seq) }));
          door.reached('sent_to_reader');
          after = entry.seq;
        }
        if (stream.bufferedAmount > mostUnsentBytes) {
          stream.close(tryAgainLater, 'reading too slowly');
          return;
        }
        if (entries.length === entriesAtOnce) lookAgain = true;
      } while (lookAgain);
    } catch (error) {
      // The watch tells that the store is away, and wakes this reader when it is back.
      if (error instanceof KnownError && error.id === 'store_away') return;
      report(error);
      stream.close(tryAgainLater, 'try again');
    } finally {
      looking = false;
    }
  };

  const wake = () => void look();
  const unsubscribe = door.wakeUps.subscribe(conversation, wake);
  const unwatch = watch.add({ conversation, position: () => (looking ? null : after), wake });
  const keepAliveTimer = setInterval(() => {
    if (stream.bufferedAmount > mostUnsentBytes) stream.terminate();
    else stream.send('');
  }, keepAliveMilliseconds);
  stream.on('close', () => {
    unsubscribe();
    unwatch();
    clearInterval(keepAliveTimer);
  });
  stream.on('error', () => stream.terminate());
  void look();
}
