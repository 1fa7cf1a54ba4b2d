import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import type { Server } from 'restify';
import { createBot } from './channel/bot.ts';
import { DirectLineAdapter } from './channel/directLineAdapter.ts';
import type { Config } from './config.ts';
import { type Content, loadContent } from './content/loadContent.ts';
import type { Documents } from './documents.ts';
import { openBotFramework } from './http/botframework.ts';
import { openDirectLine } from './http/directline/directLine.ts';
import { createResumeSecrets } from './http/directline/resumeSecrets.ts';
import { keptTokenKey } from './http/directline/tokenKey.ts';
import { createTokens } from './http/directline/tokens.ts';
import { openHealth } from './http/health.ts';
import { createLimits, type Limits } from './http/limits.ts';
import { createOrigins } from './http/origins.ts';
import { openPages } from './http/pages.ts';
import { createHttpServer } from './http/server.ts';
import { formatFact } from './knowledge/formatFact.ts';
import type { Clock, Entry, Language } from './model.ts';
import { loadOrTrainDanger } from './nlu/danger/loadOrTrainDanger.ts';
import { createDangerFinder } from './nlu/danger.ts';
import { createLanguageIdentifier } from './nlu/language/identify.ts';
import { openRecogniser } from './nlu/openRecogniser.ts';
import { redact } from './privacy/redact.ts';
import { expiryOf } from './privacy/retention.ts';
import { createRenderer } from './replies/renderer.ts';
import { openSqlite } from './store/sqlite.ts';
import { createWakeUpsInProcess } from './store/wakeUpsInProcess.ts';
import { asServed } from './turn/asServed.ts';
import { createCommandFinder } from './turn/commands.ts';
import { createConversationLog } from './turn/conversationLog.ts';
import { createHandleTurn, type HandleTurn } from './turn/handleTurn.ts';
import type { Senses } from './turn/hear.ts';
import { createOpenConversation, type OpenConversation } from './turn/openConversation.ts';
import type { WakeUps } from './wakeUps.ts';
import { buildPages } from './web/buildPages.ts';

/** What a test or a command may put in place of the usual. */
export interface Overrides {
  readonly clock?: Clock;
  readonly documents?: Documents;
  readonly log?: pino.Logger;
  /** A load test has none. */
  readonly limits?: Limits;
  /** Told what a cold start is doing. */
  readonly tell?: (text: string) => void;
}

/** The assistant without doors: what a command needs to take a turn. */
export interface Assistant {
  readonly content: Content;
  readonly openConversation: OpenConversation;
  readonly handleTurn: HandleTurn;
  /** How a message is heard, for whoever wants to know what decided. */
  readonly senses: Senses;
  readonly documents: Documents;
  readonly close: () => Promise<void>;
}

export interface App extends Assistant {
  readonly server: Server;
  /** Disposes of what has expired; also done at the start and every hour. */
  sweep(): Promise<void>;
  /** Resolves to the port once the doors are open. */
  listen(): Promise<number>;
}

/** The folder that holds `knowledge/` and `locales/`. */
const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** How often what has expired is disposed of. */
const sweepEveryMilliseconds = 60 * 60_000;
/** How long requests under way have at the end. */
const closeMilliseconds = 3000;
/** First buttons of a new chat: what people bring most and what can be done at once. */
const firstTopics = ['street-fault', 'preschool-apply', 'income-support', 'visit'];

/** Everything below the doors, put together. */
async function createParts(config: Config, overrides: Overrides) {
  const clock = overrides.clock ?? (() => new Date());
  const log = overrides.log ?? pino({ level: config.logLevel });
  const tell = overrides.tell ?? (() => undefined);
  const content = await loadContent(projectRoot, config.cacheDir);
  const { library, locales, retention } = content;
  const documents = overrides.documents ?? (await openStore(config));
  const conversations = createConversationLog(documents);
  const wakeUps = await openWakeUps(config, log);
  const expiry = (now: Date) => expiryOf(retention, now);
  const resumeSecrets = createResumeSecrets(documents, clock, expiry);
  const renderer = createRenderer(locales.texts, (id, language) => {
    const value = library.fact(id)?.value;
    if (value === undefined) throw new Error(`the fact "${id}" has no value to show`);
    const texts = locales.texts[language];
    return formatFact(value, language, {
      hours: texts.hours_pattern,
      weekdays: texts.hours_weekdays,
      everyday: texts.hours_everyday,
      kronor: texts.amount_kronor,
    });
  });
  const recogniser = await openRecogniser(config.recogniser, {
    examples: content.examples,
    concepts: content.concepts,
    cacheDirectory: config.cacheDir,
    progress: tellTraining(tell),
    now: () => clock().getTime(),
  });
  const dangerModel = await loadOrTrainDanger(
    content.dangerExamples,
    content.examples,
    content.concepts,
    config.cacheDir,
  );
  // Numbers and addresses that we tell people ourselves are no secrets.
  const ownContacts = new Set(
    content.facts.flatMap(({ value }) =>
      value?.type === 'phone' ? [value.number] : value?.type === 'email' ? [value.address] : [],
    ),
  );
  const senses: Senses = {
    redact: (text) => redact(text, ownContacts),
    findDanger: createDangerFinder(content.dangerRules, dangerModel),
    findCommand: createCommandFinder(locales.commandWords),
    identifyLanguage: createLanguageIdentifier(content.examples),
    recogniser,
    library,
  };
  const forget = async (erasure: Entry): Promise<void> => {
    await resumeSecrets.revoke(erasure.conversation);
    await conversations.forget(erasure);
  };
  const handleTurn = createHandleTurn({
    log: conversations,
    senses,
    reference: { library, unserved: locales.unserved },
    renderer,
    clock,
    random: Math.random,
    expiry,
    report: (error, conversation) => log.error({ err: error, conversation }, 'a turn failed'),
    forget,
    wake: wakeUps.publish,
  });
  const openConversation = createOpenConversation({
    log: conversations,
    renderer,
    clock,
    expiry,
    keptDays: retention.conversations.days,
    firstTopics: (language: Language) => firstTopics.map((topic) => library.title(topic, language)),
    wake: wakeUps.publish,
  });
  const sweep = async (): Promise<void> => {
    const now = clock().toISOString();
    // An erasure that a crash cut short is finished here.
    for (const erasure of await conversations.erasures()) await forget(erasure);
    const entries = await conversations.sweep(now);
    const secrets = await resumeSecrets.sweep(now);
    await documents.tidy();
    log.info({ entries, secrets, decision: retention.decision }, 'disposed of what had expired');
  };
  return {
    clock,
    log,
    content,
    documents,
    conversations,
    wakeUps,
    resumeSecrets,
    senses,
    handleTurn,
    openConversation,
    renderer,
    sweep,
  };
}

