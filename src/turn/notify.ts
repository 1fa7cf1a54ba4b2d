import type { Clock, Entry, Language, Outcome } from '../model.ts';
import type { Draft } from '../replies/renderer.ts';
import { type ConversationLog, isDeleted } from './conversationLog.ts';
import type { Mind } from './mind.ts';

/** How often an entry is tried when others write to the conversation first. */
const mostTries = 12;

export interface Notice {
  readonly conversation: string;
  /** Names the notice in its conversation: the same one is told once. */
  readonly id: string;
  readonly outcome: Outcome;
  readonly topic: string | null;
  readonly caseReference: string;
  readonly draft: (language: Language) => Draft;
}

export interface NotifyTools {
  readonly log: ConversationLog;
  readonly mind: () => Mind;
  readonly clock: Clock;
  readonly wake: (entry: Entry) => void;
}

/** Tells something in a conversation that nobody asked for just now; in one that is gone or deleted nothing is said. */
export function createNotify({ log, mind, clock, wake }: NotifyTools): (notice: Notice) => Promise<void> {
  return async ({ conversation, id, outcome, topic, caseReference, draft }) => {
    const clientId = `own/${id}`;
    for (let attempt = 0; attempt < mostTries; attempt += 1) {
      const latest = await log.latest(conversation);
      if (latest === null || isDeleted(latest)) return;
      if ((await log.byClientId(conversation, clientId)) !== null) return;
      const { renderer, expiry } = mind();
      const at = clock();
      const { session, user } = latest;
      const entry: Entry = {
        version: 1,
        conversation,
        seq: latest.seq + 1,
        clientId,
        kind: 'notice',
        at: at.toISOString(),
        user,
        message: null,
        redacted: '',
        replies: [renderer.render(draft(session.language), session.language)],
        result: {
          outcome,
          topic,
          language: session.language,
          alternatives: [],
          case: { reference: caseReference },
        },
        session,
        expiresAt: expiry('conversation', at),
      };
      if ((await log.append(entry)) === 'taken') continue;
      wake(entry);
      return;
    }
  };
}
