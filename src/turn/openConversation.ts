import type { Clock, Entry, Language, Session } from '../model.ts';
import { say } from '../replies/renderer.ts';
import { asServed } from './asServed.ts';
import type { ConversationLog } from './conversationLog.ts';
import type { Mind } from './mind.ts';

export interface Opening {
  readonly conversation: string;
  readonly user: string;
  /** The page's language (BCP 47); Swedish when it is left out or none that is served. */
  readonly locale?: string;
}

/** What a conversation begins with. */
function firstSession(language: Language): Session {
  return {
    version: 1,
    language,
    languageChosen: false,
    topic: null,
    choices: [],
    misses: 0,
    flow: null,
    parked: [],
    told: null,
    caseAsked: null,
    wrongCodes: 0,
  };
}

export interface OpeningTools {
  readonly log: ConversationLog;
  readonly mind: () => Mind;
  readonly clock: Clock;
  readonly wake: (entry: Entry) => void;
}

/** Resolves to the greeting's entry, or to null when the conversation had begun before. */
export type OpenConversation = (opening: Opening) => Promise<Entry | null>;

/** Writes a conversation's first entry, the greeting. Opening it twice is opening it once. */
export function createOpenConversation(tools: OpeningTools): OpenConversation {
  return async ({ conversation, user, locale }) => {
    const { renderer, keptDays, firstTopics, expiry } = tools.mind();
    const language = asServed(locale ?? '') ?? 'sv';
    const at = tools.clock();
    const entry: Entry = {
      version: 1,
      conversation,
      seq: 1,
      clientId: 'own/opening',
      kind: 'opening',
      at: at.toISOString(),
      user,
      message: null,
      redacted: '',
      replies: [
        renderer.render(
          {
            passages: [say('opening', { days: String(keptDays) })],
            suggestions: firstTopics(language).map((markdown) => ({ markdown })),
          },
          language,
        ),
      ],
      result: { outcome: 'greeted_opening', topic: null, language, alternatives: [] },
      session: firstSession(language),
      expiresAt: expiry('conversation', at),
    };
    if ((await tools.log.append(entry)) === 'taken') return null;
    tools.wake(entry);
    return entry;
  };
}
