import type { FlowProgress } from '../../model.ts';
import type { Outgoing } from '../directline/outbox.ts';
import { type Activity, clientIdOf, record, text } from '../directline/protocol.ts';
import { type CardContent, cardsOf, picturesOf } from './attachments.ts';
import { type Standing, standingOf, withRobot } from './standing.ts';

/** One message as it is shown. */
export interface Said {
  /** The client's id of an own message, so that its echo is the same one; else the door's. */
  readonly key: string;
  /** An `event` is no message: somebody came or went, as `standing` says. */
  readonly by: 'me' | 'robot' | 'guide' | 'event';
  /** A guide's first name, where it was told. */
  readonly name: string | null;
  readonly text: string;
  readonly language: string | null;
  readonly at: number;
  readonly state: 'sending' | 'sent' | 'failed';
  /** True once the stream brought it: its place in the thread is final. */
  readonly echoed: boolean;
  readonly suggestions: readonly Suggestion[];
  /** Addresses of pictures: the door's, or before they arrived the browser's own (`blob:`). */
  readonly pictures: readonly string[];
  readonly cards: readonly CardContent[];
  /** Address of a small drawing of what it is about. */
  readonly picture: string | null;
  readonly outcome: string | null;
  readonly topic: string | null;
  /** When it was put right by who said it. */
  readonly correctedAt: number | null;
  readonly standing: Standing | null;
  /** Where a flow stands after it. */
  readonly progress: FlowProgress | null;
  /** The reference of a case that it is the receipt of. */
  readonly receipt: string | null;
}

export interface Suggestion {
  readonly title: string;
  readonly value: string;
  readonly picture: string | null;
}

/** What the thread shows: messages in order, since when an answer is awaited or being written, and by whom. */
export interface Talk {
  readonly said: readonly Said[];
  readonly awaitingSince: number | null;
  readonly standing: Standing;
}

export const noTalk: Talk = { said: [], awaitingSince: null, standing: withRobot };

/** An old question without an answer, seen again after a reload, is not waited for. */
const oldAge = 60_000;

/** An activity came on the stream. */
export function hear(talk: Talk, activity: Activity, now: number): Talk {
  const mine =
    activity.from?.role === 'user' || (activity.from?.role === undefined && clientIdOf(activity) !== null);
  if (activity.type === 'typing' && !mine) return { ...talk, awaitingSince: now };
  const standing = standingOf(activity);
  if (standing !== null) return turnTo(talk, standing, activity, now);
  if (activity.type === 'messageUpdate' && !mine) return correct(talk, activity, now);
  const pictures = picturesOf(activity);
  const cards = mine ? [] : cardsOf(activity);
  if (activity.type !== 'message' || (!activity.text && pictures.length + cards.length === 0)) return talk;

  const at = timeOf(activity, now);
  const key = (mine ? clientIdOf(activity) : null) ?? activity.id ?? `${at}-${talk.said.length}`;
  const { author, kommunlots, picture, progress } = activity.channelData ?? {};
  const { outcome, topic, case: sent } = record(kommunlots);
  const heard: Said = {
    ...nothingSaid,
    key,
    by: mine ? 'me' : author === 'guide' ? 'guide' : 'robot',
    name: author === 'guide' ? text(activity.from?.name) : null,
    text: activity.text ?? '',
    language: activity.locale ?? null,
    at,
    suggestions: suggestionsOf(activity),
    pictures,
    cards,
    picture: drawing(picture),
    outcome: text(outcome),
    topic: text(topic),
    progress: progressIn(progress),
    receipt: outcome === 'reported_case' ? text(record(sent).reference) : null,
  };
  const waits = mine ? answersComeAtOnce(talk) && now - at < oldAge : pendingOf(talk, key).some(isUnderWay);
  return {
    ...talk,
    said: [...settledOf(talk, key), heard, ...pendingOf(talk, key)],
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
    ...nothingSaid,
    key: id,
    by: 'me',
    text: activity.text ?? '',
    language: activity.locale ?? null,
    at: before?.at ?? now,
    state,
    echoed: false,
    pictures: preview === null ? [] : [preview],
  };
  const said = before ? talk.said.map((one) => (one === before ? mine : one)) : [...talk.said, mine];
  const waits = answersComeAtOnce(talk) && said.some(isUnderWay);
  return { ...talk, said, awaitingSince: waits ? (talk.awaitingSince ?? now) : null };
}

