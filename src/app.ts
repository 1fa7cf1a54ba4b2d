import { randomUUID } from 'node:crypto';
import type { Server } from 'restify';
import { type Assistant, createParts, type Overrides } from './assistant.ts';
import { createBot } from './channel/bot.ts';
import { DirectLineAdapter } from './channel/directLineAdapter.ts';
import type { Config } from './config.ts';
import { openAlerts } from './http/alerts.ts';
import { openBotFramework } from './http/botframework.ts';
import { openCaseDoors } from './http/cases.ts';
import { openDirectLine } from './http/directline/directLine.ts';
import { keptTokenKey } from './http/directline/tokenKey.ts';
import { createTokens } from './http/directline/tokens.ts';
import { openHealth } from './http/health.ts';
import { createLimits } from './http/limits.ts';
import { openMetrics } from './http/metrics.ts';
import { createOrigins } from './http/origins.ts';
import { openPages } from './http/pages.ts';
import { usualPatience } from './http/patience.ts';
import { openPlaces } from './http/places.ts';
import type { Report } from './http/route.ts';
import { createHttpServer } from './http/server.ts';
import { asServed } from './turn/asServed.ts';
import { receiptOf } from './turn/receipt.ts';
import { buildPages } from './web/buildPages.ts';

export interface App extends Assistant {
  readonly server: Server;
  /** Disposes of what has expired; also done at the start and every hour. */
  sweep(): Promise<void>;
  /**
   * Serves the content as it stands in the files now, from the next turn on. Content with faults is refused, and the
   * one before goes on; the log says which.
   */
  reload(): Promise<void>;
  /** Resolves to the port once the doors are open. */
  listen(): Promise<number>;
}

/** How often what has expired is disposed of. */
const sweepEveryMilliseconds = 60 * 60_000;
/** How often cases that are due are looked at. */
const lookEveryMilliseconds = 2000;
/** How long requests under way have at the end. */
const closeMilliseconds = 3000;

/** The whole service, closed until {@link App.listen}: the doors, put before the parts of assistant.ts. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const pages = await buildPages(config.cacheDir, overrides.tell ?? (() => undefined));
  const parts = await createParts(config, overrides);
  const { clock, log, telemetry, documents, conversations, wakeUps, openConversation, sweep } = parts;
  const report: Report = {
    fault: (error, route) => log.error({ err: error, route }, 'a request failed'),
    refusal: telemetry.refusal,
  };
  const origins = createOrigins(config);
  const patience = overrides.patience ?? usualPatience;
  const server = createHttpServer(origins, report, telemetry.request, patience, config.tilesUrl);
  const bot = createBot(parts.handleTurn, parts.album.take, randomUUID);
  const adapter = new DirectLineAdapter();
  const streams = openDirectLine(
    server,
    {
      log: conversations,
      openConversation,
      takeActivity: (activity, bearer, files = []) =>
        adapter.process(asPosted(activity, bearer), bearer.conversation, bot, files),
      album: parts.album,
      exportConversation: parts.exportConversation,
      receipt: (conversation, reference) => receiptOf(conversations, conversation, reference),
      drawing: (of) => parts.mind().reference.library.drawing(of),
      tokens: createTokens(config.tokenKey ?? (await keptTokenKey(documents)), clock),
      resumeSecrets: parts.resumeSecrets,
      secret: config.directLineSecret,
      origins,
      limits: overrides.limits ?? createLimits(),
      wakeUps,
      patience,
      newId: randomUUID,
      reached: parts.reached,
    },
    report,
  );
  telemetry.countStreams(streams.count);
  openBotFramework(
    server,
    config.microsoftApp,
    async () => {
      const { createCloudDoor } = await import('./channel/cloudDoor.ts');
      const tooLong = (locale: string | undefined) =>
        parts.mind().renderer.text('too_long', {}, asServed(locale ?? '') ?? 'sv');
      const reportCloud = (error: unknown) => report.fault(error, '/api/messages');
      return createCloudDoor(
        config.microsoftApp,
        bot,
        openConversation,
        conversations.dispose,
        tooLong,
        reportCloud,
      );
    },
    origins,
    report,
  );
  openHealth(server, async () => void (await conversations.latest('none')), report);
  openMetrics(server, telemetry, config.metricsToken, origins, report);
  openCaseDoors(server, { cases: parts.cases, webhookSecret: config.webhookSecret, clock }, report);
  openPlaces(server, () => parts.mind().gazetteer, config.tilesUrl, report);
  openAlerts(server, () => parts.mind().alerts, clock, report);
  openPages(server, pages, parts.drawings, report);
  const sweepAndTell = () =>
    sweep().catch((error: unknown) => {
      telemetry.sweepFailed();
      log.error({ err: error }, 'the sweeper failed; it tries again in an hour');
    });
  const outbox = setInterval(() => void parts.cases.look(), lookEveryMilliseconds);
  const sweeper = setInterval(() => void sweepAndTell(), sweepEveryMilliseconds);

  return {
    ...parts,
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        // restify passes its server's errors on to itself.
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.removeListener('error', reject);
          void sweepAndTell();
          void parts.cases
            .wakeWaiting()
            .catch((error: unknown) => log.error({ err: error }, 'cases that wait were not looked at'));
          resolve(server.address().port);
        });
      }),
    close: async () => {
      clearInterval(sweeper);
      clearInterval(outbox);
      streams.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.server.closeIdleConnections();
        // Requests under way are finished, but nobody waits for ever for one whose client is gone.
        setTimeout(() => server.server.closeAllConnections(), closeMilliseconds).unref();
      });
      wakeUps.close();
      await parts.cases.look();
      await documents.close();
    },
  };
}

/** A posted activity as the bearer's own: whatever it says of its sender and conversation is not believed. */
function asPosted(activity: object, { conversation, user }: { conversation: string; user: string }) {
  return {
    ...activity,
    channelId: 'directline',
    conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: '' },
    from: { id: user, name: '' },
  };
}
