import { type Api, createApi } from './api.ts';
import type { DirectLine, DirectLineOptions, Listener } from './directLine.ts';
import { asDoorError, type DoorError } from './errors.ts';
import { createKeep } from './keep.ts';
import { createOutbox, type Outgoing } from './outbox.ts';
import { createPause, delayBefore } from './patience.ts';
import { type Batch, clientIdOf } from './protocol.ts';
import { createSeen } from './seen.ts';
import { createSession } from './session.ts';
import { openStream, type Stream } from './stream.ts';
import { oneTabAtATime, watch } from './surroundings.ts';
import { createUnsent } from './unsent.ts';

const pollEvery = 2000;
const pollFor = 60_000;
/** After this many sockets in a row that did not open, we poll. */
const triesOfSocket = 2;
/** A stream that lived this long counts as a success; a cut after it is tried again at once. */
const steady = 5000;

/** Our own small Direct Line 3.0 client. It knows nothing of pages. */
export function createDirectLine(options: DirectLineOptions, listener: Listener): DirectLine {
  const { window, newId, random = Math.random, now = Date.now } = options;
  const api: Api = createApi(options.base, options.fetch);
  const keep = createKeep(options.storage);
  const pause = createPause();
  const session = createSession({
    api,
    keep,
    newId,
    now,
    locale: options.locale,
    alone: (work) => oneTabAtATime(window, work),
  });
  const outbox = createOutbox({
    post,
    pause,
    random,
    ready: () => session.current !== null && !ended,
    onLost: () => startAfresh(),
    onChange: (item) => listener.outgoing(item),
    unsent: createUnsent(options.tabStorage),
  });
  const seen = createSeen();

  let ended = true;
  let stream: Stream | null = null;
  let watermark: string | null = null;
  let attempt = 0;
  let unopened = 0;
  let run = 0;

  return {
    start: () => {
      watch(window, {
        onWake: wake,
        onOffline: () => stream?.cut(),
        onKept: followOtherTab,
        onTick: () => {
          if (!ended && session.current !== null) session.token().catch(() => undefined);
        },
      });
      outbox.restore();
      begin();
    },
    send: (activity, file) => {
      const id = newId();
      const channelData = { ...activity.channelData, clientActivityID: id };
      outbox.add({ id, state: 'sending', activity: { ...activity, channelData }, file: file ?? null });
      return id;
    },
    sendAgain: (id) => outbox.again(id),
    fetchOwn: (address) => withToken((token) => api.fetchOwn(token, address)),
    exportAddress: () =>
      session.current === null
        ? null
        : `/v3/directline/conversations/${encodeURIComponent(session.current.conversation)}/export?format=text`,
    retry: () => wake(),
    end: () => {
      stop();
      session.close({ clear: true });
      outbox.clear();
      listener.connection('ended', null);
    },
    restart: () => {
      listener.renewed();
      begin();
    },
  };

  function begin(): void {
    ended = false;
    attempt = 0;
    watermark = null;
    seen.clear();
    listener.connection('connecting', null);
    void stayConnected(++run);
  }

  function stop(): void {
    ended = true;
    run += 1;
    stream?.cut();
    pause.wake();
  }

  /** The whole life of a connection: open, follow until it is cut, wait, again. */
  async function stayConnected(mine: number): Promise<void> {
    while (!ended && mine === run) {
      try {
        await connectAndFollow();
      } catch (thrown) {
        const fault = asDoorError(thrown);
        if (ended || mine !== run) return;
        await recover(fault);
      }
      if (ended || mine !== run) return;
      await pause.wait(delayBefore(attempt, random));
      attempt += 1;
    }
  }

  async function connectAndFollow(): Promise<void> {
    const opened = await session.open();
    if (opened.begun === null) outbox.go();
    else {
      onBatch(opened.begun);
      onContact();
    }
    if (unopened >= triesOfSocket) await poll(opened.conversation);
    const { conversation } = opened;
    const url =
      opened.streamUrl ??
      (await withToken((token) => api.reconnect(token, conversation, watermark))).streamUrl;
    if (url === null || session.current?.conversation !== conversation) return;

    const began = now();
    stream = openStream(url, { WebSocket: options.WebSocket, now, onOpen: onContact, onBatch });
    const end = await stream.ended;
    stream = null;
    unopened = end === 'never-opened' ? unopened + 1 : 0;
    if (end === 'cut' && now() - began > steady) attempt = 0;
    // A socket that never opened may be only a network without sockets: what we ask next tells.
    if (!ended && end === 'cut') listener.connection('lost', null);
    if (unopened >= triesOfSocket) attempt = -1;
  }

  /** Some networks let no WebSocket through: then we ask, and try the socket again every minute. */
  async function poll(conversation: string): Promise<void> {
    const until = now() + pollFor;
    while (!ended && session.current?.conversation === conversation && now() < until) {
      onBatch(await withToken((token) => api.read(token, conversation, watermark)));
      onContact();
      await pause.wait(pollEvery);
    }
  }

  async function recover(fault: DoorError): Promise<void> {
    if (fault.fault === 'gone' || (fault.fault === 'expired' && session.current !== null))
      return startAfresh();
    listener.connection('lost', fault);
    if (fault.retryAfter !== null) await pause.wait(fault.retryAfter);
  }

  /** What was is gone: a new conversation, to which what waits unsent goes along. */
  function startAfresh(): void {
    session.close({ clear: true });
    anotherConversation();
  }

  function anotherConversation(): void {
    const waiting = outbox.waiting();
    watermark = null;
    seen.clear();
    listener.renewed();
    for (const item of waiting) listener.outgoing(item);
    stream?.cut();
    pause.wake();
  }

  function onContact(): void {
    if (ended) return;
    listener.connection('online', null);
    outbox.go();
  }

  function onBatch(batch: Batch): void {
    if (ended) return;
    for (const activity of batch.activities) {
      const clientId = clientIdOf(activity);
      if (clientId !== null) outbox.arrived(clientId);
      if (seen.isNew(activity.id)) listener.activity(activity);
    }
    watermark = batch.watermark ?? watermark;
  }

  async function post({ activity, file }: Outgoing): Promise<unknown> {
    const { current } = session;
    if (current === null) return null;
    const mine = { ...activity, from: { id: current.user } };
    return await withToken((token) =>
      file === null
        ? api.post(token, current.conversation, mine)
        : api.upload(token, current.conversation, mine, file),
    );
  }

  /** Runs a request with a good token; when the door does not take it after all, once more with a new one. */
  async function withToken<T>(request: (token: string) => Promise<T>): Promise<T> {
    try {
      return await request(await session.token());
    } catch (thrown) {
      if (asDoorError(thrown).fault !== 'expired') throw thrown;
      await session.renew();
      return await request(await session.token());
    }
  }

  function wake(): void {
    attempt = 0;
    stream?.check();
    pause.wake();
  }

  /** Another tab began a new conversation: this one goes along. */
  function followOtherTab(): void {
    const kept = keep.read();
    if (
      ended ||
      kept === null ||
      session.current === null ||
      kept.conversation === session.current.conversation
    )
      return;
    session.close({ clear: false });
    anotherConversation();
  }
}
