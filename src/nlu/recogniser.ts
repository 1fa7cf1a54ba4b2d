import type { ExampleLanguage, Language, RecognisedLanguage, Recognition, TopicId } from '../model.ts';

/** What a recogniser is asked. */
export interface Utterance {
  /** As written. Never leaves this machine. */
  readonly text: string;
  /** The text with each secret replaced: the only form that may be sent elsewhere. */
  readonly redacted: string;
  /** The language that the text is taken to be in. */
  readonly language: Language | RecognisedLanguage;
  /** The topic at hand, which counts weakly; null at the start of a conversation. */
  readonly topicAtHand: TopicId | null;
}

/** One thing that spoke for or against a topic. */
export interface Evidence {
  readonly feature: string;
  /** Above zero speaks for the topic. */
  readonly weight: number;
}

/** What decided, for `--explain` and for editors. */
export interface Explanation {
  readonly topic: TopicId;
  readonly evidence: readonly Evidence[];
  /** The example phrase nearest to the text. */
  readonly nearest: string | null;
}

/** A topic or small talk, with how likely it is that the text means it, 0 to 1. */
export interface RankedLabel {
  readonly label: string;
  readonly confidence: number;
}

/** Turns a text into topics. Asynchronous, because an implementation may ask a service elsewhere. */
export interface Recogniser {
  recognise(utterance: Utterance): Promise<Recognition>;
  /** The labels that come nearest, best first, at most seven, whatever their confidence. */
  rank(utterance: Utterance): Promise<readonly RankedLabel[]>;
  /** What spoke for the best topics, best first, at most three. */
  explain(utterance: Utterance): Promise<readonly Explanation[]>;
}

/**
 * One labelled phrase to learn from. `label` is a topic id, `smalltalk/<kind>`, or null for what is out of scope.
 * All expansions of one pattern share a `pattern`, so that cross-validation keeps them in one fold.
 */
export interface Example {
  readonly text: string;
  readonly label: string | null;
  readonly language: ExampleLanguage;
  readonly pattern: string;
}
