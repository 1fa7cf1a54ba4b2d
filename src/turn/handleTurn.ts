import { KnownError } from '../errors.ts';
import type { Clock, Entry, FileRefusal, Message, Session } from '../model.ts';
import { type Draft, say } from '../replies/renderer.ts';
import { type ConversationLog, isDeleted } from './conversationLog.ts';
import { flowOf, questionThatWaits, withFlowsOfNow, withoutButtons } from './flows/waiting.ts';
import { hear } from './hear.ts';
import { createLanes } from './lanes.ts';
import type { Reached } from './milestones.ts';
import type { Mind } from './mind.ts';
import { createRecent } from './recent.ts';
import type { Answer, Reference, Step, Turn } from './step.ts';
import { answerSmalltalk } from './steps/answerSmalltalk.ts';
import { answerTopic } from './steps/answerTopic.ts';
import { answerUnserved } from './steps/answerUnserved.ts';
import { askWhich } from './steps/askWhich.ts';
import { continueFlow } from './steps/continueFlow.ts';
import { obeyCommand } from './steps/obeyCommand.ts';
import { offerPerson } from './steps/offerPerson.ts';
import { resumeFlow } from './steps/resumeFlow.ts';
import { searchKnowledge } from './steps/searchKnowledge.ts';
import { startFlow } from './steps/startFlow.ts';
import { takeFeedback } from './steps/takeFeedback.ts';
import { takePictures } from './steps/takePictures.ts';
import { tellCase } from './steps/tellCase.ts';
import { warnOfDanger } from './steps/warnOfDanger.ts';

/** After redact and recognise (see hear.ts), the first of these that answers ends the turn. The order is pinned by a test. */
export const steps: readonly Step[] = [
  warnOfDanger,
  obeyCommand,
  takeFeedback,
  resumeFlow,
  tellCase,
  continueFlow,
  startFlow,
  takePictures,
  answerUnserved,
  answerSmalltalk,
  answerTopic,
  askWhich,
  searchKnowledge,
  offerPerson,
];

/** In a flow fewer words than these tell of no danger that is only possible. */
const fewestTellingWords = 6;

/** How often a turn is run when other processes write to the conversation first. Twenty posts at once to each of two are taken. */
const mostTries = 12;

export interface TurnTools {
  readonly log: ConversationLog;
  /** What is served now. */
  readonly mind: () => Mind;
  readonly clock: Clock;
  /** 0 up to 1. */
  readonly random: () => number;
  /** A turn failed in a way nobody foresaw. Never gets the citizen's text. */
  readonly report: (error: unknown, conversation: string) => void;
  /** Its citizen has deleted a conversation: ends every way back and lets it be disposed of. May be run again. */
  readonly forget: (erasure: Entry) => Promise<void>;
  /** A turn is in the log: the case that it sent must reach its department. A crash before it is made up for later. */
  readonly settle: (entry: Entry) => Promise<void>;
  /** The log of a conversation has grown by this. */
  readonly wake: (entry: Entry) => void;
  /** A turn is in the log, and how many seconds that took from when it was taken up. */
  readonly observe: (entry: Entry, seconds: number) => void;
  readonly reached: Reached;
}

export interface HandledTurn {
  readonly entry: Entry;
  /** True when the message had been handled before: the entry is that turn's, and its replies went out with it. */
  readonly repeated: boolean;
}

export type HandleTurn = (message: Message) => Promise<HandledTurn>;

/**
 * One message, exactly once: a known client id finds its entry; otherwise the steps run on the session that the
 * latest entry holds, and everything they came to is written by one insert. Only after that insert may anything be
 * acknowledged or sent. Turns of one conversation run one at a time here; against other processes the unique `seq`
 * decides, and the loser runs again on what the winner wrote.
 *
 * A conversation that was last written here is not read first: if another process wrote since, or the message is a
 * repeated one, its insert is refused like any loser's, and the conversation is read then.
 *
 * @throws KnownError `conversation_unknown`, `conversation_ended`, `conversation_busy`
 */
