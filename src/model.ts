/**
 * The words that every room shares, as types. See docs/contract.md for those that are fixed.
 *
 * Nothing here runs, but for the closed lists that types are made from.
 */

import type { FlowState } from './flowState.ts';

/** Languages in which Kommunlots answers in full. `sv-simple` is easy Swedish, a language of its own right here. */
export const servedLanguages = ['sv', 'sv-simple', 'fi', 'en', 'ar'] as const;
export type Language = (typeof servedLanguages)[number];

/** Languages that are recognised and get one polite message with ways onward. ISO 639-1. */
export const recognisedLanguages = [
  'da',
  'nb',
  'so',
  'fa',
  'ku',
  'pl',
  'bs',
  'tr',
  'es',
  'uk',
  'de',
  'fr',
  'ro',
  'ti',
] as const;
export type RecognisedLanguage = (typeof recognisedLanguages)[number];

/** Languages that example phrases are written in; a newcomer's Swedish stands among the Swedish ones. */
export const exampleLanguages = ['sv', 'fi', 'en', 'ar'] as const;
export type ExampleLanguage = (typeof exampleLanguages)[number];

/** What is asked within a topic. */
export const aspects = [
  'what',
  'who',
  'how',
  'papers',
  'cost',
  'time',
  'when',
  'where',
  'change',
  'appeal',
  'next',
  'contact',
] as const;
export type Aspect = (typeof aspects)[number];

/** The one named result of a turn: a closed list, whose prefixes the contract fixes. */
export const outcomes = [
  'answered_article',
  'answered_owner',
  'answered_advice',
  'answered_case',
  'clarified_topics',
  'clarified_search',
  'clarified_picture',
  'asked_slot',
  'asked_confirm',
  'asked_case',
  'offered_person',
  'offered_phone',
  'reported_case',
  'reported_status',
  'cancelled_chat',
  'cancelled_flow',
  'cancelled_pause',
  'switched_language',
  'greeted_opening',
  'greeted_hello',
  'greeted_thanks',
  'greeted_goodbye',
  'greeted_who',
  'warned_danger',
  'refused_abuse',
  'refused_files',
  'refused_case',
  'unanswered_unknown',
  'unanswered_language',
  'error_unexpected',
] as const;
export type Outcome = (typeof outcomes)[number];

/** What people say that is no matter for the city, yet deserves an answer. */
export const smalltalkKinds = ['greeting', 'thanks', 'goodbye', 'who-are-you', 'insult'] as const;
export type Smalltalk = (typeof smalltalkKinds)[number];

/** A topic's id (`knowledge/topics/<id>`), checked against the content when it is loaded. */
export type TopicId = string;

/** A topic with how sure the recogniser is of it, 0 to 1. */
export interface Candidate {
  readonly topic: TopicId;
  readonly confidence: number;
}

/** How sure we are: sure enough to answer, sure enough to ask which of a few, or not sure at all. */
export const bands = ['answer', 'ask', 'admit'] as const;
export type Band = (typeof bands)[number];

/** How a remote recogniser came into a recognition: it answered, or it did not and the one here did. */
export const recognitionDetails = ['clu', 'clu_late', 'clu_failed', 'clu_paused'] as const;
export type RecognitionDetail = (typeof recognitionDetails)[number];

/** What the ear made of one text. */
export interface Recognition {
  readonly band: Band;
  /** The best topic, also when the band is `ask`; null when nothing came near, or when it is small talk. */
  readonly topic: TopicId | null;
  /** Of `topic`, 0 to 1; 0 when there is none. */
  readonly confidence: number;
  /** The next best topics, best first, at most five, without `topic`. */
  readonly alternatives: readonly Candidate[];
  readonly smalltalk: Smalltalk | null;
  readonly detail?: RecognitionDetail;
}

/** Why a file is not kept: it is no picture that is taken (or only the address of one), or too large a picture. */
export const fileRefusals = ['type', 'size'] as const;
export type FileRefusal = (typeof fileRefusals)[number];

/** What became of a file. What it was called is not kept: names of files hold names of people. */
export type ReceivedFile =
  /** Kept with the conversation, under this id. Measures in pixels. */
  | { readonly kind: 'picture'; readonly id: string; readonly width: number; readonly height: number }
  | { readonly kind: 'refused'; readonly reason: FileRefusal };

