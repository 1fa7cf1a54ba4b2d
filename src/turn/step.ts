import type { CaseBook } from '../cases/caseBook.ts';
import type { FlowBook } from '../flows/flowBook.ts';
import type { Pauses } from '../flows/pauses.ts';
import type { Library } from '../knowledge/library.ts';
import type { Search } from '../knowledge/search/search.ts';
import type {
  Aspect,
  FlowResult,
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
import type { TextKey } from '../replies/texts.ts';
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
  /** The flow that asks, or that has just ended. */
  readonly flow?: FlowResult;
  /** A case that was written down or shown. */
  readonly case?: { readonly reference: string };
  /** What the next turn must know; the rest of the session stays. */
  readonly session: Partial<Omit<Session, 'version'>>;
}

/** What steps may consult of the content. Pure: the same turn gets the same answer. */
export interface Knowledge {
  readonly library: Library;
  readonly search: Search;
  /** One polite message and one warning in each language that is recognised but not served. */
  readonly unserved: Readonly<
    Record<RecognisedLanguage, { readonly message: string; readonly danger: string }>
  >;
  readonly flows: FlowBook;
  /** How people ask for a case, and how they open one again. */
  readonly caseWords: {
    readonly status: readonly string[];
    readonly reopen: readonly string[];
    readonly forgot: readonly string[];
  };
  /** A text in a language; parameters that it has none of are left unused. */
  readonly word: (key: TextKey, parameters: Readonly<Record<string, string>>, language: Language) => string;
  /** A moment's day in words. */
  readonly day: (moment: string, language: Language) => string;
}

/** What steps may write down or look up. What they write counts for nothing until the turn is in the log. */
export interface Desk {
  readonly cases: Pick<CaseBook, 'draft' | 'look' | 'nearby' | 'reopen'>;
  readonly pauses: Pick<Pauses, 'keep' | 'find' | 'end'>;
  /** Copies pictures of one conversation into another; resolves to their ids there, without those that are gone. */
  readonly adoptPictures: (from: string, to: string, ids: readonly string[]) => Promise<string[]>;
  readonly newId: () => string;
}

export type Reference = Knowledge & Desk;

/** Answers the turn, or passes it on with null. */
export type Step = (turn: Turn, reference: Reference) => Answer | null | Promise<Answer | null>;
