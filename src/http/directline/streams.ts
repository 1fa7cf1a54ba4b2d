import { type Server as HttpServer, type IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { toActivities } from '../../channel/toActivities.ts';
import { KnownError } from '../../errors.ts';
import type { Entry } from '../../model.ts';
import { headerOf } from '../headerOf.ts';
import { isLoopback } from '../origins.ts';
import type { DirectLineDoor } from './door.ts';
import { readWatermark } from './door.ts';
import { createWatch, type Watch } from './watch.ts';

/** Entries read and sent at once. */
const entriesAtOnce = 50;
/** A reader with more than this unsent is cut; it comes back with its watermark and loses nothing. */
const mostUnsentBytes = 1024 * 1024;
/** Streams of one conversation at once: a citizen has a few tabs and devices. */
const mostOfConversation = 20;
/** Streams of one address at once: a library has some hundred people in it. Of this machine comes its proxy. */
const mostOfAddress = 1000;
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
  const open = { conversations: new Map<string, number>(), addresses: new Map<string, number>() };

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (headerOf(request, 'upgrade')?.toLowerCase() !== 'websocket') {
      answerWithoutUpgrade(server, request, socket);
      return;
    }
    const address = door.origins.address(request);
    admit(request, door)
      .then(({ conversation, after }) => {
        if (
          (open.conversations.get(conversation) ?? 0) >= mostOfConversation ||
          ((open.addresses.get(address) ?? 0) >= mostOfAddress && !isLoopback(address))
        )
          throw new KnownError('too_many_requests', { retryAfter: 30 });
        count(open.conversations, conversation, 1);
        count(open.addresses, address, 1);
        socket.once('close', () => {
          count(open.conversations, conversation, -1);
          count(open.addresses, address, -1);
        });
        sockets.handleUpgrade(request, socket, head, (stream) =>
          serve(stream, conversation, after, door, watch, report),
        );
      })
      .catch((error: unknown) => {
        if (!(error instanceof KnownError)) report(error);
        refuse(socket, error instanceof KnownError ? error.retryAfter : undefined);
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

function count(of: Map<string, number>, key: string, more: 1 | -1): void {
  const now = (of.get(key) ?? 0) + more;
  if (now <= 0) of.delete(key);
  else of.set(key, now);
}

/** A browser shows a page nothing of why its stream was not opened: the status is for who looks at the wire. */
function refuse(socket: Duplex, retryAfter: number | undefined): void {
  const head =
    retryAfter === undefined
      ? 'HTTP/1.1 403 Forbidden'
      : `HTTP/1.1 429 Too Many Requests\r\nRetry-After: ${retryAfter}`;
  socket.end(`${head}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
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

  const send = (entry: Entry): void => {
    stream.send(
      JSON.stringify({ activities: toActivities(entry, door.drawing), watermark: String(entry.seq) }),
    );
    door.reached('sent_to_reader');
    after = entry.seq;
  };

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
          send(entry);
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
  /** What was just written here need not be read, when it is what comes next. */
  const take = (entry: Entry | null): void => {
    const isNext = entry !== null && !looking && entry.seq === after + 1;
    if (isNext && stream.readyState === stream.OPEN && stream.bufferedAmount <= mostUnsentBytes) send(entry);
    else wake();
  };
  // The turn that wrote it goes on first: no reader may hold it up or fail it.
  const unsubscribe = door.wakeUps.subscribe(conversation, (entry) => setImmediate(take, entry));
  const unwatch = watch.add({ conversation, position: () => (looking ? null : after), wake });
  let answered = true;
  stream.on('pong', () => {
    answered = true;
  });
  const signsOfLife = setInterval(() => {
    // A phone whose network went does not say goodbye: its end looks open for ever.
    if (!answered || stream.bufferedAmount > mostUnsentBytes) return void stream.terminate();
    answered = false;
    stream.ping();
    // Direct Line clients know the empty frame; it keeps the way open through proxies that do not see pings.
    stream.send('');
  }, door.patience.stream);
  stream.on('close', () => {
    unsubscribe();
    unwatch();
    clearInterval(signsOfLife);
  });
  stream.on('error', () => stream.terminate());
  void look();
}
