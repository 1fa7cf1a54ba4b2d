import { createDirectLine } from '../directline/client.ts';
import type { DirectLine } from '../directline/directLine.ts';
import { keepKey } from '../directline/keep.ts';
import { forgetAskedLanguage, onLanguageChosen, rememberLanguage } from '../texts/choice.ts';
import type { Language } from '../texts/languages.ts';
import { dressDocument, toWording, type Wording } from '../texts/texts.ts';
import { type Contact, createContact } from './contact.ts';
import { hear, noTalk, send, type Talk } from './talk.ts';

/** All that the chat shows. */
export interface ChatState {
  readonly wording: Wording;
  readonly talk: Talk;
  readonly contact: Contact;
  /** True when this conversation took the place of one that is no more. */
  readonly beganAnew: boolean;
}

/** All that a person can do in it. */
export interface ChatActions {
  say(text: string): void;
  sayAgain(key: string): void;
  speak(language: Language): void;
  startOver(): void;
  erase(): void;
  retry(): void;
  beginNew(): void;
}

export interface Conversation {
  readonly actions: ChatActions;
  readonly state: ChatState;
  start(tell: (state: ChatState) => void): void;
}

/**
 * Joins the Direct Line client, what is said, and the language into one state.
 *
 * @param first what the page speaks to begin with; `changed` when that is not what it spoke last time
 */
export function createConversation(first: Wording, { changed }: { readonly changed: boolean }): Conversation {
  let state: ChatState = { wording: first, talk: noTalk, contact: 'connecting', beganAnew: false };
  let tell: (state: ChatState) => void = () => undefined;
  let erasing = false;
  const storage = availableStorage();

  const line: DirectLine = createDirectLine(
    {
      base: '',
      window,
      storage,
      fetch: (...request) => fetch(...request),
      WebSocket,
      newId,
      locale: () => state.wording.language,
    },
    {
      activity: (activity) => {
        const talk = hear(state.talk, activity, Date.now());
        const last = talk.said.at(-1);
        if (last?.outcome !== 'cancelled_chat') return change({ talk });
        change({ talk: { said: [last], awaitingSince: null } });
        line.end();
      },
      outgoing: (item) => change({ talk: send(state.talk, item, Date.now()) }),
      connection: createContact((contact) => change({ contact })),
      renewed: () => {
        if (erasing) return line.end();
        change({ talk: noTalk, beganAnew: state.talk.said.length > 0 });
      },
    },
  );

  const actions: ChatActions = {
    say: (text) => {
      line.send({ type: 'message', text, textFormat: 'plain', locale: state.wording.language });
    },
    sayAgain: (key) => line.sendAgain(key),
    speak: changeLanguage,
    startOver: () => actions.say(state.wording.say('startOverCommand')),
    erase: () => {
      erasing = true;
      actions.say(state.wording.say('deleteChatCommand'));
    },
    retry: () => line.retry(),
    beginNew: () => {
      erasing = false;
      change({ talk: noTalk });
      line.restart();
    },
  };

  return {
    actions,
    get state() {
      return state;
    },
    start: (listener) => {
      tell = listener;
      dressDocument(state.wording);
      const resumes = storage !== null && storage.getItem(keepKey) !== null;
      line.start();
      if (resumes && changed) tellLanguage(first.language);
      onLanguageChosen(wear);
    },
  };

  function change(part: Partial<ChatState>): void {
    state = { ...state, ...part };
    tell(state);
  }

  /** The page's words change at once; the conversation is told, so that answers follow. */
  function changeLanguage(language: Language): void {
    if (language === state.wording.language) return;
    wear(language);
    rememberLanguage(language);
    forgetAskedLanguage();
    if (state.contact !== 'ended') tellLanguage(language);
  }

  function wear(language: Language): void {
    const wording = toWording(language);
    dressDocument(wording);
    change({ wording });
  }

  function tellLanguage(language: Language): void {
    line.send({ type: 'event', name: 'kommunlots/language', value: { language }, locale: language });
  }
}

function availableStorage(): Storage | null {
  try {
    window.localStorage.getItem(keepKey);
    return window.localStorage;
  } catch {
    return null;
  }
}

/** `crypto.randomUUID` is missing on plain http in a town hall's network; random numbers are not. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