export function createHandleTurn(tools: TurnTools): HandleTurn {
  const { log, wake, clock, random, forget, reached } = tools;
  const lanes = createLanes();
  const recent = createRecent();

  /** Runs the turn on the latest entry; null when its place or its client id was taken. */
  const write = async (message: Message, latest: Entry, from: number): Promise<HandledTurn | null> => {
    const entry = await takeTurn(message, latest, tools);
    reached('composed_entry');
    if ((await log.append(entry)) === 'taken') return null;
    reached('appended_entry');
    wake(entry);
    reached('woke_readers');
    tools.observe(entry, (performance.now() - from) / 1000);
    await tools.settle(entry);
    if (isDeleted(entry)) {
      recent.forget(entry.conversation);
      await forget(entry);
    } else recent.wrote(entry);
    return { entry, repeated: false };
  };

  return (message) =>
    lanes.run(message.conversation, async () => {
      const from = performance.now();
      const remembered = recent.latest(message.conversation, clock());
      if (remembered !== null) {
        const handled = await write(message, remembered, from);
        if (handled !== null) return handled;
      }
      for (let attempt = 0; attempt < mostTries; attempt += 1) {
        const known = await log.byClientId(message.conversation, message.clientId);
        reached('looked_for_repeat');
        if (known !== null) {
          // An erasure that was cut short is finished by its resend.
          if (isDeleted(known)) await forget(known);
          return { entry: known, repeated: true };
        }
        const latest = await log.latest(message.conversation);
        reached('loaded_session');
        if (latest === null) throw new KnownError('conversation_unknown');
        if (isDeleted(latest)) throw new KnownError('conversation_ended');
        if (remembered !== null && latest.seq !== remembered.seq) recent.isShared(message.conversation);
        const handled = await write(message, latest, from);
        if (handled !== null) return handled;
        await new Promise((resolve) => setTimeout(resolve, random() * 20 * (attempt + 1)));
      }
      throw new KnownError('conversation_busy');
    });
}

async function takeTurn(message: Message, latest: Entry, tools: TurnTools): Promise<Entry> {
  const at = tools.clock();
  const mind = tools.mind();
  try {
    const session = withFlowsOfNow(latest.session, mind.reference);
    const turn = await hear(message, session, at, mind.senses);
    return toEntry(turn, await firstAnswer(turn, mind.reference), latest, mind);
  } catch (error) {
    tools.report(error, message.conversation);
    return apologise(message, latest, at, mind);
  }
}

async function firstAnswer(turn: Turn, reference: Reference): Promise<Answer> {
  for (const step of steps) {
    const answer = await step(turn, reference);
    if (answer !== null) return answer;
  }
  throw new Error('no step answered, though the last one always does');
}

function toEntry(turn: Turn, answer: Answer, latest: Entry, { renderer, expiry, reference }: Mind): Entry {
  const session: Session = {
    ...turn.session,
    language: turn.language,
    languageChosen: turn.languageChosen,
    ...answer.session,
  };
  const waiting = questionThatWaits(answer, session, reference);
  const drafts = waiting === null ? answer.drafts : [...answer.drafts.map(withoutButtons), waiting];
  const said = [...drafts, ...notices(turn, answer)].map((draft) => renderer.render(draft, session.language));
  const isShown = said.some(({ text }) => /\b112\b/.test(text));
  const before = isShown ? [] : dangerInSight(turn, answer, reference);
  const replies = [...before.map((draft) => renderer.render(draft, session.language)), ...said];
  // The buttons belong under the last message, whatever was said after the answer itself.
  const suggestions = replies.flatMap((reply) => reply.suggestions);
  const { recognition } = turn;
  return {
    ...frame(turn.message, latest, turn.at, expiry),
    kind: answer.outcome === 'cancelled_chat' ? 'erasure' : 'turn',
    redacted: turn.redacted,
    replies: replies.map((reply, index) => ({
      ...reply,
      suggestions: index === replies.length - 1 ? suggestions : [],
    })),
    result: {
      outcome: answer.outcome,
      topic: answer.topic,
      language: answer.language ?? session.language,
      ...(recognition.confidence > 0 ? { confidence: recognition.confidence } : {}),
      alternatives: alternativesTo(answer.topic, turn),
      ...(answer.aspect === undefined ? {} : { aspect: answer.aspect }),
      ...flowOf(answer, session, reference),
      ...(answer.case === undefined ? {} : { case: answer.case }),
      band: recognition.band,
      ...(recognition.detail === undefined ? {} : { detail: recognition.detail }),
    },
    session,
  };
}

