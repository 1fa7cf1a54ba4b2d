import { cityTimeZone } from '../calendar/localDate.ts';
import { KnownError } from '../errors.ts';
import type { Clock, Entry, Language } from '../model.ts';
import { type ConversationLog, isDeleted } from './conversationLog.ts';
import { formatTags } from './flows/wordValue.ts';
import type { Mind } from './mind.ts';

/** Entries read at once. */
const entriesAtOnce = 200;

/** What a citizen gets of the own conversation, to keep or to take elsewhere. */
export interface ExportedConversation {
  readonly conversation: string;
  /** ISO times, UTC. */
  readonly exportedAt: string;
  readonly keptUntil: string;
  readonly language: Language;
  readonly messages: readonly ExportedMessage[];
}

export interface ExportedMessage {
  readonly at: string;
  readonly from: 'citizen' | 'kommunlots';
  /** As written; replies in CommonMark. */
  readonly text: string;
  /** Ids of the pictures that came with it. */
  readonly pictures?: readonly string[];
}

export interface ExportTools {
  readonly log: ConversationLog;
  readonly mind: () => Mind;
  readonly clock: Clock;
}

export interface ExportConversation {
  /** @throws KnownError `conversation_unknown`, `conversation_ended` */
  asData(conversation: string): Promise<ExportedConversation>;
  /** The same as a text to read, in the conversation's own language. */
  asText(conversation: string): Promise<string>;
}

/** Everything of a conversation that its citizen wrote and was shown. */
export function createExportConversation({ log, mind, clock }: ExportTools): ExportConversation {
  const asData = async (conversation: string): Promise<ExportedConversation> => {
    const entries: Entry[] = [];
    for (;;) {
      const more = await log.after(conversation, entries.at(-1)?.seq ?? 0, entriesAtOnce);
      entries.push(...more);
      if (more.length < entriesAtOnce) break;
    }
    const latest = entries.at(-1);
    if (latest === undefined) throw new KnownError('conversation_unknown');
    if (isDeleted(latest)) throw new KnownError('conversation_ended');
    return {
      conversation,
      exportedAt: clock().toISOString(),
      keptUntil: latest.expiresAt,
      language: latest.session.language,
      messages: entries.flatMap(messagesOf),
    };
  };
  return {
    asData,
    asText: async (conversation) => inWords(await asData(conversation), mind()),
  };
}

function messagesOf({ at, message, replies }: Entry): ExportedMessage[] {
  const pictures = (message?.files ?? []).flatMap((file) => (file.kind === 'picture' ? [file.id] : []));
  const said: ExportedMessage[] =
    message?.kind === 'text'
      ? [{ at, from: 'citizen', text: message.text, ...(pictures.length > 0 ? { pictures } : {}) }]
      : [];
  return [...said, ...replies.map(({ text }) => ({ at, from: 'kommunlots' as const, text }))];
}

function inWords({ language, exportedAt, keptUntil, messages }: ExportedConversation, mind: Mind): string {
  const show = (iso: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(formatTags[language], { timeZone: cityTimeZone, ...options }).format(
      new Date(iso),
    );
  const day = (iso: string) => show(iso, { dateStyle: 'long' });
  const moment = (iso: string) => show(iso, { dateStyle: 'short', timeStyle: 'short' });
  const text = (key: 'export_citizen' | 'export_picture') => mind.renderer.text(key, {}, language);
  const who = { citizen: text('export_citizen'), kommunlots: 'Kommunlots' };
  const lines = messages.map((message) => {
    const pictures = (message.pictures ?? []).map(() => `[${text('export_picture')}]`);
    const said = [message.text, ...pictures].filter((part) => part !== '').join('\n');
    return `${who[message.from]}, ${moment(message.at)}\n${said}`;
  });
  const head = mind.renderer.text('export_head', { day: day(exportedAt), until: day(keptUntil) }, language);
  return `${[head, ...lines].join('\n\n')}\n`;
}
