import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DestinationStream } from 'pino';
import type { OutboxTiming } from './cases/outbox.ts';
import type { Config } from './config.ts';
import { loadContent } from './content/loadContent.ts';
import type { Documents } from './documents.ts';
import { createResumeSecrets } from './http/directline/resumeSecrets.ts';
import type { Limits } from './http/limits.ts';
import type { Patience } from './http/patience.ts';
import { createMind, type LearnedMind } from './mind.ts';
import type { Clock, Entry } from './model.ts';
import { type Cases, openCases } from './openCases.ts';
import { createAlbum } from './pictures/album.ts';
import { prepareMind } from './prepareMind.ts';
import { createSweeper } from './privacy/sweeper.ts';
import { openSqlite } from './store/sqlite.ts';
import { createWakeUpsInProcess } from './store/wakeUpsInProcess.ts';
import { createLog, type Log } from './telemetry/log.ts';
import { createTelemetry } from './telemetry/telemetry.ts';
import { createConversationLog } from './turn/conversationLog.ts';
import { createExportConversation } from './turn/exportConversation.ts';
import { createHandleTurn, type HandleTurn } from './turn/handleTurn.ts';
import type { Reached } from './turn/milestones.ts';
import type { Mind } from './turn/mind.ts';
import { createOpenConversation, type OpenConversation } from './turn/openConversation.ts';
import type { WakeUps } from './wakeUps.ts';

/** What a test or a command may put in place of the usual. */
export interface Overrides {
  readonly clock?: Clock;
  readonly documents?: Documents;
  /** Another folder that holds `knowledge/` and `locales/`. */
  readonly contentRoot?: string;
  /** Where log lines go; standard output when left out. */
  readonly logTo?: DestinationStream;
  /** A load test has none. */
  readonly limits?: Limits;
  readonly patience?: Patience;
  /** Told what a cold start is doing. */
  readonly tell?: (text: string) => void;
  /** How long deliveries of cases wait. */
  readonly outboxTiming?: OutboxTiming;
  /** Told at each point that a message passes. */
  readonly reached?: Reached;
}

/** The assistant without doors: what a command needs to take a turn. */
export interface Assistant {
  readonly openConversation: OpenConversation;
  readonly handleTurn: HandleTurn;
  /** How messages are heard and answered now. */
  readonly mind: () => Mind;
  readonly documents: Documents;
  readonly cases: Cases;
  readonly close: () => Promise<void>;
}

