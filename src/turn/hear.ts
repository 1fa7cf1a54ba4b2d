import { pauseCodeIn, referenceIn } from '../cases/reference.ts';
import type { FlowBook } from '../flows/flowBook.ts';
import { tokensOf } from '../flows/tokens.ts';
import type { AskedAspect } from '../knowledge/askedAspect.ts';
import type { Library } from '../knowledge/library.ts';
import type { Message, RecognisedLanguage, Recognition, Session } from '../model.ts';
import type { Danger } from '../nlu/danger.ts';
import type { IdentifyLanguage } from '../nlu/language/identify.ts';
import type { Recogniser, Utterance } from '../nlu/recogniser.ts';
import type { redact } from '../privacy/redact.ts';
import { asServed } from './asServed.ts';
import type { Command } from './commands.ts';
import type { Turn } from './step.ts';

/** A topic stays at hand for this long after it was last spoken of; then it is asked, not assumed. */
const topicFadesAfterMilliseconds = 30 * 60_000;

/** The senses: everything that makes a {@link Turn} out of a message. */
export interface Senses {
  readonly redact: (text: string) => ReturnType<typeof redact>;
  readonly findDanger: (text: string) => Danger | null;
  readonly findCommand: (text: string) => Command | null;
  readonly identifyLanguage: IdentifyLanguage;
  readonly recogniser: Recogniser;
  readonly library: Library;
  readonly flows: FlowBook;
}

/** In a flow a message with fewer words does not change the language. */
const fewestTellingWords = 4;

const nothing: Recognition = { band: 'admit', topic: null, confidence: 0, alternatives: [], smalltalk: null };

/**
 * The two steps that always run first, `redact` and `recognise`: what must not be kept, in which language, about
 * what, how sure, and is somebody in danger.
 */
export async function hear(message: Message, session: Session, at: Date, senses: Senses): Promise<Turn> {
  const { text: redacted, found: secrets } = senses.redact(message.text);
  const base = { message, at, session, redacted, secrets };
  if (message.kind === 'language') {
    const language = asServed(message.text) ?? session.language;
    const command: Command = { kind: 'language', language, rest: '' };
    return {
      ...base,
      command,
      ...chosen(language),
      unserved: null,
      danger: null,
      recognition: nothing,
      aspect: null,
    };
  }
  if (message.kind === 'feedback') return { ...base, ...unspoken(session), recognition: nothing };
  // A title in the chat's own language is a button that was pressed: it says nothing of language or danger.
  const offered = senses.flows.startedBy(message.text);
  if (offered !== null)
    return { ...base, ...unspoken(session), recognition: certainOf(offered.topics[0] ?? '') };
  const pressed = senses.library.topicByTitle(message.text, session.language);
  if (pressed !== null) {
    return { ...base, ...unspoken(session), recognition: certainOf(pressed) };
  }
  const command = senses.findCommand(message.text);
  const wish = command?.kind === 'language' ? command : null;
  const heard = senses.identifyLanguage(message.text, {
    current: session.language,
    ...(message.locale === undefined ? {} : { page: asServed(message.locale) ?? session.language }),
  });
  // An answer of a word or two, or the name of a street, tells nothing of the language that somebody speaks.
  const isAnswer = session.flow !== null || session.caseAsked !== null;
  const isReply = senses.flows.isReply(tokensOf(message.text));
  const isBrief =
    isReply || isCode(message.text) || (isAnswer && countWords(message.text) < fewestTellingWords);
  const stays = session.languageChosen || !heard.sure || isBrief;
  const spoken = asServed(heard.language);
  const language = wish?.language ?? (stays || spoken === null ? session.language : spoken);
  const topicAtHand = topicStillAtHand(session, at);
  const text = wish?.rest ?? message.text;
  const utterance = {
    text,
    redacted: text === message.text ? redacted : senses.redact(text).text,
    language: wish === null ? heard.language : language,
    topicAtHand,
  };
  // "Yes", "no", "skip" are about what was asked, and about no topic.
  const recognition = isReply ? nothing : await recognise(utterance, session, senses);
  return {
    ...base,
    command,
    language,
    languageChosen: session.languageChosen || wish !== null,
    unserved:
      spoken === null && heard.sure && !isBrief && wish === null
        ? (heard.language as RecognisedLanguage)
        : null,
    danger: isReply ? null : senses.findDanger(message.text),
    ...aboutTopicAtHand(recognition, senses.library.aspectIn(message.text, language), topicAtHand),
  };
}

/** What was pressed rather than said tells nothing but what the button says. */
function unspoken({ language, languageChosen }: Session) {
  return { command: null, language, languageChosen, unserved: null, danger: null, aspect: null };
}

function chosen(language: Turn['language']) {
  return { language, languageChosen: true };
}

async function recognise(utterance: Utterance, session: Session, senses: Senses): Promise<Recognition> {
  const { text } = utterance;
  if (text === '') return nothing;
  const certain = senses.library.topicByTitle(text, 'any') ?? choiceByNumber(text, session);
  if (certain !== null) return certainOf(certain);
  return senses.recogniser.recognise(utterance);
}

/** A case's reference, or the code of a flow that was left elsewhere. */
function isCode(text: string): boolean {
  return referenceIn(text) !== null || pauseCodeIn(text) !== null;
}

function countWords(text: string): number {
  return text.match(/\p{L}+/gu)?.length ?? 0;
}

function certainOf(topic: string): Recognition {
  return { ...nothing, band: 'answer', topic, confidence: 1 };
}

/** "2" after a question with choices. */
function choiceByNumber(text: string, session: Session): string | null {
  const digit = /^\s*([1-9١-٩۱-۹])\s*[.)]?\s*$/.exec(text)?.[1];
  if (digit === undefined) return null;
  // European and Arabic-Indic digits alike have their value in the last four bits.
  return session.choices[(digit.charCodeAt(0) & 0xf) - 1] ?? null;
}

/** "And what does it cost?" names no topic: it is about the one at hand. */
function aboutTopicAtHand(recognition: Recognition, asked: AskedAspect | null, topicAtHand: string | null) {
  const aspect = asked?.aspect ?? null;
  if (recognition.band === 'answer' || asked === null || !asked.sure || topicAtHand === null)
    return { recognition, aspect };
  const alternatives = [
    recognition.topic === null ? [] : [{ topic: recognition.topic, confidence: recognition.confidence }],
    recognition.alternatives,
  ]
    .flat()
    .filter((candidate) => candidate.topic !== topicAtHand)
    .slice(0, 5);
  return {
    recognition: {
      ...recognition,
      band: 'answer' as const,
      topic: topicAtHand,
      alternatives,
      smalltalk: null,
    },
    aspect,
  };
}

function topicStillAtHand(session: Session, at: Date): string | null {
  if (session.topic === null) return null;
  return at.getTime() - Date.parse(session.topic.at) <= topicFadesAfterMilliseconds ? session.topic.id : null;
}