/** Where a danger is possible, 112 stands before everything else. */
function dangerInSight(
  { danger, unserved, message }: Turn,
  { outcome, flow }: Answer,
  reference: Reference,
): Draft[] {
  if (danger?.certainty !== 'possible' || outcome === 'warned_danger') return [];
  // A word or two that answer a question are half a sentence, of which too much is heard.
  if (flow !== undefined && message.text.trim().split(/\s+/u).length < fewestTellingWords) return [];
  const passage =
    unserved === null ? say('danger_possible') : { template: reference.unserved[unserved].danger };
  return [{ passages: [passage], suggestions: [] }];
}

/** What must be said beside the answer, whatever the answer is. */
function notices(turn: Turn, answer: Answer): Draft[] {
  const texts = [
    ...(turn.secrets.length > 0 && !wasAskedFor(turn, answer) ? (['secrets_seen'] as const) : []),
    ...fileNotices(turn.message, answer),
  ];
  return texts.map((text) => ({ passages: [say(text)], suggestions: [] }));
}

/** Somebody who answers "how can we reach you?" has told no secret. */
function wasAskedFor({ session, secrets }: Turn, { flow }: Answer): boolean {
  const asked = session.flow?.slot ?? '';
  const isTaken = flow?.filled['contact'] !== undefined && session.flow?.values['contact'] === undefined;
  return (
    (isTaken || ['contact', 'name', 'place', 'confirm'].includes(asked)) &&
    !secrets.includes('personal-number')
  );
}

/** Each thing once, however many files it is true of. Pictures without a word were asked about instead. */
function fileNotices({ files, text }: Message, { flow }: Answer) {
  const isRefusedFor = (asked: FileRefusal) =>
    files.some((file) => file.kind === 'refused' && file.reason === asked);
  return [
    ...(text !== '' && flow === undefined && files.some(({ kind }) => kind === 'picture')
      ? (['picture_kept'] as const)
      : []),
    ...(isRefusedFor('type') ? (['file_refused_type'] as const) : []),
    ...(isRefusedFor('size') ? (['file_refused_size'] as const) : []),
  ];
}

/** What else it may have been about, best first, without the topic that was answered. */
function alternativesTo(topic: string | null, { recognition }: Turn) {
  const best =
    recognition.topic === null ? [] : [{ topic: recognition.topic, confidence: recognition.confidence }];
  return [...best, ...recognition.alternatives].filter((candidate) => candidate.topic !== topic).slice(0, 5);
}

/** Our fault: said so once, with a way to a person. The session stays as it was. */
function apologise(message: Message, latest: Entry, at: Date, { renderer, expiry, senses }: Mind): Entry {
  const { language } = latest.session;
  return {
    ...frame(message, latest, at, expiry),
    kind: 'turn',
    redacted: senses.redact(message.text).text,
    replies: [renderer.render({ passages: [say('failed')], suggestions: [say('suggest_person')] }, language)],
    result: { outcome: 'error_unexpected', topic: null, language, alternatives: [] },
    session: latest.session,
  };
}

function frame(message: Message, latest: Entry, at: Date, expiry: Mind['expiry']) {
  return {
    version: 1 as const,
    conversation: message.conversation,
    seq: latest.seq + 1,
    clientId: message.clientId,
    at: at.toISOString(),
    user: message.user,
    message,
    expiresAt: expiry('conversation', at),
  };
}