/** The folder that holds `knowledge/` and `locales/`. */
export const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/** Everything below the doors, put together: with app.ts the composition root, which alone names concrete classes. */
export async function createParts(config: Config, overrides: Overrides) {
  const clock = overrides.clock ?? (() => new Date());
  const reached = overrides.reached ?? (() => undefined);
  const log = createLog(config.logLevel, overrides.logTo);
  const telemetry = createTelemetry();
  const progress = tellTraining(overrides.tell ?? (() => undefined));
  const contentRoot = overrides.contentRoot ?? projectRoot;
  const loadMind = async () => {
    const content = await loadContent(contentRoot, config.cacheDir);
    return createMind(content, config, clock, progress);
  };
  const learned = await loadMind();
  const mind = (): Mind => served;
  const expiry = (now: Date) => mind().expiry('conversation', now);
  const documents = overrides.documents ?? (await openStore(config, reached));
  const conversations = createConversationLog(documents);
  const wakeUps = await openWakeUps(config, log);
  const wake = (entry: Entry) => wakeUps.publish(entry.conversation, entry);
  const resumeSecrets = createResumeSecrets(documents, clock, expiry);
  const album = createAlbum(documents, clock, expiry);
  const cases = openCases({
    config,
    documents,
    clock,
    mind,
    conversations,
    album,
    wake,
    log,
    ...(overrides.outboxTiming === undefined ? {} : { timing: overrides.outboxTiming }),
  });
  const withDesk = (of: LearnedMind): Mind => ({
    ...of,
    reference: {
      ...of.reference,
      cases: cases.book,
      pauses: cases.pauses,
      adoptPictures: album.adopt,
      newId: randomUUID,
    },
  });
  let served = withDesk(learned);
  const forget = async (erasure: Entry): Promise<void> => {
    // Which one, and no more: a backup from before must not bring it back.
    log.info({ conversation: erasure.conversation }, 'a conversation was deleted by its citizen');
    await resumeSecrets.revoke(erasure.conversation);
    await album.forget(erasure.conversation);
    await cases.pauses.forget(erasure.conversation);
    await conversations.forget(erasure);
  };
  const handleTurn = createHandleTurn({
    log: conversations,
    mind,
    clock,
    random: Math.random,
    report: (error, conversation) => log.error({ err: error, conversation }, 'a turn failed'),
    forget,
    settle: cases.settle,
    wake,
    observe: (entry, seconds) => {
      telemetry.turn(entry, seconds);
      const { conversation, seq, result } = entry;
      log.debug({ conversation, seq, outcome: result.outcome, seconds }, 'a turn');
    },
    reached,
  });
  const openConversation = createOpenConversation({
    log: conversations,
    mind,
    clock,
    wake,
  });
  const dispose = createSweeper({
    documents,
    clock,
    rule: (now) => ({
      decision: mind().retentionDecision,
      keepRecordUntil: mind().expiry('disposal', now),
    }),
    sweeps: {
      entries: conversations.sweep,
      pictures: album.sweep,
      cases: cases.book.sweep,
      pauses: cases.pauses.sweep,
      resume_secrets: resumeSecrets.sweep,
    },
  });
  const sweep = async (): Promise<void> => {
    // An erasure that a crash cut short is finished here.
    for (const erasure of await conversations.erasures()) await forget(erasure);
    const { at, decision, disposed } = await dispose();
    telemetry.sweep(new Date(at), disposed);
    log.info({ disposed, decision }, 'disposed of what had expired');
  };
  const exportConversation = createExportConversation({ log: conversations, mind, clock });
  const reload = async (): Promise<void> => {
    try {
      // On another thread first, so that turns go on; what it leaves in the caches is loaded in a moment.
      await prepareMind({ recogniser: config.recogniser, cacheDir: config.cacheDir, contentRoot });
      served = withDesk(await loadMind());
      // A department that had no way may have one now.
      await cases.wakeWaiting();
      telemetry.reload(true);
      log.info('the content is served as it stands in the files now');
    } catch (error) {
      telemetry.reload(false);
      log.error({ err: error }, 'the new content is not served; the one before is');
    }
  };
  return {
    clock,
    log,
    telemetry,
    mind,
    reached,
    documents,
    conversations,
    album,
    cases,
    exportConversation,
    wakeUps,
    resumeSecrets,
    handleTurn,
    openConversation,
    sweep,
    reload,
    /** Folder of the small drawings that go with topics. */
    drawings: join(contentRoot, 'knowledge/pictures'),
  };
}

/** The assistant alone, for commands. */
export async function createAssistant(config: Config, overrides: Overrides = {}): Promise<Assistant> {
  // Readers look by themselves, so that a command need not be able to wake them.
  const parts = await createParts({ ...config, redisUrl: null }, overrides);
  return { ...parts, close: () => parts.documents.close() };
}

/** What only several processes need is loaded only for them. */
export async function openStore(
  { mongodbUrl, dataDir }: Config,
  reached: Reached = () => undefined,
): Promise<Documents> {
  if (mongodbUrl === null) return openSqlite(join(dataDir, 'kommunlots.sqlite'), reached);
  const { openMongo } = await import('./store/mongo.ts');
  return openMongo(mongodbUrl);
}

async function openWakeUps({ redisUrl }: Config, log: Log): Promise<WakeUps> {
  if (redisUrl === null) return createWakeUpsInProcess();
  const { createWakeUpsByRedis } = await import('./store/wakeUpsByRedis.ts');
  return createWakeUpsByRedis(redisUrl, randomUUID(), log);
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
