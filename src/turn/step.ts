import type { Library } from '../knowledge/library.ts';
import type { Search } from '../knowledge/search/search.ts';
import type {
  Aspect,
  Language,
  Message,
  Outcome,
  RecognisedLanguage,
  Recognition,
  Session,
  TopicId,
} from '../model.ts';
import type { Danger } from '../nlu/danger.ts';
import type { Draft } from '../replies/renderer.ts';
import type { Command } from './commands.ts';

/** What is known of a message when the answering steps begin. */
export interface Turn {
  readonly message: Message;
  readonly at: Date;
  /** As the last entry left it. */
  readonly session: Session;
  readonly redacted: string;
  /** Kinds of secrets that were found and replaced in `redacted`. */
  readonly secrets: readonly string[];
  /** The language to reply in. */
  readonly language: Language;
  readonly languageChosen: boolean;
  /** The message's language when it is one that is recognised but not served. */
  readonly unserved: RecognisedLanguage | null;
  readonly command: Command | null;
  readonly danger: Danger | null;
  readonly recognition: Recognition;
  readonly aspect: Aspect | null;
}

/** How a step ends a turn. */
export interface Answer {
  readonly outcome: Outcome;
  readonly topic: TopicId | null;
  readonly aspect?: Aspect;
  /** Of the reply, when it is another than the turn's. */
  readonly language?: Language | RecognisedLanguage;
  readonly drafts: readonly Draft[];
  /** What the next turn must know; the rest of the session stays. */
  readonly session: Partial<Pick<Session, 'topic' | 'choices' | 'misses' | 'language' | 'languageChosen'>>;
}

/** What steps may consult. Pure: the same turn gets the same answer. */
export interface Reference {
  readonly library: Library;
  readonly search: Search;
  /** One polite message and one warning in each language that is recognised but not served. */
  readonly unserved: Readonly<
    Record<RecognisedLanguage, { readonly message: string; readonly danger: string }>
  >;
}

/** Answers the turn, or passes it on with null. */
export type Step = (turn: Turn, reference: Reference) => Answer | null;
