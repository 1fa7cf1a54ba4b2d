import { createClient } from '@redis/client';
import type { WakeUps } from '../wakeUps.ts';
import { createWakeUpsInProcess } from './wakeUpsInProcess.ts';

/** One channel for all: a process hears of every conversation and wakes its own readers. */
const channel = 'kommunlots/wake-ups';

/** How often a silent connection is tried, and after how long without an answer it is given up. */
const pingMilliseconds = 2000;
const silenceMilliseconds = 6000;
const connectMilliseconds = 3000;
/** How long to wait before connecting again, at most. */
const longestPauseMilliseconds = 5000;
/** Wake-ups under way to a Redis that does not take them; further ones are let go. */
const mostUnderWay = 1000;

/** Where it is said that Redis is away, and that it is back; once each. */
export interface RedisLog {
  warn(detail: object, text: string): void;
  info(text: string): void;
}

/**
 * Wake-ups among the readers of several processes, by Redis publish/subscribe. They are an acceleration and nothing
 * else: without Redis readers find what others wrote when they next look, so nothing here is waited for, kept or
 * refused. Redis is connected to by itself, now and whenever it comes back.
 *
 * @param url `redis://` or `rediss://`
 * @param self names this process, so that it does not hear itself
 */
export function createWakeUpsByRedis(url: string, self: string, log: RedisLog): WakeUps {
  const here = createWakeUpsInProcess();
  const publisher = createClient({
    url,
    disableOfflineQueue: true,
    commandsQueueMaxLength: mostUnderWay,
    pingInterval: pingMilliseconds,
    socket: {
      connectTimeout: connectMilliseconds,
      socketTimeout: silenceMilliseconds,
      reconnectStrategy: (tries) => Math.min(longestPauseMilliseconds, 100 * 2 ** Math.min(tries, 10)),
    },
  });
  // A connection that has subscribed can do nothing else.
  const subscriber = publisher.duplicate();

  let away = false;
  const onError = (error: unknown): void => {
    if (away) return;
    away = true;
    log.warn(
      { err: error },
      'Redis is away: replies from other processes come a little later until it is back',
    );
  };
  const onReady = (): void => {
    if (!away || !publisher.isReady || !subscriber.isReady) return;
    away = false;
    log.info('Redis is back');
  };
  for (const client of [publisher, subscriber]) client.on('error', onError).on('ready', onReady);
  publisher.connect().catch(onError);
  subscriber
    .connect()
    .then(() =>
      subscriber.subscribe(channel, (text) => {
        const [sender, conversation] = split(text);
        if (sender !== self) here.publish(conversation);
      }),
    )
    .catch(onError);

  return {
    publish: (conversation, entry) => {
      here.publish(conversation, entry);
      // What Redis does not take is lost, as wake-ups may be; its being away is logged above.
      publisher.publish(channel, `${self} ${conversation}`).catch(() => undefined);
    },
    subscribe: here.subscribe,
    close: () => {
      away = true;
      publisher.destroy();
      subscriber.destroy();
    },
  };
}

/** A wake-up is `<process> <conversation>`; conversations of channels may be named with blanks. */
function split(text: string): [sender: string, conversation: string] {
  const blank = text.indexOf(' ');
  return [text.slice(0, blank), text.slice(blank + 1)];
}