/** What may be answered with one press: the suggestions of the last message, when it is not one's own. */
export function currentSuggestions(talk: Talk): readonly Suggestion[] {
  const last = lastMessage(talk);
  return last === undefined || last.by === 'me' ? [] : last.suggestions;
}

/** The flow that is under way: what the last message that was not one's own says of it. */
export function currentProgress({ said }: Talk): FlowProgress | null {
  return said.filter(({ by }) => by === 'robot').at(-1)?.progress ?? null;
}

/** The answer that may be asked about: was it one? Only the last thing that was said, and once for each topic. */
export function answerToAskAbout(talk: Talk): string | null {
  const last = lastMessage(talk);
  if (last === undefined || !isAnswer(last)) return null;
  const first = talk.said.find((one) => isAnswer(one) && one.topic === last.topic);
  return first === last ? last.key : null;
}

function isAnswer({ by, outcome }: Said): boolean {
  return by === 'robot' && outcome?.startsWith('answered_') === true;
}

const nothingSaid = {
  name: null,
  state: 'sent',
  echoed: true,
  suggestions: [],
  pictures: [],
  cards: [],
  picture: null,
  outcome: null,
  topic: null,
  correctedAt: null,
  standing: null,
  progress: null,
  receipt: null,
} as const satisfies Partial<Said>;

/** The last thing that was said; who came and went apart. */
export function lastMessage({ said }: Talk): Said | undefined {
  return said.filter(({ by }) => by !== 'event').at(-1);
}

/** The robot answers at once; a person takes the time that it takes. */
function answersComeAtOnce({ standing }: Talk): boolean {
  return standing.with !== 'guide';
}

function isUnderWay({ echoed, state }: Said): boolean {
  return !echoed && state !== 'failed';
}

function settledOf({ said }: Talk, key: string): Said[] {
  return said.filter((one) => one.key !== key && one.echoed);
}

function pendingOf({ said }: Talk, key: string): Said[] {
  return said.filter((one) => one.key !== key && !one.echoed);
}

function timeOf({ timestamp }: Activity, now: number): number {
  return Date.parse(timestamp ?? '') || now;
}

/** A person comes or goes: it stands in the thread as well. A new place in the queue does not. */
function turnTo(talk: Talk, standing: Standing, activity: Activity, now: number): Talk {
  const came = standing.with === 'guide';
  const left = talk.standing.with === 'guide' && !came;
  if (!came && !left) return { ...talk, standing };
  const at = timeOf(activity, now);
  const key = activity.id ?? `${at}-${talk.said.length}`;
  const event: Said = {
    ...nothingSaid,
    key,
    by: 'event',
    name: came ? standing.name : talk.standing.with === 'guide' ? talk.standing.name : null,
    text: '',
    language: null,
    at,
    standing,
  };
  return { said: [...settledOf(talk, key), event, ...pendingOf(talk, key)], standing, awaitingSince: null };
}

/** Who said it puts it right: the words change where they stand, and say so. */
function correct(talk: Talk, activity: Activity, now: number): Talk {
  return {
    ...talk,
    said: talk.said.map((one) =>
      one.key === activity.replyToId && one.by !== 'me'
        ? { ...one, text: activity.text ?? '', correctedAt: timeOf(activity, now) }
        : one,
    ),
  };
}

function progressIn(value: unknown): FlowProgress | null {
  const { title, step, steps, asks, words } = record(value);
  const { step: inWords, back, cancel, write } = record(words);
  if (typeof step !== 'number' || typeof steps !== 'number' || text(cancel) === null) return null;
  return {
    title: text(title) ?? '',
    step,
    // As many marks as can be told apart.
    steps: Math.min(steps, 20),
    asks: text(asks) ?? '',
    words: {
      step: text(inWords) ?? '',
      back: text(back),
      cancel: text(cancel) ?? '',
      write: text(write) ?? '',
    },
  };
}

/** Drawings come from our own server only. */
function drawing(address: unknown): string | null {
  const own = text(address);
  return own?.startsWith('/pictures/') === true ? own : null;
}

function suggestionsOf(activity: Activity): Suggestion[] {
  return (activity.suggestedActions?.actions ?? []).flatMap(({ type, title, value, image }) => {
    const said = text(value) ?? text(title);
    return said !== null && (type === 'imBack' || type === 'messageBack' || type === 'postBack')
      ? [{ title: title ?? said, value: said, picture: drawing(image) }]
      : [];
  });
}
