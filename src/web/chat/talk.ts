import type { Outgoing } from '../directline/outbox.ts';
import { type Activity, clientIdOf, record, text } from '../directline/protocol.ts';

/** One message as it is shown. */
export interface Said {
  /** The client's id of an own message, so that its echo is the same one; else the door's. */
  readonly key: string;
  readonly by: 'me' | 'robot';
  readonly text: string;
  readonly language: string | null;
  readonly at: number;
  readonly state: 'sending' | 'sent' | 'failed';
  /** True once the stream brought it: its place in the thread is final. */
  readonly echoed: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Addresses of pictures: the door's, or before they arrived the browser's own (`blob:`). */
  readonly pictures: readonly string[];
  readonly outcome: string | null;
}

export interface Suggestion {
  readonly title: string;
  readonly value: string;
}

/** What the thread shows: messages in order, and since when an answer is awaited or being written. */
export interface Talk {
  readonly said: readonly Said[];
  readonly awaitingSince: number | null;
}

export const noTalk: Talk = { said: [], awaitingSince: null };

/** An old question without an answer, seen again after a reload, is not waited for. */
const oldAge = 60_000;

/** An activity came on the stream. */
export function hear(talk: Talk, activity: Activity, now: number): Talk {
  const mine =
    activity.from?.role === 'user' || (activity.from?.role === undefined && clientIdOf(activity) !== null);
  if (activity.type === 'typing' && !mine) return { ...talk, awaitingSince: now };
  const pictures = picturesOf(activity);
  if (activity.type !== 'message' || (!activity.text && pictures.length === 0)) return talk;

  const at = Date.parse(activity.timestamp ?? '') || now;
  const key = (mine ? clientIdOf(activity) : null) ?? activity.id ?? `${at}-${talk.said.length}`;
  const heard: Said = {
    key,
    by: mine ? 'me' : 'robot',
    text: activity.text ?? '',
    language: activity.locale ?? null,
    at,
    state: 'sent',
    echoed: true,
    suggestions: suggestionsOf(activity),
    pictures,
    outcome: text(record(record(activity.channelData).kommunlots).outcome),
  };
  const others = talk.said.filter((one) => one.key !== key);
  const settled = others.filter((one) => one.echoed);
  const pending = others.filter((one) => !one.echoed);
  const waits = mine ? now - at < oldAge : pending.some((one) => one.state !== 'failed');
  return {
    said: [...settled, heard, ...pending],
    awaitingSince: waits ? (talk.awaitingSince ?? now) : null,
  };
}

/**
 * An own activity was queued, acknowledged or refused.
 *
 * @param preview the browser's own address of the picture that goes with it
 */
export function send(
  talk: Talk,
  { id, activity, state }: Outgoing,
  now: number,
  preview: string | null = null,
): Talk {
  if (activity.type !== 'message' || (!activity.text && preview === null)) return talk;
  const before = talk.said.find((one) => one.key === id);
  if (before?.echoed) return talk;
  const mine: Said = {
    key: id,
    by: 'me',
    text: activity.text ?? '',
    language: activity.locale ?? null,
    at: before?.at ?? now,
    state,
    echoed: false,
    suggestions: [],
    pictures: preview === null ? [] : [preview],
    outcome: null,
  };
  const said = before ? talk.said.map((one) => (one === before ? mine : one)) : [...talk.said, mine];
  const waits = state !== 'failed' || said.some((one) => !one.echoed && one.state !== 'failed');
  return { said, awaitingSince: waits ? (talk.awaitingSince ?? now) : null };
}

/** What may be answered with one press: the suggestions of the last message, when it is the robot's. */
export function currentSuggestions(talk: Talk): readonly Suggestion[] {
  const last = talk.said.at(-1);
  return last?.by === 'robot' ? last.suggestions : [];
}

/** The answer that may be asked about: was it one? Only the last thing that was said. */
export function answerToAskAbout(talk: Talk): string | null {
  const last = talk.said.at(-1);
  return last?.by === 'robot' && last.outcome?.startsWith('answered_') === true ? last.key : null;
}

/** Pictures at the door's own addresses; any other address is not gone to. */
function picturesOf({ attachments = [] }: Activity): string[] {
  return attachments.flatMap(({ contentType, contentUrl }) =>
    contentType?.startsWith('image/') === true && contentUrl?.startsWith('/v3/directline/') === true
      ? [contentUrl]
      : [],
  );
}

function suggestionsOf(activity: Activity): Suggestion[] {
  return (activity.suggestedActions?.actions ?? []).flatMap(({ type, title, value }) => {
    const said = text(value) ?? text(title);
    return said !== null && (type === 'imBack' || type === 'messageBack' || type === 'postBack')
      ? [{ title: title ?? said, value: said }]
      : [];
  });
}
