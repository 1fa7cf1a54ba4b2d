import { createDirectLine } from '../directline/client.ts';
import type { DirectLine } from '../directline/directLine.ts';
import { keepKey } from '../directline/keep.ts';
import { clientIdOf } from '../directline/protocol.ts';
import { forgetAskedLanguage, onLanguageChosen, rememberLanguage } from '../texts/choice.ts';
import type { Language } from '../texts/languages.ts';
import { dressDocument, toWording, type Wording } from '../texts/texts.ts';
import { chatTexts } from './chatTexts.ts';
import { type Contact, createContact } from './contact.ts';
import { goElsewhere } from './frame.ts';
import { giveFile } from './giveFile.ts';
import { hear, noTalk, send, type Talk } from './talk.ts';
import { forgetDraft } from './useDraft.ts';

/** All that the chat shows. */
export interface ChatState {
  readonly wording: Wording;
  readonly talk: Talk;
  readonly contact: Contact;
  /** True when this conversation took the place of one that is no more. */
  readonly beganAnew: boolean;
  /** Something that was asked for did not work; shown until the next thing is done. */
  readonly failure: 'save' | null;
}

/** All that a person can do in it. */
export interface ChatActions {
  say(text: string, picture?: Picture): void;
  sayAgain(key: string): void;
  speak(language: Language): void;
  /** Whether the last answer was one. */
  rate(helped: boolean): void;
  startOver(): void;
  /** Gives the conversation to the browser as a text file. */
  save(): void;
  /** A picture of the conversation; rejects when it cannot be had. */
  picture(address: string): Promise<Blob>;
  /** A case's receipt as a file; rejects when it cannot be had. */
  receipt(reference: string, format: 'text' | 'pdf'): Promise<Blob>;
  erase(): void;
  retry(): void;
  /** Forgets the conversation in this browser, and is gone: for who must not be seen here. */
  leaveNow(): void;
  beginNew(): void;
}

/** A picture on its way, with the address under which this browser shows it. */
export interface Picture {
  readonly file: Blob;
  readonly preview: string;
}

export interface Conversation {
  readonly actions: ChatActions;
  readonly state: ChatState;
  /** Connects. Resolves as soon as the door has been asked, so that what draws does not stand in its way. */
  start(): Promise<void>;
  /** Tells the state now and at each change. */
  follow(tell: (state: ChatState) => void): void;
}

/**
 * Joins the Direct Line client, what is said, and the language into one state.
 *
 * @param first what the page speaks to begin with; `changed` when that is not what it spoke last time
 */
export function createConversation(first: Wording, { changed }: { readonly changed: boolean }): Conversation {
  let state: ChatState = {
    wording: first,
    talk: noTalk,
    contact: 'connecting',
    beganAnew: false,
    failure: null,
  };
  /** By the client's id of the message that each goes with, until it has arrived. */
  const previews = new Map<string, string>();
  let tell: (state: ChatState) => void = () => undefined;
  let erasing = false;
  let onAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    onAsked = resolve;
  });
  const storage = availableStorage('localStorage');

  const line: DirectLine = createDirectLine(
    {
      base: '',
      window,
      storage,
      tabStorage: availableStorage('sessionStorage'),
      fetch: (...request) => {
        onAsked();
        return fetch(...request);
      },
      WebSocket,
      newId,
      locale: () => state.wording.language,
    },
    {
      activity: (activity) => {
        const talk = hear(state.talk, activity, Date.now());
        forgetPreview(clientIdOf(activity));
        const last = talk.said.at(-1);
        if (last?.outcome !== 'cancelled_chat') return change({ talk });
        forgetDraft();
        change({ talk: { ...noTalk, said: [last] } });
        line.end();
      },
      outgoing: (item) => change({ talk: send(state.talk, item, Date.now(), previews.get(item.id) ?? null) }),
      connection: createContact((contact) => change({ contact })),
      renewed: () => {
        if (erasing) return line.end();
        change({ talk: noTalk, beganAnew: state.talk.said.length > 0 });
      },
    },
  );

  const actions: ChatActions = {
    say: (text, picture) => {
      change({ failure: null });
      const activity = { type: 'message', text, textFormat: 'plain', locale: state.wording.language };
      if (picture === undefined) line.send(activity);
      else {
        const id = line.send(activity, picture.file);
        previews.set(id, picture.preview);
        change({
          talk: send(state.talk, { id, activity, file: null, state: 'sending' }, Date.now(), picture.preview),
        });
      }
    },
    rate: (helped) => {
      line.send({ type: 'event', name: 'kommunlots/feedback', value: { helped } });
    },
    save: () => void save(),
    picture: (address) => line.fetchOwn(address),
    receipt: async (reference, format) => {
      const address = line.exportAddress();
      if (address === null) throw new Error('no conversation is open');
      return line.fetchOwn(address.replace(/export.*$/, `receipts/${reference}?format=${format}`));
    },
    sayAgain: (key) => line.sendAgain(key),
    speak: changeLanguage,
    startOver: () => actions.say(state.wording.say('startOverCommand')),
    erase: () => {
      erasing = true;
      actions.say(state.wording.say('deleteChatCommand'));
    },
    retry: () => line.retry(),
    leaveNow: () => {
      line.end();
      forgetDraft();
      change({ talk: noTalk });
      goElsewhere();
    },
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
    follow: (listener) => {
      tell = listener;
      tell(state);
    },
    start: () => {
      dressDocument(state.wording);
      const resumes = storage !== null && storage.getItem(keepKey) !== null;
      line.start();
      if (resumes && changed) tellLanguage(first.language);
      onLanguageChosen(wear);
      return asked;
    },
  };

  async function save(): Promise<void> {
    const address = line.exportAddress();
    try {
      if (address === null) throw new Error('no conversation is open');
      giveFile(await line.fetchOwn(address), `kommunlots-${new Date().toISOString().slice(0, 10)}.txt`);
      change({ failure: null });
    } catch {
      change({ failure: 'save' });
    }
  }

  function forgetPreview(id: string | null): void {
    const preview = id === null ? undefined : previews.get(id);
    if (id === null || preview === undefined) return;
    previews.delete(id);
    URL.revokeObjectURL(preview);
  }

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
    const wording = toWording(language, chatTexts);
    dressDocument(wording);
    change({ wording });
  }

  function tellLanguage(language: Language): void {
    line.send({ type: 'event', name: 'kommunlots/language', value: { language }, locale: language });
  }
}

function availableStorage(kind: 'localStorage' | 'sessionStorage'): Storage | null {
  try {
    window[kind].getItem(keepKey);
    return window[kind];
  } catch {
    return null;
  }
}

/** `crypto.randomUUID` is missing on plain http in a town hall's network; random numbers are not. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
