import type { ExampleLanguage, Recognition, TopicId } from '../model.ts';

/** What a recogniser is asked. */
export interface Utterance {
  readonly text: string;
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

/** Turns a text into topics. Asynchronous, because an implementation may ask a service elsewhere. */
export interface Recogniser {
  recognise(utterance: Utterance): Promise<Recognition>;
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
