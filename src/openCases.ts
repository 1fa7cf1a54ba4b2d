import { randomInt } from 'node:crypto';
import type { Case, CaseStatus } from './cases/case.ts';
import { createCaseBook } from './cases/caseBook.ts';
import { createPost } from './cases/mail.ts';
import { createOutbox, type OutboxTiming, takeStatus, usualTiming } from './cases/outbox.ts';
import { receiverFor } from './cases/receivers.ts';
import { newPauseCode } from './cases/reference.ts';
import type { Config } from './config.ts';
import type { Documents } from './documents.ts';
import { createPauses } from './flows/pauses.ts';
import type { Clock, Entry } from './model.ts';
import type { Album } from './pictures/album.ts';
import type { Log } from './telemetry/log.ts';
import type { ConversationLog } from './turn/conversationLog.ts';
import { wordStatus } from './turn/flows/wordStatus.ts';
import type { Mind } from './turn/mind.ts';
import { createNotify } from './turn/notify.ts';

export interface CaseSurroundings {
  readonly config: Config;
  readonly documents: Documents;
  readonly clock: Clock;
  readonly mind: () => Mind;
  readonly conversations: ConversationLog;
  readonly album: Album;
  readonly wake: (entry: Entry) => void;
  readonly log: Log;
  readonly timing?: OutboxTiming;
}

/** Cases and flows that were left, put together with their conversations and their departments. Part of the composition root. */
export function openCases(surroundings: CaseSurroundings) {
  const { config, documents, clock, mind, conversations, album, wake, log } = surroundings;
  const book = createCaseBook({
    documents,
    clock,
    random: randomInt,
    expiry: (now) => mind().expiry('case', now),
  });
  const pauses = createPauses(documents, clock, () => newPauseCode(randomInt));
  const post = config.mail === null ? null : createPost(config.mail.smtpUrl, config.mail.from);
  const notify = createNotify({ log: conversations, mind, clock, wake });
  const tools = {
    open311:
      config.open311 === null
        ? null
        : {
            ...config.open311,
            pictureUrl:
              config.publicUrl === null
                ? null
                : (reference: string, index: number, key: string) =>
                    `${config.publicUrl}/cases/${reference}/pictures/${index}?key=${key}`,
          },
    post,
    webhookSecret: config.webhookSecret,
    now: clock,
  };
  const tell = async (of: Case, change: { number: number; status: CaseStatus; note: string }) => {
    const { conversation, reference, content } = of;
    await notify({
      conversation,
      id: `case/${reference}/${change.number}`,
      outcome: 'reported_status',
      topic: content.topic,
      caseReference: reference,
      draft: (language) => ({
        passages: wordStatus(of, change, language, mind(), clock()),
        suggestions: [],
      }),
    });
  };
  /** The pictures go with the case before it counts as received. */
  const receive = async (of: Case): Promise<void> => {
    for (const [index, id] of of.content.pictures.entries()) {
      const picture = await album.find(of.conversation, id);
      if (picture === null) log.warn({ reference: of.reference }, 'a picture of a case is gone');
      else await book.keepPicture(of, index, picture);
    }
    if (!(await book.receive(of.reference)))
      log.error({ reference: of.reference }, 'a case that was sent had been disposed of');
  };
  const sendReceipt =
    post === null
      ? null
      : async ({ reference, content }: Case): Promise<void> => {
          const { email } = content.contact;
          if (email === undefined) return;
          const { renderer, reference: knowledge } = mind();
          const { language } = content;
          const parameters = {
            reference,
            title: knowledge.flows.text(content.flow, language).title,
            day: knowledge.day(clock().toISOString(), language),
          };
          await post.send({
            to: email,
            subject: renderer.text('receipt_subject', { reference }, language),
            text: renderer.text('receipt_mail', parameters, language),
            id: `receipt-${reference}`,
          });
        };
  const pursue = createOutbox({
    book,
    clock,
    random: Math.random,
    timing: surroundings.timing ?? usualTiming,
    receiverFor: (of) => receiverFor(of, mind().receivers, tools),
    wasSent: ({ conversation, reference }) => conversations.holdsCase(conversation, reference),
    receive,
    wordReopening: ({ reference }) => ({
      slot: 'reopened',
      label: mind().renderer.text('case_again_label', {}, 'sv'),
      text: mind().renderer.text('case_again', { reference }, 'sv'),
    }),
    tell,
    sendReceipt,
    report: (what, reference, error) => log.warn({ err: error, reference }, what),
  });
  let running: Promise<void> | null = null;
  /** One look at a time in this process; who comes meanwhile gets the one that is under way. Never rejects. */
  const look = (): Promise<void> => {
    running ??= pursue()
      .then(
        () => undefined,
        (error: unknown) => log.error({ err: error }, 'cases that are due could not be read'),
      )
      .finally(() => {
        running = null;
      });
    return running;
  };
  return {
    book,
    pauses,
    look,
    /** A turn is in the log: what it sent is received, and goes out at the next look. */
    settle: async ({ result }: Entry): Promise<void> => {
      if (result.outcome !== 'reported_case' || result.case === undefined) return;
      const { reference } = result.case;
      const shown = await book.read(reference);
      if (shown === null) log.error({ reference }, 'a case that was sent is not in the store');
      else if (!shown.standing.received) await receive(shown.case);
    },
    takeStatus: (of: Case, told: { status: 'open' | 'closed'; note: string }) =>
      takeStatus(of, told, { book, tell }),
    wakeWaiting: () => book.wakeWaiting(),
  };
}

export type Cases = ReturnType<typeof openCases>;
