import type { Activity } from 'botframework-schema';
import type { Entry, Message, Reply, TopicId } from '../model.ts';

/** The bot as clients see it. */
export const botAccount = { id: 'kommunlots', name: 'Kommunlots', role: 'bot' } as const;

/** The id of an entry's n-th activity: 0 is the citizen's own, the replies follow. Stable, for the entry never changes. */
export function activityId(entry: Entry, index: number): string {
  return `${entry.conversation}|${String(entry.seq).padStart(7, '0')}-${index}`;
}

/** Names the drawing that goes with a topic, or with what a button says. */
export type Drawing = (of: { readonly topic: TopicId } | { readonly button: string }) => string | null;

/** For channels that cannot reach our drawings. */
export const noDrawing: Drawing = () => null;

/** All activities of an entry, in order: the citizen's message as an echo, then the replies. */
export function toActivities(entry: Entry, drawing: Drawing): Partial<Activity>[] {
  return [...echo(entry), ...toReplies(entry, drawing)];
}

/** The bot's part of an entry, as activities. Each carries `channelData.kommunlots` of the contract. */
export function toReplies(entry: Entry, drawing: Drawing): Partial<Activity>[] {
  return entry.replies.map((reply, index) => toReply(entry, reply, index + 1, drawing));
}

/** A choice in the page's menu is the chat's own event, not words of the citizen: it is not shown back. */
function echo(entry: Entry): Partial<Activity>[] {
  const { message } = entry;
  if (message === null || message.kind !== 'text') return [];
  return [
    {
      type: 'message',
      id: activityId(entry, 0),
      timestamp: new Date(entry.at),
      channelId: message.channel,
      from: { id: entry.user, name: '', role: 'user' },
      conversation: conversationAccount(entry),
      text: message.text,
      textFormat: 'plain',
      ...attachmentsOf(message),
      ...(message.locale === undefined ? {} : { locale: message.locale }),
      channelData: { clientActivityID: message.clientId.replace(/^client\//, '') },
    },
  ];
}

/** Pictures as addresses below our own, for who holds the conversation's token; what was not kept is not shown. */
function attachmentsOf({ conversation, files }: Message): Partial<Activity> {
  const pictures = files.filter((file) => file.kind === 'picture');
  if (pictures.length === 0) return {};
  return {
    attachments: pictures.map(({ id }, index) => ({
      contentType: 'image/jpeg',
      contentUrl: `/v3/directline/conversations/${encodeURIComponent(conversation)}/pictures/${id}`,
      name: `picture-${index + 1}.jpg`,
    })),
  };
}

function toReply(entry: Entry, reply: Reply, index: number, drawing: Drawing): Partial<Activity> {
  const { outcome, topic, language, confidence, alternatives, aspect, flow, case: sent } = entry.result;
  const picture = topic !== null && outcome.startsWith('answered_') ? drawing({ topic }) : null;
  return {
    type: 'message',
    id: activityId(entry, index),
    timestamp: new Date(entry.at),
    channelId: entry.message?.channel ?? 'directline',
    from: botAccount,
    conversation: conversationAccount(entry),
    ...(entry.message === null ? {} : { replyToId: activityId(entry, 0) }),
    text: reply.text,
    textFormat: 'markdown',
    locale: language,
    inputHint: 'acceptingInput',
    ...(reply.suggestions.length === 0
      ? {}
      : {
          suggestedActions: {
            to: [entry.user],
            actions: reply.suggestions.map((title) => ({
              type: 'imBack',
              title,
              value: title,
              ...imageOf(drawing({ button: title })),
            })),
          },
        }),
    channelData: {
      ...(picture === null ? {} : { picture: addressOf(picture) }),
      ...(flow?.progress === undefined ? {} : { progress: flow.progress }),
      kommunlots: {
        outcome,
        topic,
        language,
        ...(confidence === undefined ? {} : { confidence }),
        alternatives,
        ...(aspect === undefined ? {} : { aspect }),
        ...(flow === undefined ? {} : { flow: { id: flow.id, slot: flow.slot, filled: flow.filled } }),
        ...(sent === undefined ? {} : { case: sent }),
      },
    },
  };
}

function conversationAccount(entry: Entry): Activity['conversation'] {
  return { id: entry.conversation, isGroup: false, conversationType: 'personal', name: '' };
}

function imageOf(picture: string | null) {
  return picture === null ? {} : { image: addressOf(picture) };
}

/** Where the service itself gives it: see `openPages`. */
function addressOf(picture: string): string {
  return `/pictures/${picture}.svg`;
}