/** What a citizen sent, whichever door it came through. */
export interface Message {
  readonly conversation: string;
  /** The client's own id for it, unique in the conversation: makes a resend harmless. */
  readonly clientId: string;
  readonly user: string;
  readonly kind: 'text' | 'language' | 'feedback';
  /** As written; for `language` the language chosen in the page's menu. */
  readonly text: string;
  /** What became of each file that came with it, in order. */
  readonly files: readonly ReceivedFile[];
  /** The page's language (BCP 47), when the client said it. */
  readonly locale?: string;
  readonly channel: string;
}

/** One message to the citizen. */
export interface Reply {
  /** CommonMark without HTML. Complete in itself: a channel that shows nothing else loses nothing. */
  readonly text: string;
  /** Likely next messages of the citizen, offered as buttons. */
  readonly suggestions: readonly string[];
}

/** A flow as a turn leaves it, for `channelData`. */
export interface FlowResult {
  readonly id: string;
  /** The slot that is asked next, or `confirm`; the last one where the flow has ended. */
  readonly slot: string;
  /** What is held, by slot. */
  readonly filled: Readonly<Record<string, string | number | boolean | readonly string[]>>;
  /** For the chat's own line above the thread; left out where the flow has ended. */
  readonly progress?: FlowProgress;
}

/** A flow as the chat shows it above the thread. */
export interface FlowProgress {
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  /** What kind of answer is asked for, or `confirm`. */
  readonly asks: string;
  /** Step and moves in words: `back` is null where nothing lies before. */
  readonly words: {
    readonly step: string;
    readonly back: string | null;
    readonly cancel: string;
    /** The label of the field. */
    readonly write: string;
  };
}

/** What a turn leaves for the next one. Carries a version, so that an old one can be read. */
export interface Session {
  readonly version: 1;
  readonly language: Language;
  /** True when the citizen chose the language in words or in the menu: then it stays. */
  readonly languageChosen: boolean;
  /** The topic at hand, and when (ISO time) it was last spoken of. */
  readonly topic: { readonly id: TopicId; readonly at: string } | null;
  /** Topics that the last turn asked to choose among. */
  readonly choices: readonly TopicId[];
  /** Turns in a row that nobody answered. */
  readonly misses: number;
  /** The flow that is under way. */
  readonly flow: FlowState | null;
  /** Flows that were left for another one, the last one left first. */
  readonly parked: readonly FlowState[];
  /** What was told of a topic that has a flow, redacted: who then starts the flow need not tell it again. */
  readonly told: { readonly topic: TopicId; readonly text: string } | null;
  /** Codes that led nowhere. */
  readonly wrongCodes: number;
  /** A case is asked for, and what is missing to show it; its reference once it was said. */
  readonly caseAsked: {
    readonly reference: string | null;
    readonly misses: number;
    /** Of a case that was shown: its word, so that what is said of it next need not tell it again. */
    readonly word: string | null;
  } | null;
}

/** What a turn came to: everything of it that `channelData.kommunlots` and the reports need. */
export interface TurnResult {
  readonly outcome: Outcome;
  readonly topic: TopicId | null;
  /** Of the reply; for `unanswered_language` the recognised one. */
  readonly language: Language | RecognisedLanguage;
  readonly confidence?: number;
  readonly alternatives: readonly Candidate[];
  readonly aspect?: Aspect;
  readonly flow?: FlowResult;
  /** A case that was sent or shown. */
  readonly case?: { readonly reference: string };
  /** How sure the ear was; left out where nothing was heard. Kept in the log only. */
  readonly band?: Band;
  /** Kept in the log only. */
  readonly detail?: RecognitionDetail;
}

/** One record in a conversation's log. The log is the conversation: nothing else holds its state. */
export interface Entry {
  readonly version: 1;
  readonly conversation: string;
  /** 1, 2, 3 … without gaps. Unique in the conversation, and the Direct Line watermark. */
  readonly seq: number;
  /** Unique in the conversation: the client's activity id, or for what no client sent, an id of ours. */
  readonly clientId: string;
  /** An erasure is the turn by which its citizen deleted the conversation: nothing follows it. A notice tells something that nobody asked for just now. */
  readonly kind: 'opening' | 'turn' | 'erasure' | 'notice';
  /** ISO time, UTC. */
  readonly at: string;
  readonly user: string;
  /** Null for an opening and a notice. */
  readonly message: Message | null;
  /** The message's text with each secret replaced by `[type]`: the only form that leaves the log. */
  readonly redacted: string;
  readonly replies: readonly Reply[];
  readonly result: TurnResult;
  readonly session: Session;
  /** ISO time from which the sweeper may dispose of it. */
  readonly expiresAt: string;
}

/** The time now. Passed in, so that tests can hold it still. */
export type Clock = () => Date;