/** The assistant alone, for commands. */
export async function createAssistant(config: Config, overrides: Overrides = {}): Promise<Assistant> {
  // Readers look by themselves, so that a command need not be able to wake them.
  const parts = await createParts({ ...config, redisUrl: null }, overrides);
  return { ...parts, close: () => parts.documents.close() };
}

/** The whole service, closed until {@link App.listen}: the composition root, which alone names concrete classes. */
export async function createApp(config: Config, overrides: Overrides = {}): Promise<App> {
  const pages = await buildPages(config.cacheDir, overrides.tell ?? (() => undefined));
  const parts = await createParts(config, overrides);
  const { clock, log, documents, conversations, wakeUps, resumeSecrets, openConversation, renderer, sweep } =
    parts;
  const report = (error: unknown, route: string) => log.error({ err: error, route }, 'a request failed');
  const origins = createOrigins(config);
  const server = createHttpServer(origins, report);
  const bot = createBot(parts.handleTurn, randomUUID);
  const adapter = new DirectLineAdapter();
  const streams = openDirectLine(
    server,
    {
      log: conversations,
      openConversation,
      takeActivity: (activity, bearer) =>
        adapter.process(asPosted(activity, bearer), bearer.conversation, bot),
      tokens: createTokens(config.tokenKey ?? (await keptTokenKey(documents)), clock),
      resumeSecrets,
      secret: config.directLineSecret,
      origins,
      limits: overrides.limits ?? createLimits(),
      wakeUps,
      newId: randomUUID,
    },
    report,
  );
  openBotFramework(
    server,
    config.microsoftApp,
    async () => {
      const { createCloudDoor } = await import('./channel/cloudDoor.ts');
      const tooLong = (locale: string | undefined) =>
        renderer.text('too_long', {}, asServed(locale ?? '') ?? 'sv');
      const reportCloud = (error: unknown) => report(error, '/api/messages');
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
  openPages(server, pages, report);
  const reportSweep = (error: unknown) =>
    log.error({ err: error }, 'the sweeper failed; it tries again in an hour');
  const sweeper = setInterval(() => void sweep().catch(reportSweep), sweepEveryMilliseconds);

  return {
    ...parts,
    server,
    listen: () =>
      new Promise((resolve, reject) => {
        // restify passes its server's errors on to itself.
        server.once('error', reject);
        server.listen(config.port, config.host, () => {
          server.removeListener('error', reject);
          void sweep().catch(reportSweep);
          resolve(server.address().port);
        });
      }),
    close: async () => {
      clearInterval(sweeper);
      streams.close();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.server.closeIdleConnections();
        // Requests under way are finished, but nobody waits for ever for one whose client is gone.
        setTimeout(() => server.server.closeAllConnections(), closeMilliseconds).unref();
      });
      wakeUps.close();
      await documents.close();
    },
  };
}

/** What only several processes need is loaded only for them. */
async function openStore({ mongodbUrl, dataDir }: Config): Promise<Documents> {
  if (mongodbUrl === null) return openSqlite(join(dataDir, 'kommunlots.sqlite'));
  const { openMongo } = await import('./store/mongo.ts');
  return openMongo(mongodbUrl);
}

async function openWakeUps({ redisUrl }: Config, log: pino.Logger): Promise<WakeUps> {
  if (redisUrl === null) return createWakeUpsInProcess();
  const { createWakeUpsByRedis } = await import('./store/wakeUpsByRedis.ts');
  return createWakeUpsByRedis(redisUrl, randomUUID(), log);
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

/** Tells the training's progress in tenths. */
function tellTraining(tell: (text: string) => void): (share: number) => void {
  let told = -1;
  return (share) => {
    const tenth = Math.floor(share * 10);
    if (tenth === told) return;
    told = tenth;
    tell(`training the recogniser: ${tenth * 10} %`);
  };
}
